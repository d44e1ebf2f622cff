import { describe, expect, it } from 'vitest';
import { decode, decodeInSlices, decodeSteps } from '../../../src/schema/codec.js';
import { Toy } from '../wire/toy.js';

/** A value is decoded in slices as it is decoded whole: the same value in the same order, or the same error. */
async function outcomes(value: unknown): Promise<[string, string]> {
  const told = (read: () => unknown): Promise<string> =>
    (async () => JSON.stringify(await read()))().catch(String);
  return [await told(() => decode(Toy, value, 'toy')), await told(() => decodeInSlices(Toy, value, 'toy'))];
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

describe('a large map decoded in slices', () => {
  it.each(maps)('equals the map decoded at once: %s', async (_, value) => {
    const [whole, sliced] = await outcomes(value);
    expect(sliced).toBe(whole);
    expect(whole.length).toBeGreaterThan(100_000);
  });

  it('yields after some hundred messages', () => {
    const value = { partsByName: mapOf((size) => ({ size })) };
    let steps = 0;
    for (const running = decodeSteps(Toy, value); running.next().done !== true; steps += 1);
    expect(steps).toBeGreaterThanOrEqual(5);
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
