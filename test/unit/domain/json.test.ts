import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/domain/json.js';
import { maxJsonDepth } from '../../../src/domain/json-scan.js';

const read = (text: string): unknown => readJson(Buffer.from(text));

function problem(input: string | Buffer): string {
  try {
    readJson(Buffer.from(input as string));
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

/** Large integers come as bigint; JSON.parse knows none. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withNumbers(child)]));
}

describe('readJson', () => {
  it('reads everything that JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(withNumbers(read(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('returns undefined for empty input', () => {
    for (const text of ['', ' ', '\n\t\r ']) expect(read(text)).toBeUndefined();
    for (const text of ['\u00a0', '\ufeff', '\v']) expect(problem(text)).toContain('line 1, column 1');
  });

  it('ignores what follows the first value', () => {
    expect(read('{"a":1} {"b":2}')).toEqual({ a: 1 });
    expect(read('[1]]]]')).toEqual([1]);
    expect(read('1 x')).toBe(1);
    expect(read('"a"garbage')).toBe('a');
  });

  it('refuses a repeated key at any depth, however it is spelt', () => {
    for (const text of [
      '{"a":1,"a":1}',
      '{"x":[{"a":1,"b":2,"a":3}]}',
      '{"a":1,"\\u0061":2}',
      '{"":1,"":2}',
      '{"__proto__":1,"__proto__":2}',
    ])
      expect(problem(text)).toMatch(/^body: line 1, column \d+: duplicate key/);
    expect(problem('{"a":1,\n "b":2,\n "a":3}')).toBe('body: line 3, column 2: duplicate key "a"');
    expect(read('{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}')).toEqual({
      a: { a: { a: 1 } },
      b: [{ a: 1 }, { a: 2 }],
    });
  });

  it('handles colons, quotes and brackets in strings', () => {
    for (const value of [
      '":',
      '\\":',
      '{"a":1,"a":2}',
      '"',
      '\\',
      '\\\\"',
      '[[[',
      '1234567890123456789',
      'a" : "b',
    ])
      expect(read(JSON.stringify({ a: value, [value]: [value] }))).toEqual({ a: value, [value]: [value] });
  });

  it('keeps integers beyond 2^53 exact', () => {
    expect(read('{"a":9007199254740993,"b":-9223372036854775808}')).toEqual({
      a: 9007199254740993n,
      b: -9223372036854775808n,
    });
    expect(read('9007199254740991')).toBe(9007199254740991);
    expect(read('[1234567890123456, 0.1234567890123456789, 1e3, 1234567890123456789e0]')).toEqual([
      1234567890123456, 0.12345678901234568, 1000, 1234567890123456800,
    ]);
    expect(read(`1${'0'.repeat(1000)}`)).toBe(Infinity);
  });

  it('handles __proto__ like any other key', () => {
    const value = read('{"__proto__":{"polluted":1},"b":{"__proto__":2}}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'b']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('limits nesting', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(read(nested(maxJsonDepth))).toBeDefined();
    expect(problem(nested(maxJsonDepth + 1))).toContain(`nested deeper than ${maxJsonDepth} levels`);
    expect(problem(nested(1_000_000))).toContain(`nested deeper than ${maxJsonDepth} levels`);
    expect(problem('{"a":'.repeat(200_000))).toContain(`nested deeper than ${maxJsonDepth} levels`);
    expect(read(`[${'[],'.repeat(1000)}[]]`)).toHaveLength(1001);
  });

  it('names the first byte that is not UTF-8', () => {
    for (const [bytes, at] of [
      [[0xff], 0],
      [[0x22, 0x61, 0xc3, 0x28, 0x22], 2],
      [[0x22, 0xc0, 0x80, 0x22], 1],
      [[0x22, 0xed, 0xa0, 0x80, 0x22], 1],
      [[0x22, 0xf0, 0x9f, 0xa6], 1],
      [[...Buffer.from('{"ü漢🦀":"'), 0xfe], 14],
    ] as const)
      expect(problem(Buffer.from(bytes))).toBe(`body: not valid UTF-8 at byte ${at}`);
  });

  it('names the position and the error', () => {
    for (const [text, message] of [
      ['{', 'line 1, column 2: expected a quoted key'],
      ['{"a" 1}', 'line 1, column 6: expected ":"'],
      ['{"a":1 "b":2}', 'line 1, column 8: expected "," or "}"'],
      ['[1 2]', 'line 1, column 4: expected "," or "]"'],
      ['[1,]', 'line 1, column 4: expected a JSON value'],
      ['[1,', 'line 1, column 4: unexpected end'],
      ['\n\n  "abc', 'line 3, column 3: unterminated string'],
      ['"a\\x"', 'line 1, column 1: string holds a control character or a bad escape'],
      ['"a\nb"', 'line 1, column 1: string holds a control character or a bad escape'],
      ['tru', 'line 1, column 1: expected a JSON value'],
      ['+1', 'line 1, column 1: expected a JSON value'],
      ["{'a':1}", 'line 1, column 2: expected a quoted key'],
    ])
      expect(problem(text ?? '')).toBe(`body: ${message}`);
  });

  it('reads or refuses every text without another effect', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      '"a"',
      '\u0000',
      '9007199254740993',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const found = problem(text);
        if (expected !== undefined) expect(found).toMatch(/^none$|duplicate key/);
        else expect(found).toMatch(/^none$|^body: line \d+, column \d+: /);
      }),
      { numRuns: 1000 },
    );
  });
});
