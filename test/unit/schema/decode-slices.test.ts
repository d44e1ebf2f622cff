import { describe, expect, it } from 'vitest';
import { decode, decodeInSlices, decodeSteps } from '../../../src/schema/codec.js';
import { map, repeated } from '../../../src/schema/field-types.js';
import { field, type Message, message } from '../../../src/schema/message.js';
import { text } from '../../../src/schema/scalars.js';
import { jsonValue, struct } from '../../../src/schema/well-known.js';
import { Toy } from '../wire/toy.js';

/** A value is decoded in slices as it is decoded whole: the same value in the same order, or the same error. */
async function outcomes(value: unknown, type: Message<unknown> = Toy): Promise<[string, string]> {
  const told = (read: () => unknown): Promise<string> =>
    (async () => JSON.stringify(await read()))().catch(String);
  return [await told(() => decode(type, value, 'toy')), await told(() => decodeInSlices(type, value, 'toy'))];
}

function stepsOf(value: unknown, type: Message<unknown> = Toy): number {
  let steps = 0;
  for (const running = decodeSteps(type, value); running.next().done !== true; steps += 1);
  return steps;
}

const count = 30_000;
/** Keys that are not in order, some like an index. */
const keys = Array.from({ length: count }, (_, index) =>
  index % 3 === 0 ? `${index}` : `key-${count - index}`,
);
const mapOf = (value: (index: number) => unknown): object =>
  Object.fromEntries(keys.map((key, index) => [key, value(index)]));
const maps: readonly [string, object][] = [
  ['of texts', { labels: mapOf(String) }],
  ['of any values', { values: mapOf((index) => ({ a: [index] })) }],
  ['of messages', { partsByName: mapOf((size) => ({ size })) }],
];

const Free = message('toy.Free', 'Whatever JSON can say.', {
  struct: field(1, struct(), 'x'),
  values: field(2, map(jsonValue()), 'x'),
  words: field(3, repeated(text()), 'x'),
});
const list = (value: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => value(index));
const free: readonly [string, object][] = [
  ['a Struct of many keys', { struct: mapOf(String) }],
  ['a Struct within a Struct', { struct: { a: mapOf(String), b: 1 } }],
  ['a list of Structs within a Struct', { struct: { a: list((index) => ({ b: index, a: '' })) } }],
  ['values by name', { values: mapOf((index) => ({ b: [index], a: null })) }],
  ['one long list by name', { values: { a: list(() => null) } }],
  ['texts', { words: list(String) }],
];

describe('free JSON decoded in slices', () => {
  it.each(free)('equals the value decoded at once: %s', async (_, value) => {
    const [whole, sliced] = await outcomes(value, Free);
    expect(sliced).toBe(whole);
    expect(whole.length).toBeGreaterThan(100_000);
  });

  it.each(free)('yields after some hundred values: %s', (_, value) => {
    expect(stepsOf(value, Free)).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['a text', { struct: { a: { ...mapOf(String), b: '\0' } } }],
    ['a key', { struct: { ...mapOf(String), '\0': 'a' } }],
    ['many values', { struct: { a: list(() => '\0') } }],
    ['a number', { values: { a: list((index) => (index === 9000 ? Infinity : index)) } }],
  ])('names the place of %s that cannot be read', async (_, value) => {
    const [whole, sliced] = await outcomes(value, Free);
    expect(sliced).toBe(whole);
    expect(whole).toContain('toy.');
  });
});

describe('a large map decoded in slices', () => {
  it.each(maps)('equals the map decoded at once: %s', async (_, value) => {
    const [whole, sliced] = await outcomes(value);
    expect(sliced).toBe(whole);
    expect(whole.length).toBeGreaterThan(100_000);
  });

  it.each(maps)('yields after some hundred values: %s', (_, value) => {
    expect(stepsOf(value)).toBeGreaterThanOrEqual(5);
  });

  it('keeps __proto__ as a key', async () => {
    const value = JSON.parse(JSON.stringify({ labels: mapOf(String) }).replace('"key-5"', '"__proto__"'));
    const [whole, sliced] = await outcomes(value);
    expect(sliced).toBe(whole);
    expect(whole).toContain('"__proto__"');
  });

  it.each([
    ['a value', mapOf((index) => (index === 29_000 ? 1 : 'a'))],
    ['a key', { ...mapOf(String), '\ud800': 'a' }],
    ['many values', mapOf((index) => index)],
  ])('names the place of %s that cannot be read', async (_, labels) => {
    const [whole, sliced] = await outcomes({ labels });
    expect(sliced).toBe(whole);
    expect(whole).toContain('toy.labels');
  });
});
