import fc from 'fast-check';
import type { ListedField } from '../../src/kinds/filter-fields.js';
import type { ElementType, FieldType } from '../../src/schema/field-types.js';
import type { Message } from '../../src/schema/message.js';

/** Documents and filters for the differential test. Values come from small pools, so that filters hit. */

export const hostile = [
  ...[
    '',
    'a',
    'ab',
    'b',
    'A',
    "it's",
    'back\\slash',
    '100%',
    '%',
    'under_score',
    '_',
    '$1',
    '?',
    'a?b',
    '"q"',
  ],
  ...[
    '\uffff',
    'a\uffff',
    '\ue000',
    '😀',
    '😀a',
    'a😀',
    '\u{10ffff}',
    '\u{10ffff}\u{10ffff}',
    'é',
    '\u0001',
    '\n',
  ],
  ...[
    '__proto__',
    'constructor',
    "'; DROP TABLE occurrences; --",
    'a b',
    '{"a":1}',
    '[1]',
    '0',
    '1',
    'NaN',
    '\ud7ff',
    '\x7f',
  ],
];
const texts = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: storable() },
);
const int32s = [0, 1, -1, 5, 99, 2147483647, -2147483648];
const int64s = [
  '0',
  '1',
  '-1',
  '5',
  '9007199254740993',
  '9007199254740992',
  '9223372036854775807',
  '-9223372036854775808',
];
const floats = [0, 0.1, 7.5, 9.8, -2.25, 1e-7, 3.4e38, 16777216, 1e21, 0.3, 'NaN', 'Infinity', '-Infinity'];
const times = [
  ...[
    '2024-05-01T12:00:00Z',
    '2024-05-01T12:00:00.120Z',
    '2024-05-01T12:00:00.123Z',
    '2024-05-01T12:00:00.123456Z',
  ],
  ...['2024-05-01T12:00:00.123456789Z', '2024-05-01T12:00:00.123456001Z', '0001-01-01T00:00:00Z'],
  ...['9999-12-31T23:59:59.999999999Z', '1969-12-31T23:59:59.999999999Z', '2024-05-01T12:00:01Z'],
];
const blobs = ['', 'YQ==', 'YWI=', '+/8='];
const keys = ['env', 'a b', '__proto__', "it's", '"', '\\', '$1', '?', '😀', '', '1', 'a.b'];

function storable(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', maxLength: 4 })
    .filter((text) => !text.includes('\0') && text.isWellFormed());
}

/** Any value of a message in JSON, half of its fields set. */
export function messageValue(message: Message<unknown>, depth = 3): fc.Arbitrary<Record<string, unknown>> {
  const fields = message.fields.filter(({ type }) => !isPacked(type) && (depth > 0 || isFlat(type)));
  const entries = fields.map(({ jsonName, type, options }) =>
    fc
      .option(fieldValue(type, depth), { nil: undefined, freq: 2 })
      .map((value) => ({ jsonName, value, oneof: options.oneof })),
  );
  return fc.tuple(...entries).map((list) => {
    const taken = new Set<string>();
    const set = list.filter(({ value, oneof }) => {
      if (value === undefined || (oneof !== undefined && taken.has(oneof))) return false;
      if (oneof !== undefined) taken.add(oneof);
      return true;
    });
    return Object.fromEntries(set.map(({ jsonName, value }) => [jsonName, value]));
  });
}

/** google.protobuf.Any takes known types only, and filters do not look into it. */
function isPacked(type: FieldType<unknown>): boolean {
  const element = type.form === 'repeated' ? type.element : type;
  return element.form === 'wellKnown' && element.name === 'Any';
}

function isFlat(type: FieldType<unknown>): boolean {
  const element = type.form === 'repeated' ? type.element : type.form === 'map' ? type.value : type;
  return element.form !== 'message';
}

function fieldValue(type: FieldType<unknown>, depth: number): fc.Arbitrary<unknown> {
  if (type.form === 'repeated') return fc.array(elementValue(type.element, depth), { maxLength: 3 });
  if (type.form === 'map') {
    const entries = fc.array(fc.tuple(fc.constantFrom(...keys), elementValue(type.value, depth)), {
      maxLength: 3,
    });
    return entries.map((list) => Object.fromEntries(list));
  }
  return elementValue(type, depth);
}

