import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const discoveryConversion: KindConversion = {
  note: conversion(before.Discovery, v1.DiscoveryNote),
  occurrence: unwrapped(before.Details, 'discovered', conversion(before.Discovered, v1.DiscoveryOccurrence)),
};
