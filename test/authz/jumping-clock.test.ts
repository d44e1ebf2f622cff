import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBucket } from '../../src/auth/rate-limit.js';
import { remoteKeys } from '../../src/auth/remote-keys.js';
import { systemClock } from '../../src/domain/clock.js';
import { movableClock, rsaKey } from './kit.js';

const hour = 3_600_000;
const jump = fc.integer({ min: -48 * hour, max: 48 * hour });
const limit = { rate: 1, burst: 3 };

describe('a wall clock that is set ahead and back', () => {
  it('is reported unchanged', () => {
    const clock = systemClock();
    const before = Date.now();
    const told = clock.now();
    expect(before <= told && told <= Date.now()).toBe(true);
    const { now } = Date;
    try {
      Date.now = () => before + hour;
      expect(clock.now()).toBe(before + hour);
      Date.now = () => before - hour;
      expect(clock.now()).toBe(before - hour);
    } finally {
      Date.now = now;
    }
  });

  it('neither fills nor empties the token bucket of a rate limit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(jump, fc.nat(2000)), { maxLength: 30 }), (steps) => {
        const [steady, jumping] = [movableClock(), movableClock()];
        const [one, two] = [steady, jumping].map((clock) => openBucket(limit, clock, 'p'));
        for (const [set, passed] of steps) {
          jumping.set(set);
          for (const clock of [steady, jumping]) clock.move(passed);
          const [expected, found] = [one, two].map((bucket) => {
            try {
              bucket?.take();
              return 'passes';
            } catch (error) {
              return String(error);
            }
          });
          expect(found).toBe(expected);
        }
      }),
    );
  });

  it('neither expires key sets nor delays their renewal', async () => {
    const key = rsaKey('first');
    await fc.assert(
      fc.asyncProperty(jump, jump, async (ahead, back) => {
        const clock = movableClock();
        let fetches = 0;
        const fetchJson = async () => {
          fetches += 1;
          return { keys: [key.jwk] };
        };
        const source = remoteKeys({ from: { jwks: 'https://issuer.example/keys' }, fetchJson, clock });
        await source.find('first', 'RS256');
        clock.set(ahead);
        expect(source.find('first', 'RS256')).toHaveLength(1);
        clock.set(back);
        expect(source.find('first', 'RS256')).toHaveLength(1);
        expect(fetches).toBe(1);
        clock.move(30_000);
        expect(await source.find('unknown', 'RS256')).toEqual([]);
        expect(fetches).toBe(2);
      }),
      { numRuns: 20 },
    );
  });
});
