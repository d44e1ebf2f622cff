import { describe, expect, it } from 'vitest';
import { FailureLimit } from '../../src/auth/failure-limit.js';
import { createPeerReader, isNetwork } from '../../src/domain/peer.js';

describe('failed tokens', () => {
  const limited = expect.objectContaining({ reason: 'RATE_LIMITED', retryAfter: 1 });

  it('are limited per address, without affecting other addresses', () => {
    let now = 0;
    const failures = new FailureLimit(() => now);
    const fail = (peer: string): void => {
      failures.check(peer);
      failures.failed(peer);
    };
    for (let n = 0; n < 200; n += 1) fail('192.0.2.1');
    expect(() => failures.check('192.0.2.1')).toThrow(limited);
    failures.check('192.0.2.2');
    now += 1000;
    for (let n = 0; n < 20; n += 1) fail('192.0.2.1');
    expect(() => failures.check('192.0.2.1')).toThrow(limited);
  });

  it('count for all addresses of one IPv6 network', () => {
    const failures = new FailureLimit(() => 0);
    for (let n = 0; n < 200; n += 1) failures.failed(`2001:db8:1:2::${n.toString(16)}`);
    expect(() => failures.check('2001:db8:1:2:ffff::1')).toThrow(limited);
    failures.check('2001:db8:1:3::1');
    failures.check('::1');
  });
});

describe('the address of a caller', () => {
  it('is that of the connection, unless a trusted proxy names another', () => {
    const open = createPeerReader([]);
    expect(open('192.0.2.1', '198.51.100.1')).toBe('192.0.2.1');
    expect(open('::ffff:192.0.2.1', undefined)).toBe('192.0.2.1');
    expect(open(undefined, undefined)).toBe('unix');
    const behind = createPeerReader(['10.0.0.0/8', '::1', 'unix']);
    for (const [remote, forwarded, peer] of [
      ['10.1.1.1', '198.51.100.1', '198.51.100.1'],
      ['::ffff:10.1.1.1', '203.0.113.9, 198.51.100.1, 10.2.2.2', '198.51.100.1'],
      ['::1', '2001:db8::7', '2001:db8::7'],
      [undefined, '198.51.100.1', '198.51.100.1'],
      // Who is not trusted is not believed, and what is no address neither.
      ['192.0.2.1', '198.51.100.1', '192.0.2.1'],
      ['10.1.1.1', 'unknown', '10.1.1.1'],
      ['10.1.1.1', 'x, 10.2.2.2', '10.2.2.2'],
      ['10.1.1.1', undefined, '10.1.1.1'],
    ] as const)
      expect([forwarded, behind(remote, forwarded)]).toEqual([forwarded, peer]);
  });

  it('is taken from a proxy only by trusted addresses and networks', () => {
    for (const entry of ['10.0.0.1', '10.0.0.0/8', '2001:db8::/32', 'unix'])
      expect(isNetwork(entry)).toBe(true);
    for (const entry of ['proxy', '10.0.0.0/33', '10.0.0.0/x', '/8', ''])
      expect(isNetwork(entry)).toBe(false);
  });
});
