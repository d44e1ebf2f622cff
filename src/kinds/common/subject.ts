import { map } from '../field-types.js';
import { field, message } from '../message.js';
import { text } from '../scalars.js';

export const Subject = message('grafeas.v1beta1.intoto.Subject', 'An artifact that a statement is about.', {
  name: field(1, text(), 'Its name.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});
