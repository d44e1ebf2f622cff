import { sameInV1 } from '../common/v1/same.js';
import * as before from './v1beta1.js';

export const DeploymentNote = sameInV1(before.Deployable);
export const DeploymentOccurrence = sameInV1(before.Deployment);
