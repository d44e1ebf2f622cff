import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const packageKindConversion: KindConversion = {
  note: conversion(before.Package, v1.PackageNote),
  occurrence: unwrapped(
    before.Details,
    'installation',
    conversion(before.Installation, v1.PackageOccurrence),
  ),
};
