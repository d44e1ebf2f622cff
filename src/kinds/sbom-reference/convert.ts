import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const sbomReferenceConversion: KindConversion = {
  note: conversion(before.SbomReferenceNote, v1.SbomReferenceNote),
  occurrence: conversion(before.SbomReferenceOccurrence, v1.SbomReferenceOccurrence),
};
