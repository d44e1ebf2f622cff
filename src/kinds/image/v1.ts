import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

const Fingerprint = sameInV1(v1beta1.Fingerprint);

/** Any instruction, where v1beta1 has an enum. */
const Layer = message('grafeas.v1.Layer', 'A layer added to the base image.', {
  directive: field(1, text(), 'The instruction that made the layer, such as COPY.', { required: true }),
  arguments: field(2, text(), 'Arguments of the instruction.'),
});

export const ImageNote = sameInV1(v1beta1.Basis, [v1beta1.Fingerprint, Fingerprint]);

export const ImageOccurrence = sameInV1(
  v1beta1.Derived,
  [v1beta1.Fingerprint, Fingerprint],
  [v1beta1.Layer, Layer],
);
