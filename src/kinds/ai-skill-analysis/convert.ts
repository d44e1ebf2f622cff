import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const aiSkillAnalysisConversion: KindConversion = {
  note: conversion(before.AiSkillAnalysisNote, v1.AiSkillAnalysisNote),
  occurrence: conversion(before.AiSkillAnalysisOccurrence, v1.AiSkillAnalysisOccurrence),
};
