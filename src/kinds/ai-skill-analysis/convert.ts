import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const aiSkillAnalysisConversion: KindConversion = {
  note: conversion(v1beta1.AiSkillAnalysisNote, v1.AiSkillAnalysisNote),
  occurrence: conversion(v1beta1.AiSkillAnalysisOccurrence, v1.AiSkillAnalysisOccurrence),
};
