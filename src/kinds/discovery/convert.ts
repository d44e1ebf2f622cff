import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const discoveryConversion: KindConversion = {
  note: conversion(v1beta1.Discovery, v1.DiscoveryNote),
  occurrence: unwrapped(
    v1beta1.Details,
    'discovered',
    conversion(v1beta1.Discovered, v1.DiscoveryOccurrence),
  ),
};