function elementValue(type: ElementType<unknown>, depth: number): fc.Arbitrary<unknown> {
  if (type.form === 'message') return messageValue(type, depth - 1);
  if (type.form === 'enum') return fc.constantFrom<unknown>(...type.values().keys(), 77, -3);
  if (type.form === 'wellKnown')
    return type.name === 'Timestamp' ? fc.constantFrom(...times) : fc.constant({ a: 'b' });
  switch (type.scalar) {
    case 'string':
      return texts;
    case 'bytes':
      return fc.constantFrom(...blobs);
    case 'bool':
      return fc.boolean();
    case 'int32':
      return fc.constantFrom(...int32s);
    case 'int64':
      return fc.constantFrom(...int64s);
    default:
      return fc.oneof(
        fc.constantFrom<unknown>(...floats),
        fc.float({ noNaN: true, noDefaultInfinity: true }),
      );
  }
}

/** Text as Go's %q writes it. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/\\u0000/g, '\\x00');
}

/** Any filter over the fields, as text. */
export function filterText(fields: readonly ListedField[], more: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const condition = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fields).chain(conditionOn) },
    { weight: 1, arbitrary: more },
  );
  return fc.letrec<{ filter: string; condition: string }>((tie) => ({
    condition,
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'filter' },
      { weight: 4, arbitrary: tie('condition') },
      { weight: 1, arbitrary: fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a}) AND (${b})`) },
      { weight: 1, arbitrary: fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a}) OR (${b})`) },
      { weight: 1, arbitrary: fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a}) (${b})`) },
      { weight: 1, arbitrary: tie('filter').map((a) => `NOT (${a})`) },
      { weight: 1, arbitrary: tie('filter').map((a) => `-(${a})`) },
    ),
  })).filter;
}

function conditionOn(field: ListedField): fc.Arbitrary<string> {
  const path = fc.constantFrom(...keys).map((key) => field.path.replaceAll('.KEY', `.${quote(key)}`));
  return fc.tuple(path, fc.constantFrom(...field.operators)).chain(([name, operator]) => {
    if (operator === ':*') return fc.constant(`${name}:*`);
    if (operator === 'has_prefix' || operator === 'has_suffix')
      return literal('text').map((text) => `${operator}(${name}, ${text})`);
    // What a column answers is never empty, and to ask for that is an error.
    const value =
      field.readFrom === 'document' || operator !== '='
        ? literal(field.type)
        : literal(field.type).filter((text) => text !== '""');
    return value.map((text) => `${name} ${operator} ${text}`);
  });
}

function literal(type: string): fc.Arbitrary<string> {
  switch (type.replace('list of ', '')) {
    case 'map':
      return fc.constantFrom(...keys).map(quote);
    case 'text':
      return fc
        .oneof(
          { weight: 6, arbitrary: texts },
          { weight: 1, arbitrary: fc.constantFrom('\0', 'a\0', 'a\0b', '😀\0') },
        )
        .map(quote);
    case 'bytes':
      return fc.constantFrom(...blobs, '-_8').map(quote);
    case 'enum':
      return fc.constantFrom('0', '1', '5', '9', '77', '-3', '9223372036854775807', '-9223372036854775808');
    case 'bool':
      return fc.constantFrom('true', 'FALSE', '"True"', 'false');
    case 'int32':
      return fc.constantFrom(...int32s.map(String), '9223372036854775807', '-9223372036854775808', '0x5');
    case 'int64':
      return fc.constantFrom(...int64s);
    case 'float':
      return fc.oneof(
        fc.constantFrom(
          '0',
          '0.1',
          '7.5',
          '9.8',
          '-2.25',
          '0.0000001',
          '3.4e38',
          '16777216',
          '1.0e21',
          '0.3',
          '"Infinity"',
          '"-Infinity"',
          '1.7e308',
          '0.1000000001',
        ),
      );
    default:
      return fc
        .constantFrom(
          ...times,
          '2024-05-01T14:00:00+02:00',
          '2024-05-01T12:00:00.1234565Z',
          '1969-12-31T23:59:59.9999991Z',
        )
        .map(quote);
  }
}
