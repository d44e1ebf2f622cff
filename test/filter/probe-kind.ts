import { kinds } from '../../src/kinds/index.js';
import { defineKind } from '../../src/kinds/kind.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { map, repeated } from '../../src/schema/field-types.js';
import { field, message } from '../../src/schema/message.js';
import { bool, bytes, enumeration, float, int32, int64, text, timestamp } from '../../src/schema/scalars.js';

/** A kind with a field of every type and shape, so that filters are tested on all of them. */

export const Level = enumeration('probe.Level', { LEVEL_UNSPECIFIED: 0, LOW: 1, MIDDLE: 5, HIGH: 9, TOP: 9 });

const Part = message('probe.Part', 'A part.', {
  label: field(1, text(), 'Text in a list.'),
  count: field(2, int64(), 'A number in a list.'),
  level: field(3, Level, 'An enum in a list.'),
  when: field(4, timestamp(), 'A time in a list.'),
  tags: field(5, repeated(text()), 'A list in a list.'),
  notes: field(6, map(text()), 'A map in a list.'),
});

const Probe = message('probe.Probe', 'One of each.', {
  label: field(1, text(), 'Text.'),
  data: field(2, bytes(), 'Bytes.'),
  flag: field(3, bool(), 'A truth value.'),
  small: field(4, int32(), 'An integer.'),
  large: field(5, int64(), 'A large integer.'),
  score: field(6, float(), 'A float.'),
  level: field(7, Level, 'An enum.'),
  when: field(8, timestamp(), 'A time.'),
  part: field(9, Part, 'A message.'),
  parts: field(10, repeated(Part), 'Messages.'),
  words: field(11, repeated(text()), 'Texts.'),
  numbers: field(12, repeated(int64()), 'Integers.'),
  scores: field(13, repeated(float()), 'Floats.'),
  levels: field(14, repeated(Level), 'Enums.'),
  flags: field(15, repeated(bool()), 'Truth values.'),
  times: field(16, repeated(timestamp()), 'Times.'),
  labels: field(17, map(text()), 'Text by key.'),
  counts: field(18, map(int64()), 'Integers by key.'),
  shelves: field(19, map(Part), 'Messages by key.'),
  chosenText: field(20, text(), 'Text that may be set to nothing.', { oneof: 'chosen' }),
  chosenNumber: field(21, int32(), 'A number that may be set to 0.', { oneof: 'chosen' }),
});

const probe = defineKind({
  name: 'PROBE',
  number: 900,
  doc: 'For tests.',
  aliases: ['PROBE_DETAILS'],
  note: { member: 'probeNote', number: 900, message: Probe },
  occurrence: { member: 'probe', number: 900, message: Probe },
  searchable: [
    { of: 'occurrence', path: 'probe.level', column: 'severity', aliases: ['probeLevel'] },
    { of: 'occurrence', path: 'probe.part.label', aliases: ['partLabel'] },
  ],
  examples: { notes: [], occurrences: [], invalid: [] },
});

export const probeRegistry = buildRegistry([...kinds, probe]);
