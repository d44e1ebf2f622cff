import { isIPv6 } from 'node:net';
import { ApiError } from '../domain/errors.js';
import { BoundedMap } from './bounded-map.js';

/** Allowed failures of one address: a burst, and a rate a second. */
const burst = 200;
const perSecond = 20;
/** Maximum number of counted addresses. */
const maxPeers = 10_000;

interface Failures {
  level: number;
  at: number;
}

/**
 * Limits failed authentications by address. Checking a signature takes up to a millisecond and needs no permission, so an
 * address that has failed too often is refused before the check. Cached valid tokens are not limited.
 *
 * @param elapsed monotonic milliseconds
 */
export class FailureLimit {
  private readonly peers = new BoundedMap<Failures>(maxPeers);

  constructor(private readonly elapsed: () => number = () => performance.now()) {}

  /** Called before a token is verified. @throws RATE_LIMITED */
  check(peer: string): void {
    const { level } = this.refill(peer);
    if (level >= 1) return;
    const retryAfter = Math.max(1, Math.ceil((1 - level) / perSecond));
    throw new ApiError('RATE_LIMITED', 'too many tokens from this address have failed', { retryAfter });
  }

  /** Called after a failed verification. */
  failed(peer: string): void {
    this.refill(peer).level -= 1;
  }

  private refill(peer: string): Failures {
    const now = this.elapsed();
    const key = networkOf(peer);
    const known = this.peers.get(key);
    if (known === undefined) {
      const fresh = { level: burst, at: now };
      this.peers.set(key, fresh);
      return fresh;
    }
    known.level = Math.min(burst, known.level + ((now - known.at) / 1000) * perSecond);
    known.at = now;
    return known;
  }
}

/** IPv6 addresses count by their first 64 bits, since one host has them all. */
function networkOf(peer: string): string {
  if (!isIPv6(peer)) return peer;
  const [head = '', tail] = peer.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  while (tail !== undefined && groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
