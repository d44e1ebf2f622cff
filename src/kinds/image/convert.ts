import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const imageConversion: KindConversion = {
  note: conversion(before.Basis, v1.ImageNote),
  occurrence: unwrapped(before.Details, 'derivedImage', conversion(before.Derived, v1.ImageOccurrence)),
};
