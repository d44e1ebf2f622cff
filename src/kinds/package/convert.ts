import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const packageKindConversion: KindConversion = {
  note: conversion(v1beta1.Package, v1.PackageNote),
  occurrence: unwrapped(
    v1beta1.Details,
    'installation',
    conversion(v1beta1.Installation, v1.PackageOccurrence),
  ),
};
