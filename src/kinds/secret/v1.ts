import * as artifact from '../common/artifact.js';
import { Digest, FileLocation } from '../common/v1/messages.js';
import { sameInV1 } from '../common/v1/same.js';
import * as before from './v1beta1.js';

export const SecretNote = sameInV1(before.SecretNote);

export const SecretOccurrence = sameInV1(
  before.SecretOccurrence,
  [artifact.Digest, Digest],
  [artifact.FileLocation, FileLocation],
);
