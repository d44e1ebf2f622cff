import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const sbomReferenceConversion: KindConversion = {
  note: conversion(v1beta1.SbomReferenceNote, v1.SbomReferenceNote),
  occurrence: conversion(v1beta1.SbomReferenceOccurrence, v1.SbomReferenceOccurrence),
};
