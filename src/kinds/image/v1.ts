import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { sameInV1 } from '../common/v1/same.js';
import * as before from './v1beta1.js';

const Fingerprint = sameInV1(before.Fingerprint);

/** Any instruction, where v1beta1 has an enum. */
const Layer = message('grafeas.v1.Layer', 'A step on the way from the base image.', {
  directive: field(1, text(), 'The instruction that made the layer, such as COPY.', { required: true }),
  arguments: field(2, text(), 'What stood behind the instruction.'),
});

export const ImageNote = sameInV1(before.Basis, [before.Fingerprint, Fingerprint]);

export const ImageOccurrence = sameInV1(
  before.Derived,
  [before.Fingerprint, Fingerprint],
  [before.Layer, Layer],
);
