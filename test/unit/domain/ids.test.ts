import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxAhead, randomIdSource, randomSecret, smallestIdAt } from '../../../src/domain/ids.js';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const now = 1_700_000_000_000;

describe('occurrence ids', () => {
  it('are lower-case UUIDv7 of their millisecond', () => {
    const id = randomIdSource().occurrenceId(now);
    expect(id).toMatch(pattern);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
  });

  it('grow strictly, within a millisecond and when the clock goes back', () => {
    const source = randomIdSource();
    let last = '';
    for (let index = 0; index < 50_000; index += 1) {
      const id = source.occurrenceId(index === 25_000 ? now - 5000 : now + Math.floor(index / 20_000));
      expect(id > last && pattern.test(id), `${id} after ${last}`).toBe(true);
      last = id;
    }
  });

  it('keep growing while the clock does not advance for a long time', () => {
    const source = randomIdSource();
    let last = '';
    let isSorted = true;
    for (let index = 0; index < 1_200_000; index += 1) {
      const id = source.occurrenceId(now);
      isSorted &&= id > last;
      last = id;
    }
    expect(isSorted).toBe(true);
    expect(last < smallestIdAt(now + 4)).toBe(true);
  });

  it('stay in the range of their time while the clock jumps ahead and back, and grow while it is not set back far', () => {
    const jumps = fc.array(fc.integer({ min: -2 * maxAhead, max: 2 * maxAhead }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(jumps, (steps) => {
        const source = randomIdSource();
        let at = now;
        let newest = Number.NEGATIVE_INFINITY;
        let last = '';
        for (const step of steps) {
          at += step;
          const id = source.occurrenceId(at);
          expect(id >= smallestIdAt(at) && id < smallestIdAt(at + maxAhead + 1)).toBe(true);
          if (newest - at < maxAhead) expect(id > last).toBe(true);
          newest = newest - at < maxAhead ? Math.max(newest, at) : at;
          last = id;
        }
      }),
    );
  });

  it('differ from those of another source', () => {
    const ids = Array.from({ length: 1000 }, () => randomIdSource().occurrenceId(now));
    expect(new Set(ids).size).toBe(1000);
  });

  it('are not below the smallest of their millisecond, nor above the smallest of the next', () => {
    const source = randomIdSource();
    for (let index = 0; index < 1000; index += 1) {
      const id = source.occurrenceId(now);
      expect(smallestIdAt(now) <= id && id < smallestIdAt(now + 1)).toBe(true);
    }
    expect(smallestIdAt(-1)).toBe(smallestIdAt(0));
  });
});

describe('secrets', () => {
  it('are 32 bytes, and different each time', () => {
    expect(randomSecret()).toHaveLength(32);
    expect(randomSecret().equals(randomSecret())).toBe(false);
  });
});
