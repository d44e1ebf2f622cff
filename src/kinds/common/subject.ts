import { map } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';

export const Subject = message('grafeas.v1beta1.intoto.Subject', 'An artifact that a statement is about.', {
  name: field(1, text(), 'Its name.'),
  digest: field(2, map(text()), 'Its digests by algorithm.'),
});
