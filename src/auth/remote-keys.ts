import type { Clock } from '../domain/clock.js';
import { ApiError } from '../domain/errors.js';
import { nextTurn } from '../domain/slices.js';
import {
  describeFetchProblem,
  type FetchJson,
  isLoopbackUrl,
  isTrustworthyUrl,
} from '../outbound/fetch-json.js';
import { type IssuerKey, type KeySource, parseJwks, selectKeys } from './key-source.js';
import { openIdConfiguration } from './openid-configuration.js';

export interface RemoteKeysOptions {
  /** The key set, or the issuer whose OpenID configuration names it. */
  readonly from: { readonly jwks: string } | { readonly discover: string };
  /** The server's own credential, if the key set needs one; read at each fetch. */
  readonly bearer?: (() => Promise<string>) | undefined;
  readonly fetchJson: FetchJson;
  readonly clock: Clock;
  /** Called with a log message for each failed fetch. */
  readonly onProblem?: ((problem: string) => void) | undefined;
  readonly times?: RemoteKeysTimes | undefined;
}

/** All in milliseconds. */
export interface RemoteKeysTimes {
  /** Age at which keys are refreshed in the background. */
  readonly fresh: number;
  /** Maximum age of keys while the issuer cannot be reached. */
  readonly stale: number;
  /** Minimum time between fetches, successful or not. */
  readonly cooldown: number;
}

export const remoteKeysTimes: RemoteKeysTimes = {
  fresh: 10 * 60_000,
  stale: 6 * 3_600_000,
  cooldown: 30_000,
};

/** Maximum number of callers that wait for a fetch, a quarter of all concurrent requests: they are not authenticated yet. */
export const maxWaiting = 250;

/**
 * Keys fetched from the issuer and cached. An unknown `kid` causes a fetch, at most one in each cooldown; concurrent callers
 * share it, `maxWaiting` at most, and continue one per turn of the event loop. After a failed fetch the cached keys stay.
 */
export function remoteKeys(options: RemoteKeysOptions): KeySource {
  const { clock, times = remoteKeysTimes } = options;
  let keys: readonly IssuerKey[] | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let waiting = 0;
  let lastTurn = Promise.resolve();

  function refresh(): Promise<void> {
    running ??= load().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function load(): Promise<void> {
    triedAt = clock.elapsed();
    try {
      keys = await fetchKeys(options);
      fetchedAt = clock.elapsed();
    } catch (error) {
      options.onProblem?.(describeFetchProblem(error));
    }
  }

  /** Waits for a fetch, then for its own turn of the event loop, since each caller then verifies a signature. */
  async function fetched(): Promise<void> {
    if (waiting >= maxWaiting) throw unavailable(1000);
    waiting += 1;
    try {
      await refresh();
      lastTurn = lastTurn.then(nextTurn);
      await lastTurn;
    } finally {
      waiting -= 1;
    }
  }

  /** The cached keys, unless they are too old. */
  function usable(now: number): readonly IssuerKey[] | undefined {
    return now - fetchedAt < times.stale ? keys : undefined;
  }

  function mayTry(now: number): boolean {
    return now - triedAt >= times.cooldown;
  }

  return {
    find(kid, algorithm) {
      const now = clock.elapsed();
      const known = usable(now);
      if (known !== undefined) {
        if (now - fetchedAt >= times.fresh && mayTry(now)) void refresh();
        const found = selectKeys(known, kid, algorithm);
        if (found.length > 0) return found;
      }
      if (running === undefined && !mayTry(now)) {
        if (known === undefined) throw unavailable(times.cooldown);
        return [];
      }
      return fetched().then(() => {
        const current = usable(clock.elapsed());
        if (current === undefined) throw unavailable(times.cooldown);
        return selectKeys(current, kid, algorithm);
      });
    },
  };
}

async function fetchKeys(options: RemoteKeysOptions): Promise<readonly IssuerKey[]> {
  const { from, fetchJson } = options;
  const bearer = await options.bearer?.();
  const url = 'jwks' in from ? from.jwks : await discover(from.discover, fetchJson, bearer);
  const keys = parseJwks(await fetchJson(url, bearer));
  if (keys === undefined) throw new Error('returned no usable key set');
  return keys;
}

/** The address of the key set in the issuer's OpenID configuration. */
async function discover(issuer: string, fetchJson: FetchJson, bearer: string | undefined): Promise<string> {
  const { jwks_uri: url } = await openIdConfiguration(issuer, fetchJson, bearer);
  if (url === undefined) throw new Error('returned no jwks_uri');
  // A remote issuer must not direct requests to services of this machine.
  if (typeof url !== 'string' || !isTrustworthyUrl(url) || (isLoopbackUrl(url) && !isLoopbackUrl(issuer)))
    throw new Error('names a jwks_uri that is not https');
  return url;
}

function unavailable(cooldown: number): ApiError {
  return new ApiError('KEYS_UNAVAILABLE', 'the keys of the token’s issuer cannot be fetched', {
    retryAfter: Math.ceil(cooldown / 1000),
  });
}
