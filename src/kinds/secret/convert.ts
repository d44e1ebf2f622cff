import { conversion, type KindConversion } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const secretConversion: KindConversion = {
  note: conversion(before.SecretNote, v1.SecretNote),
  occurrence: conversion(before.SecretOccurrence, v1.SecretOccurrence),
};
