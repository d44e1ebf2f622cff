import { randomBytes, randomFillSync, randomInt } from 'node:crypto';

/** Creates occurrence ids. */
export interface IdSource {
  /**
   * A UUIDv7 (RFC 9562), lower case, whose first 48 bits are `at` (milliseconds since the epoch), so that
   * ids sort by creation time and a time range is an id range. Ids of one source grow strictly, even if `at`
   * goes back by up to `maxAhead`. If it goes back further, the earlier time was wrong and ids follow the new one, so that
   * a time range finds them.
   */
  occurrenceId(at: number): string;
}

/** Milliseconds by which the time in an id may be ahead of `at`. */
export const maxAhead = 300_000;

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Random UUIDv7s. Within one millisecond the 12 bits after the version, seeded at random in their lower
 * half, and the 8 bits after the variant count up, so a batch keeps its order; 52 bits stay random.
 */
export function randomIdSource(): IdSource {
  const pool = Buffer.alloc(4096);
  let used = pool.length;
  let lastAt = -1;
  let counter = 0;
  return {
    occurrenceId(at) {
      if (used + 8 > pool.length) {
        randomFillSync(pool);
        used = 0;
      }
      // 20 bits of counter: rand_a (12 bits) and the first 8 bits after the variant.
      counter += 1;
      // If the clock does not advance, the counter may overflow. Then ids run slightly ahead.
      if (at > lastAt || lastAt - at >= maxAhead || counter > 0xfffff) {
        lastAt = lastAt - at >= maxAhead ? at : Math.max(at, lastAt + 1);
        counter = pool.readUInt32LE(used) & 0x7ffff;
      }
      const time = lastAt.toString(16).padStart(12, '0');
      const high = ((counter >> 8) & 0xfff).toString(16).padStart(3, '0');
      const low = hex[counter & 0xff] ?? '00';
      const nibble = ((pool[used + 1] ?? 0) & 0xf).toString(16);
      const tail = pool.toString('hex', used + 2, used + 8);
      used += 8;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-8${low}${nibble}-${tail}`;
    },
  };
}

/** The smallest UUIDv7 text of a millisecond: ids made at or after `at` are not smaller. */
export function smallestIdAt(at: number): string {
  const time = Math.max(0, at).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/**
 * Creates request ids: a random part for the process and a counter. Random bytes for each request would cost more than
 * the rest of a read.
 */
export function requestIdSource(): () => string {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${process}${count.toString(36).padStart(6, '0')}`;
  };
}

/** A random number above 0 of 47 bits, unique to one text of a note. */
export function randomRevision(): number {
  return randomInt(1, 2 ** 47);
}

/** 32 random bytes for a key. */
export function randomSecret(): Buffer {
  return randomBytes(32);
}

/** A random unique text for a name or id; for many of them use requestIdSource. */
export function requestId(): string {
  return randomBytes(12).toString('base64url');
}
