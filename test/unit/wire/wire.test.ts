import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { decodeMessage, encodeMessage } from '../../../src/schema/wire/message-codec.js';
import { Part, Toy } from './toy.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const read = (text: string): unknown => decodeMessage(Toy, Buffer.from(text.replaceAll(' ', ''), 'hex'));

function refusal(bytes: Uint8Array): ApiError {
  try {
    decodeMessage(Toy, bytes);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('binary format', () => {
  it.each([Number.POSITIVE_INFINITY, Number.NaN])('refuses to write %s as an int32', (small) => {
    expect(() => encodeMessage(Toy, { small })).toThrow(RangeError);
  });

  it.each<[string, object, string]>([
    ['text', { text: 'é' }, '0a02c3a9'],
    ['bool', { flag: true }, '1001'],
    ['int32', { small: 300 }, '18ac02'],
    ['negative int32', { small: -1 }, '18ffffffffffffffffff01'],
    ['int64 beyond 2^53', { big: '9223372036854775807' }, '20ffffffffffffffff7f'],
    ['smallest int64', { big: '-9223372036854775808' }, '2080808080808080808001'],
    ['2^53 + 1', { big: '9007199254740993' }, '2081808080808080' + '10'],
    ['float', { ratio: 7.5 }, '2d0000f040'],
    ['float not a number', { ratio: 'NaN' }, '2d0000c07f'],
    ['bytes', { blob: '/wA=' }, '3202ff00'],
    ['enum', { colour: 'RED' }, '3801'],
    ['negative enum', { colour: 'MINUS' }, '38ffffffffffffffffff01'],
    ['unknown enum number', { colour: 99 }, '3863'],
    ['present empty message', { part: {} }, '4200'],
    ['nested', { part: { name: 'a', size: 1 } }, '42050a01611001'],
    ['list with an empty element', { parts: [{}, { size: 1 }] }, '4a004a021001'],
    ['packed numbers', { numbers: [0, 1, 300] }, '52040001ac02'],
    ['packed enums', { colours: ['COLOUR_UNSPECIFIED', 'RED'] }, '5a020001'],
    ['map with empty key and value', { labels: { '': '' } }, '62040a001200'],
    ['map of messages', { partsByName: { a: {} } }, '6a050a01611200'],
    ['time before the epoch', { time: '1969-12-31T23:59:59.500Z' }, '721108ffffffffffffffffff011080cab5ee01'],
    ['epoch', { time: '1970-01-01T00:00:00Z' }, '7200'],
    ['duration', { span: '-1.500s' }, '7a1608ffffffffffffffffff011080b6ca91feffffffff01'],
    ['struct', { struct: { a: null } }, '8201090a070a016112020800'],
    ['value', { value: [1, 'b', true, {}] }, '8a011a32180a0911000000000000f03f0a031a01620a0220010a022a00'],
    ['null value', { value: null }, '8a01020800'],
    ['mask', { mask: 'a,b.c' }, '9a01080a01610a03622e63'],
    ['empty', { empty: {} }, 'a20100'],
    ['default member of a oneof', { zero: 0 }, 'a80100'],
    ['long list', { ids: ['1', '-1'] }, '827d0b01ffffffffffffffffff01'],
  ])('writes and reads %s', (_, value, expected) => {
    expect(hex(encodeMessage(Toy, value))).toBe(expected);
    expect(read(expected)).toEqual(value);
  });

  it.each<[string, unknown]>([
    ['Duration', '3s'],
    ['Timestamp', '2020-01-01T00:00:00Z'],
    ['Empty', {}],
    ['Struct', { a: 1 }],
    ['Value', null],
    ['ListValue', [1, [2]]],
    ['FieldMask', 'a,b'],
    ['StringValue', ''],
    ['StringValue', 'x'],
    ['BytesValue', '/wA='],
    ['BoolValue', true],
    ['Int32Value', -5],
    ['UInt32Value', 4294967295],
    ['Int64Value', '-9223372036854775808'],
    ['UInt64Value', '18446744073709551615'],
    ['FloatValue', 9.8],
    ['DoubleValue', 0.1],
    ['DoubleValue', '-Infinity'],
    ['Any', { '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: '0' }],
  ])('writes and reads an Any of %s: %j', (name, value) => {
    const toy = { any: { '@type': `type.googleapis.com/google.protobuf.${name}`, value } };
    expect(decodeMessage(Toy, encodeMessage(Toy, toy))).toEqual(toy);
  });

  it('writes and reads an Any of a message of the contract', () => {
    const toy = {
      any: { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'R', metadata: { a: 'b' } },
    };
    expect(decodeMessage(Toy, encodeMessage(Toy, toy))).toEqual(toy);
  });

  it('grows over long texts and long nested messages', () => {
    const value = {
      text: 'é'.repeat(5000),
      part: { name: 'x'.repeat(20_000), tags: Array(300).fill('tag') },
    };
    const bytes = encodeMessage(Toy, value);
    expect(bytes.length).toBeGreaterThan(30_000);
    expect(decodeMessage(Toy, bytes)).toEqual(value);
  });

  it('omits defaults, nulls and unknown fields', () => {
    const value = { text: '', small: 0, big: '0', ratio: 0, flag: false, colour: 0, time: null, other: 1 };
    expect(encodeMessage(Toy, value)).toHaveLength(0);
  });
});

describe('reading', () => {
  it('skips unknown fields of every wire type, groups included', () => {
    expect(read('c83e01 c93e0102030405060708 ca3e0161 cb3e 0801 cc3e cd3e01020304 1001')).toEqual({
      flag: true,
    });
  });

  it('skips a known field of another wire type', () => {
    expect(read('0801 1001')).toEqual({ flag: true });
  });

  it('merges parts of a message, appends lists, and keeps the last scalar', () => {
    expect(read('42050a01611001 4204 10 02 1a00 42 03 1a0178')).toEqual({
      part: { name: 'a', size: 2, tags: ['', 'x'] },
    });
    expect(read('1801 1800')).toEqual({});
  });

  it('merges parts of a time, a struct and a mask', () => {
    expect(read('7202 0801 7206 1080cab5ee01')).toEqual({ time: '1970-01-01T00:00:01.500Z' });
    expect(read('8201090a070a016112020800 8201090a070a016212020800')).toEqual({
      struct: { a: null, b: null },
    });
    expect(read('9a01030a0161 9a01030a0162')).toEqual({ mask: 'a,b' });
  });

  it('keeps the last member of a oneof', () => {
    expect(read('a80105 b2010161')).toEqual({ word: 'a' });
    expect(read('ba01030a0161 ba01021001')).toEqual({ choice: { name: 'a', size: 1 } });
  });

  it('accepts lists of numbers packed and one by one', () => {
    expect(read('5001 52020203 5004')).toEqual({ numbers: [1, 2, 3, 4] });
  });

  it('prints fields in declared order and map keys sorted, the last of equal keys', () => {
    const value = decodeMessage(
      Toy,
      Buffer.from('1801' + '0a0161' + '62060a0162120131' + '62060a0161120132' + '62060a0162120133', 'hex'),
    );
    expect(JSON.stringify(value)).toBe('{"text":"a","small":1,"labels":{"a":"2","b":"3"}}');
  });

  it('uses defaults for what a map entry omits', () => {
    expect(read('6200 6a00')).toEqual({ labels: { '': '' }, partsByName: { '': {} } });
  });

  it('treats __proto__ as a key like any other', () => {
    const value = JSON.parse('{"labels":{"__proto__":"x"},"struct":{"__proto__":{"a":1}}}') as object;
    const back = decodeMessage(Toy, encodeMessage(Toy, value));
    expect(JSON.stringify(back)).toBe(JSON.stringify(value));
  });

  it('prints the shortest decimal of a float and normal forms of integers', () => {
    expect(read('2dcdcc1c41')).toEqual({ ratio: 9.8 });
    expect(read('18ffffffff0f 1002')).toEqual({ small: -1, flag: true });
    expect(read('2d00000080')).toEqual({});
  });

  it.each<[string, string, string]>([
    ['text that is not UTF-8', '0a02c328', 'text'],
    ['a lone surrogate in CESU', '0a03eda080', 'text'],
    ['a NUL character', '0a026100', 'text'],
    ['a NUL character in a map key', '62070a0261001201 61'.replace(' ', ''), 'labels[""]'],
    ['a field cut off', '0a05ab', 'text'],
    ['an element of a list', '4a00 4a040a02c328'.replace(' ', ''), 'parts[1].name'],
    ['a map value', '6a090a016112040a02c328', 'parts_by_name.a.name'],
    ['a number of eleven bytes', '18ffffffffffffffffffff01', 'small'],
    ['a time after year 9999', '7206 0880dbc8bfaf 9d01'.replaceAll(' ', ''), 'time'],
    ['negative nanoseconds', '720b10ffffffffffffffffff01', 'time'],
    ['an unset value', '8a0100', 'value'],
    ['a number JSON cannot hold', '8a010911000000000000f87f', 'value'],
    ['a path with a comma', '9a01050a03612c62', 'mask'],
    ['an unknown type in an Any', '9201030a0178', 'any'],
  ])('refuses %s, naming the path', (_, bytes, path) => {
    const error = refusal(Buffer.from(bytes, 'hex'));
    expect([error.reason, error.violations[0]?.field]).toEqual(['INVALID_FIELD', path]);
  });

  it.each(['00', '04', '0c', '07', 'ffffffffff7f', '0b', '0b14', '08', '80'])('refuses %s', (bytes) => {
    expect(refusal(Buffer.from(bytes, 'hex')).reason).toBe('INVALID_FIELD');
  });

  it('limits nesting in structs, groups and packed types', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200; level += 1) deep = [deep];
    expect(refusal(encodeMessage(Toy, { value: deep })).message).toMatch(/deeper than 100/);
    expect(refusal(Buffer.from('0b'.repeat(500), 'hex')).message).toMatch(/deeper than 100/);
    const type = 'type.googleapis.com/google.protobuf.Any';
    let any: object = { '@type': type, value: {} };
    for (let level = 0; level < 150; level += 1) any = { '@type': type, value: any };
    expect(refusal(encodeMessage(Toy, { any })).message).toMatch(/more than 10 messages packed/);
  });

  it('does not write into the bytes it reads, nor share memory between messages', () => {
    const first = encodeMessage(Part, { name: 'a' });
    encodeMessage(Part, { name: 'b' });
    expect(decodeMessage(Part, first)).toEqual({ name: 'a' });
  });
});
