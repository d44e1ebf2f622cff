import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const imageConversion: KindConversion = {
  note: conversion(v1beta1.Basis, v1.ImageNote),
  occurrence: unwrapped(v1beta1.Details, 'derivedImage', conversion(v1beta1.Derived, v1.ImageOccurrence)),
};
