import * as v1beta1 from '../provenance.js';
import * as resource from '../resource.js';
import * as slsa from '../slsa.js';
import { Subject as SubjectBefore } from '../subject.js';
import { Hash, Subject } from './messages.js';
import { sameInV1 } from './same.js';

/** Build provenance. */

export const BuildProvenance = sameInV1(v1beta1.BuildProvenance, [resource.Hash, Hash]);
export const InTotoSlsaProvenance = sameInV1(slsa.InTotoSlsaProvenance, [SubjectBefore, Subject]);
