import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../../src/domain/strict-json.js';
import { anyMessage } from '../../../src/kinds/known-messages.js';
import { Refusal } from '../../../src/schema/field-types.js';
import '../../../src/kinds/index.js';
import { duration, fieldMask, jsonValue, struct } from '../../../src/schema/well-known.js';

/** The JSON text of what a type makes of a value, or the paths and words of its refusal. */
function read(type: { decode: (value: unknown) => unknown }, value: unknown): string {
  const decoded = type.decode(value);
  if (!(decoded instanceof Refusal)) return JSON.stringify(decoded);
  return decoded.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ');
}

const strict = (text: string) => parseStrictJson(text, 1000);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('Struct and Value', () => {
  it('keep any JSON, with keys sorted at every depth', () => {
    const text = '{"b":[{"z":null,"a":true}],"__proto__":{"y":1,"x":-0},"":"é"}';
    expect(read(struct(), strict(text))).toBe('{"":"é","__proto__":{"x":0,"y":1},"b":[{"a":true,"z":null}]}');
    expect(read(jsonValue(), null)).toBe('null');
    expect(read(jsonValue(), strict('[9007199254740993, 1.5]'))).toBe('[9007199254740992,1.5]');
  });

  it('refuse values that no store can hold', () => {
    expect(read(struct(), { a: ['x', '\0'] })).toBe('a/1: text holds a NUL character or a lone surrogate');
    expect(read(struct(), { a: { '\ud800': 1 } })).toBe('a/\ud800: key is not valid text');
    expect(read(jsonValue(), Number.POSITIVE_INFINITY)).toBe(': number is out of range');
    expect(read(jsonValue(), 10n ** 400n)).toBe(': number is out of range');
    expect(read(jsonValue(), strict(nested(100)))).toBe(nested(100));
    expect(read(jsonValue(), strict(nested(101)))).toBe(': nested deeper than 100 levels');
  });

  it.each([[[]], ['x'], [7], [null]])('Struct refuses %j', (value) => {
    expect(read(struct(), value)).toBe(': expected an object');
  });
});

describe('Duration', () => {
  it.each([
    ['1s', '1s'],
    ['1.5s', '1.500s'],
    ['-1.000100s', '-1.000100s'],
    ['-0.0s', '0s'],
    ['315576000000s', '315576000000s'],
  ])('accepts %s', (value, expected) => {
    expect(read(duration(), value)).toBe(JSON.stringify(expected));
  });

  it.each(['1', 's', '1m', '1.s', '1.0000000001s', '315576000001s', '315576000000.1s', 1, '+1s'])(
    'refuses %j',
    (value) => {
      expect(read(duration(), value)).toContain('expected a duration');
    },
  );
});

describe('FieldMask', () => {
  it('keeps its spelling', () => {
    expect(read(fieldMask(), 'shortDescription,note_name')).toBe('"shortDescription,note_name"');
    expect(read(fieldMask(), ['a'])).toBe(': expected a string');
  });
});

describe('Any', () => {
  const packed = (type: string, rest: object) => ({ '@type': `type.googleapis.com/${type}`, ...rest });

  it.each([
    [packed('google.rpc.ErrorInfo', { domain: 'd', reason: 'r' }), { reason: 'r', domain: 'd' }],
    [packed('google.rpc.RetryInfo', { retry_delay: '1.0s' }), { retryDelay: '1s' }],
    [packed('grafeas.v1beta1.FileLocation', { file_path: '/a' }), { filePath: '/a' }],
    [packed('grafeas.v1beta1.Note', { kind: 1, intoto: {} }), { kind: 'VULNERABILITY', intoto: {} }],
    [
      packed('google.protobuf.Timestamp', { value: '2024-01-01T01:00:00+01:00' }),
      { value: '2024-01-01T00:00:00Z' },
    ],
    [packed('google.protobuf.ListValue', { value: [1] }), { value: [1] }],
    [packed('google.protobuf.Empty', { value: {} }), { value: {} }],
    [
      packed('google.protobuf.UInt64Value', { value: '18446744073709551615' }),
      { value: '18446744073709551615' },
    ],
    [packed('google.protobuf.UInt32Value', { value: 4294967295 }), { value: 4294967295 }],
    [packed('google.protobuf.DoubleValue', { value: '0.1' }), { value: 0.1 }],
    [packed('google.protobuf.DoubleValue', { value: 'NaN' }), { value: 'NaN' }],
  ])('unpacks %j', (value, expected) => {
    expect(read(anyMessage(), value)).toBe(JSON.stringify({ '@type': value['@type'], ...expected }));
  });

  it('may be empty', () => {
    expect(read(anyMessage(), {})).toBe('{}');
  });

  it.each([
    [{ a: 1 }, '@type: required'],
    [{ '@type': 7 }, '@type: expected a string'],
    [{ '@type': '' }, '@type: unknown type ""'],
    [packed('no.such.Type', {}), '@type: unknown type "no.such.Type"'],
    [packed('google.rpc.ErrorInfo', { metadata: { a: 1 } }), 'metadata/a: expected a string'],
    [packed('google.rpc.ErrorInfo', { why: 1 }), 'why: unknown field'],
    [packed('google.protobuf.Timestamp', {}), 'value: required'],
    [packed('google.protobuf.Timestamp', { value: '1s', at: 1 }), 'at: unknown field'],
    [packed('google.protobuf.Empty', { value: { a: 1 } }), 'value/a: unknown field'],
    [
      packed('google.protobuf.UInt32Value', { value: -1 }),
      'value: integer is out of the range of 32 unsigned bits',
    ],
    [packed('google.protobuf.DoubleValue', { value: 'x' }), 'value: expected a number'],
    [[], ': expected an object'],
  ])('refuses %j', (value, expected) => {
    expect(read(anyMessage(), value)).toBe(expected);
  });

  it('unpacks up to a maximum depth', () => {
    const wrap = (depth: number): object =>
      packed('google.protobuf.Any', { value: depth === 1 ? {} : wrap(depth - 1) });
    expect(read(anyMessage(), wrap(10))).toBe(JSON.stringify(wrap(10)));
    expect(read(anyMessage(), wrap(11))).toBe(': more than 10 messages packed into one another');
    expect(read(anyMessage(), packed('google.protobuf.Value', { value: strict(nested(500)) }))).toContain(
      'nested deeper',
    );
  });
});
