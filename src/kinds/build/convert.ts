import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const buildConversion: KindConversion = {
  note: conversion(before.Build, v1.BuildNote),
  occurrence: conversion(before.Details, v1.BuildOccurrence),
};
