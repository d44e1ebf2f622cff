import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

export const deploymentConversion: KindConversion = {
  note: conversion(before.Deployable, v1.DeploymentNote),
  occurrence: unwrapped(before.Details, 'deployment', conversion(before.Deployment, v1.DeploymentOccurrence)),
};
