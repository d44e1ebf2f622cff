import * as resource from '../common/resource.js';
import { Subject as SubjectBefore } from '../common/subject.js';
import { EnvelopeSignature, Subject } from '../common/v1/messages.js';
import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

export const SbomReferenceNote = sameInV1(v1beta1.SbomReferenceNote);

export const SbomReferenceOccurrence = sameInV1(
  v1beta1.SbomReferenceOccurrence,
  [resource.EnvelopeSignature, EnvelopeSignature],
  [SubjectBefore, Subject],
);
