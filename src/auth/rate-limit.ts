import type { Clock } from '../domain/clock.js';
import { ApiError } from '../domain/errors.js';
import { BoundedMap } from './bounded-map.js';

export interface RateLimit {
  /** Sustained requests a second. */
  readonly rate: number;
  /** Maximum burst after a pause. */
  readonly burst: number;
}

/** The limits of a policy file: a default and limits by principal. */
export interface RateLimits {
  readonly default?: RateLimit | undefined;
  readonly principals: ReadonlyMap<string, RateLimit>;
}

export interface Bucket {
  /** Counts one request. @throws RATE_LIMITED with the seconds after which the next one is allowed */
  take(): void;
}

/** The caller that exceeded its limit. It is the cause of the error, for the audit log. */
export class Limited {
  constructor(readonly principal: string) {}
}

const maxBuckets = 20_000;

/** Token buckets of the most recent principals, in bounded memory. */
export function openLimiter(
  limits: RateLimits,
  clock: Clock,
): { bucketOf(principal: string): Bucket | undefined } {
  const buckets = new BoundedMap<Bucket>(maxBuckets);
  return {
    bucketOf(principal) {
      const limit = limits.principals.get(principal) ?? limits.default;
      if (limit === undefined) return undefined;
      const known = buckets.get(principal);
      if (known !== undefined) return known;
      const bucket = openBucket(limit, clock, principal);
      buckets.set(principal, bucket);
      return bucket;
    },
  };
}

export function openBucket(limit: RateLimit, clock: Clock, principal: string): Bucket {
  let level = limit.burst;
  let at = clock.elapsed();
  return {
    take() {
      const now = clock.elapsed();
      level = Math.min(limit.burst, level + ((now - at) / 1000) * limit.rate);
      at = now;
      if (level >= 1) {
        level -= 1;
        return;
      }
      const retryAfter = Math.max(1, Math.ceil((1 - level) / limit.rate));
      throw new ApiError(
        'RATE_LIMITED',
        `more than ${limit.rate} requests a second; repeat in ${retryAfter} s`,
        { retryAfter, cause: new Limited(principal) },
      );
    },
  };
}
