import { describe, expect, it } from 'vitest';
import { hostileWire } from '../../../bench/cost/hostile-wire.js';
import {
  decodeMessage,
  decodeMessageInSlices,
  encodeMessage,
} from '../../../src/schema/wire/message-codec.js';
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

  it('names the place of a value that cannot be read', async () => {
    const bad = encodeMessage(Toy, { parts: [{}, part] });
    bad[bad.length - 1] = 0xff;
    const [whole, sliced] = await outcomes(bad);
    expect(sliced).toBe(whole);
    expect(whole).toContain('parts[1].tags[1]');
  });
});
