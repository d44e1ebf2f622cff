import { describe, expect, it } from 'vitest';
import { growth, growthOf, maxGrowth } from '../../../bench/cost/growth.js';
import { hostileJson } from '../../../bench/cost/hostile-json.js';
import { hostileWire } from '../../../bench/cost/hostile-wire.js';
import type { HostileCase } from '../../../bench/cost/spots.js';
import { readJson } from '../../../src/domain/json.js';
import { kinds } from '../../../src/kinds/index.js';
import { buildRegistry } from '../../../src/kinds/registry.js';
import { decode } from '../../../src/schema/codec.js';
import { decodeMessage, encodeMessage } from '../../../src/schema/wire/message-codec.js';
import { Part, Toy } from './toy.js';

/**
 * Decoding is linear in the bytes: four times as many cost about four times the processor time, and not sixteen times, as
 * soon as they cost anything to speak of. bench/decode-growth.ts prints the ratios, for every message of the contract.
 */
const size = 64_000;
/** Microseconds. What is quadratic costs a second and more. */
const noise = 40_000;

function checkGrowth({ build }: HostileCase, run: (bytes: Buffer) => unknown): void {
  const { ratio } = growthOf(run, build(size), build(size * growth), noise);
  expect(ratio).toBeLessThan(maxGrowth);
}

describe('decoding hostile bytes', () => {
  it.each(hostileWire(Toy))('takes time in proportion to the bytes: $name', (entry) => {
    checkGrowth(entry, (bytes) => decodeMessage(Toy, bytes));
    try {
      decodeMessage(Toy, entry.build(size));
    } catch (error) {
      expect(error).toMatchObject({ reason: 'INVALID_FIELD' });
    }
  });
});

describe('decoding hostile JSON', () => {
  const { Occurrence } = buildRegistry(kinds);
  const inputs = hostileJson(Occurrence).filter(({ name }) =>
    /^(?!.*\.).*:|^attestation|details: packed/.test(name),
  );

  it.each(inputs)('takes time in proportion to the bytes: $name', (entry) => {
    const run = (bytes: Buffer) => decode(Occurrence, readJson(bytes), '');
    checkGrowth(entry, run);
    try {
      run(entry.build(size));
    } catch (error) {
      expect(error).toMatchObject({ httpStatus: 400 });
      expect(String(error).length).toBeLessThan(20_000);
    }
  });
});

describe('values that arrive in parts', () => {
  const together = (...values: object[]): unknown =>
    decodeMessage(Toy, Buffer.concat(values.map((value) => Buffer.from(encodeMessage(Toy, value)))));

  it('equal one value of all parts', () => {
    expect(
      together(
        {
          part: { tags: ['a'] },
          value: { a: [1], b: { c: 1 } },
          span: '1s',
          mask: 'a',
          partsByName: { k: { size: 1 } },
        },
        { part: { size: 1, tags: ['b'] }, value: { b: { d: 2 } }, span: '0.500s', mask: 'b' },
        { part: { name: 'n' }, value: { a: 2, __proto__: null }, mask: 'c', partsByName: { a: {} } },
      ),
    ).toEqual({
      part: { name: 'n', size: 1, tags: ['a', 'b'] },
      partsByName: { a: {}, k: { size: 1 } },
      span: '1.500s',
      value: { a: 2, b: { d: 2 } },
      mask: 'a,b,c',
    });
  });

  it('keep declared order and sorted keys', () => {
    const value = together(
      { part: { size: 1 } },
      { part: { name: 'a' } },
      { struct: { b: 1 } },
      { struct: { a: 1 } },
    );
    expect(JSON.stringify(value)).toBe('{"part":{"name":"a","size":1},"struct":{"a":1,"b":1}}');
    expect(decodeMessage(Part, Buffer.alloc(0))).toEqual({});
  });

  it('are appended if the value is a list', () => {
    expect(together({ value: [1] }, { value: [{ a: [] }] })).toEqual({ value: [1, { a: [] }] });
  });
});

describe('how many values a request may hold', () => {
  const message = 'more than 500000 values';

  it('is the same in binary form, packed or not', () => {
    expect(() => decodeMessage(Toy, Buffer.alloc(1_100_000, '4a00', 'hex'))).toThrow(message);
    const packed = Buffer.concat([Buffer.from('52c0d126', 'hex'), Buffer.alloc(0x9a8c0, 1)]);
    expect(() => decodeMessage(Toy, packed)).toThrow(message);
  });

  it('and in JSON', () => {
    expect(() => readJson(Buffer.from(`[${'0,'.repeat(500_000)}0]`))).toThrow(message);
    expect(readJson(Buffer.from(`[${'0,'.repeat(499_000)}0]`))).toHaveLength(499_001);
    const keys = Array.from({ length: 40_001 }, (_, index) => `"k${index}":0`).join();
    expect(() => readJson(Buffer.from(`{${keys}}`))).toThrow('more than 40000 different keys');
  });
});
