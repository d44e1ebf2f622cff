import { describe, expect, it } from 'vitest';
import { hostileWire } from '../../../bench/cost/hostile-wire.js';
import { messageSteps } from '../../../src/schema/wire/decoder.js';
import {
  decodeMessage,
  decodeMessageInSlices,
  encodeMessage,
} from '../../../src/schema/wire/message-codec.js';
import { Reader } from '../../../src/schema/wire/reader.js';
import { Toy } from './toy.js';

/** A message is decoded in slices as it is decoded whole: the same value in the same order, or the same error. */
async function outcomes(bytes: Buffer): Promise<[string, string]> {
  const told = (read: () => unknown): Promise<string> =>
    (async () => JSON.stringify(await read()))().catch(String);
  return [await told(() => decodeMessage(Toy, bytes)), await told(() => decodeMessageInSlices(Toy, bytes))];
}

/** Bytes: a message of 64 KiB is decoded in one step. */
const moreThanAStep = 70_000;

describe('a message decoded in slices', () => {
  const long = 'x'.repeat(70_000);
  const part = { name: long, size: 3, tags: ['a', long] };

  it.each([
    ['one field', { part }],
    ['a list', { parts: [part, {}, part] }],
    ['a map', { partsByName: { b: part, a: {} } }],
    ['two parts of one field', { part }, { part: { size: 4 } }],
  ])('equals the message decoded at once: %s', async (_, ...values) => {
    const [whole, sliced] = await outcomes(Buffer.concat(values.map((value) => encodeMessage(Toy, value))));
    expect(sliced).toBe(whole);
    expect(whole.length).toBeGreaterThan(140_000);
  });

  it.each(hostileWire(Toy))('equals the message decoded at once: $name', async ({ build }) => {
    const [whole, sliced] = await outcomes(build(moreThanAStep));
    expect(sliced).toBe(whole);
  });

  const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`${index * 7}`, 'x']));
  const items = Array.from({ length: 20_000 }, (_, index) => ({ b: index, a: [null] }));
  const free: readonly [string, ...object[]][] = [
    ['a Struct', { struct: keys }],
    ['a Struct within a list', { struct: { a: [1, keys], b: true } }],
    ['a list of Structs', { value: items }],
    ['a Value by name', { values: { b: keys, a: 0 } }],
    ['two parts of a Struct', { struct: keys }, { struct: { a: items.slice(0, 8000) } }],
  ];

  it.each(free)('equals the message read at once: %s', async (_, ...values) => {
    const [whole, sliced] = await outcomes(Buffer.concat(values.map((value) => encodeMessage(Toy, value))));
    expect(sliced).toBe(whole);
    expect(whole.length).toBeGreaterThan(140_000);
  });

  it.each(free)('yields after some ten kilobytes: %s', (_, ...values) => {
    const bytes = Buffer.concat(values.map((value) => encodeMessage(Toy, value)));
    let steps = 0;
    for (const running = messageSteps(Toy, new Reader(bytes), undefined); running.next().done !== true; )
      steps += 1;
    expect(steps).toBeGreaterThanOrEqual(5 * values.length);
  });

  it('refuses a Value without content within a long Struct', async () => {
    const bytes = encodeMessage(Toy, { struct: { a: keys, b: 'x' } });
    // The last text becomes a field that no Value has.
    bytes[bytes.length - 3] = (15 << 3) | 2;
    const [whole, sliced] = await outcomes(bytes);
    expect(sliced).toBe(whole);
    expect(whole).toContain('is not set');
  });

  it('names the place of a value that cannot be read', async () => {
    const bad = encodeMessage(Toy, { parts: [{}, part] });
    bad[bad.length - 1] = 0xff;
    const [whole, sliced] = await outcomes(bad);
    expect(sliced).toBe(whole);
    expect(whole).toContain('parts[1].tags[1]');
  });
});
