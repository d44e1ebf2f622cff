import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

export const DeploymentNote = sameInV1(v1beta1.Deployable);
export const DeploymentOccurrence = sameInV1(v1beta1.Deployment);
