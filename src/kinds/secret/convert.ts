import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const secretConversion: KindConversion = {
  note: conversion(v1beta1.SecretNote, v1.SecretNote),
  occurrence: conversion(v1beta1.SecretOccurrence, v1.SecretOccurrence),
};
