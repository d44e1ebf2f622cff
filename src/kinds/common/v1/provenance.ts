import * as before from '../provenance.js';
import * as resource from '../resource.js';
import * as slsa from '../slsa.js';
import { Subject as SubjectBefore } from '../subject.js';
import { Hash, Subject } from './messages.js';
import { sameInV1 } from './same.js';

/** How something was built. */

export const BuildProvenance = sameInV1(before.BuildProvenance, [resource.Hash, Hash]);
export const InTotoSlsaProvenance = sameInV1(slsa.InTotoSlsaProvenance, [SubjectBefore, Subject]);
