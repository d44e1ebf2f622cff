import * as artifact from '../common/artifact.js';
import { Digest, FileLocation } from '../common/v1/messages.js';
import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

export const SecretNote = sameInV1(v1beta1.SecretNote);

export const SecretOccurrence = sameInV1(
  v1beta1.SecretOccurrence,
  [artifact.Digest, Digest],
  [artifact.FileLocation, FileLocation],
);
