import '../../../src/kinds/index.js';
import { anyMessage } from '../../../src/kinds/known-messages.js';
import { map, repeated, type WellKnownName, type WellKnownType } from '../../../src/schema/field-types.js';
import { field, message } from '../../../src/schema/message.js';
import {
  bool,
  bytes,
  enumeration,
  float,
  int32,
  int64,
  text,
  timestamp,
} from '../../../src/schema/scalars.js';

/** A message with a field of every type, for tests of the codec alone. */

const wellKnown = (name: WellKnownName): WellKnownType<unknown> => ({
  form: 'wellKnown',
  name,
  decode: (value) => value,
  ...(name === 'Any' ? { lookup: anyMessage().lookup } : {}),
});

export const Colour = enumeration('toy.Colour', { COLOUR_UNSPECIFIED: 0, RED: 1, CRIMSON: 1, MINUS: -1 });

export const Part = message('toy.Part', 'A part.', {
  name: field(1, text(), 'Name.'),
  size: field(2, int32(), 'Size.'),
  tags: field(3, repeated(text()), 'Tags.'),
});

export const Toy = message('toy.Toy', 'Everything.', {
  text: field(1, text(), 'x'),
  flag: field(2, bool(), 'x'),
  small: field(3, int32(), 'x'),
  big: field(4, int64(), 'x'),
  ratio: field(5, float(), 'x'),
  blob: field(6, bytes(), 'x'),
  colour: field(7, Colour, 'x'),
  part: field(8, Part, 'x'),
  parts: field(9, repeated(Part), 'x'),
  numbers: field(10, repeated(int32()), 'x'),
  colours: field(11, repeated(Colour), 'x'),
  labels: field(12, map(text()), 'x'),
  partsByName: field(13, map(Part), 'x'),
  time: field(14, timestamp(), 'x'),
  span: field(15, wellKnown('Duration'), 'x'),
  struct: field(16, wellKnown('Struct'), 'x'),
  value: field(17, wellKnown('Value'), 'x'),
  any: field(18, wellKnown('Any'), 'x'),
  mask: field(19, wellKnown('FieldMask'), 'x'),
  empty: field(20, wellKnown('Empty'), 'x'),
  zero: field(21, int32(), 'x', { oneof: 'choice' }),
  word: field(22, text(), 'x', { oneof: 'choice' }),
  choice: field(23, Part, 'x', { oneof: 'choice' }),
  ids: field(2000, repeated(int64()), 'x'),
  values: field(2001, map(wellKnown('Value')), 'x'),
});
