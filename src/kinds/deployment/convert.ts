import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

export const deploymentConversion: KindConversion = {
  note: conversion(v1beta1.Deployable, v1.DeploymentNote),
  occurrence: unwrapped(
    v1beta1.Details,
    'deployment',
    conversion(v1beta1.Deployment, v1.DeploymentOccurrence),
  ),
};
