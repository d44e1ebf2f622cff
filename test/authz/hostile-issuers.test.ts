import { afterAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticator.js';
import { FailureLimit } from '../../src/auth/failure-limit.js';
import { parseJwks } from '../../src/auth/key-source.js';
import { openPolicy } from '../../src/auth/policy.js';
import { maxWaiting, remoteKeys } from '../../src/auth/remote-keys.js';
import {
  movableClock,
  patientFetchJson,
  refusal,
  rsaKey,
  type SigningKey,
  serveIssuer,
  sign,
  tempFolder,
} from './kit.js';

const folder = tempFolder();
afterAll(() => folder.remove());

const clock = movableClock();
const claims = { iss: 'far', aud: 'g', sub: 'robot', exp: clock.now() / 1000 + 600, team: 'blue' };

/** An authenticator whose only issuer has its keys at this URL, or in this file. */
function authenticatorBy(source: string, failures = new FailureLimit(() => 0)) {
  const text = `
issuers: [{ name: far, issuer: far, audience: g, algorithms: [RS256], keys: { ${source} } }]
bindings: [{ issuer: far, match: { team: blue }, grants: ["viewer@projects/p"] }]`;
  const policy = openPolicy(folder.write('policy.yaml', text), {
    clock,
    env: {},
    fetchJson: patientFetchJson,
  });
  const authenticator = createAuthenticator(policy, clock, failures);
  return async (token: string): Promise<string> => {
    try {
      const peer = () => '192.0.2.1';
      const access = await authenticator.authenticate({ authorization: `Bearer ${token}`, peer });
      return access.principal ?? '';
    } catch (error) {
      return (error as { readonly reason: string }).reason;
    }
  };
}

/** A key set in a file, without ids. */
const withoutIds = (keys: readonly SigningKey[]): string => {
  const set = { keys: keys.map(({ jwk: { kid: _, ...jwk } }) => jwk) };
  return folder.write('keys.json', JSON.stringify(set));
};

const number = (bytes: number): string =>
  Buffer.concat([Buffer.from([0xff]), Buffer.alloc(bytes - 2, 0xab), Buffer.from([1])]).toString('base64url');

describe('keys that are slow to verify with', () => {
  it.each([
    ['a modulus of 16,448 bits', { n: number(2056), e: 'AQAB' }],
    ['a modulus of 100,000 bits', { n: number(12_500), e: 'AQAB' }],
    ['an exponent as long as the modulus', { n: number(384), e: number(383) }],
    ['an exponent of 33 bits', { n: number(256), e: 'AQAAAAE' }],
  ])('%s is not accepted as a key of a set', (_name, numbers) => {
    expect(parseJwks({ keys: [{ kty: 'RSA', ...numbers }] })).toBeUndefined();
    expect(parseJwks({ keys: [{ kty: 'RSA', n: number(2048), e: 'AQAB' }] })).toHaveLength(1);
  });

  it('a token is verified with at most ten keys', async () => {
    const keys = Array.from({ length: 11 }, (_, index) => rsaKey(`key-${index}`));
    const authenticate = authenticatorBy(`jwks_file: ${withoutIds(keys)}`);
    const answers = await Promise.all(
      keys.map((key) => authenticate(sign(key, claims, 'RS256', { kid: undefined }))),
    );
    expect(answers).toEqual([...Array<string>(10).fill('far:robot'), 'UNAUTHENTICATED']);
  });
});

it('refuses claims that are nested deeper than 32 levels', async () => {
  const key = rsaKey('deep');
  const authenticate = authenticatorBy(`jwks_file: ${withoutIds([key])}`);
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;
  const answer = (levels: number) =>
    authenticate(sign(key, { ...claims, groups: nested(levels) }, 'RS256', { kid: undefined }));
  expect(await answer(31)).toBe('far:robot');
  expect(await answer(33)).toBe('UNAUTHENTICATED');
  expect(await answer(3000)).toBe('UNAUTHENTICATED');
});

describe('while the keys of an issuer are fetched', () => {
  const key = rsaKey('slow');

  /** An issuer that responds when it is released. */
  async function slowIssuer() {
    const release = Promise.withResolvers<void>();
    const server = await serveIssuer((_request, response) => {
      void release.promise.then(() => response.end(JSON.stringify({ keys: [key.jwk] })));
    });
    return { ...server, release: release.resolve };
  }

  it('a bounded number of callers waits, and each continues in its own turn of the event loop', async () => {
    const issuer = await slowIssuer();
    try {
      const source = remoteKeys({ from: { jwks: issuer.url }, fetchJson: patientFetchJson, clock });
      let turn = 0;
      const count = (): void => {
        turn += 1;
        counting = setImmediate(count);
      };
      let counting = setImmediate(count);
      const turns = Array.from({ length: maxWaiting }, async () => {
        await source.find('slow', 'RS256');
        return turn;
      });
      const further = await refusal(() => source.find('slow', 'RS256'));
      expect([further.reason, further.retryAfter]).toEqual(['KEYS_UNAVAILABLE', 1]);
      issuer.release();
      expect(new Set(await Promise.all(turns)).size).toBe(maxWaiting);
      clearImmediate(counting);
      expect(source.find('slow', 'RS256')).toHaveLength(1);
    } finally {
      await issuer.close();
    }
  });

  it('the limit of failed tokens per address still applies', async () => {
    const issuer = await slowIssuer();
    try {
      const authenticate = authenticatorBy(`jwks: "${issuer.url}"`);
      const other = rsaKey('slow');
      const forged = Array.from({ length: maxWaiting }, (_, n) =>
        authenticate(sign(other, { ...claims, sub: `robot-${n}` }, 'RS256')),
      );
      issuer.release();
      const answers = await Promise.all(forged);
      const counted = (reason: string) => answers.filter((answer) => answer === reason).length;
      expect([counted('UNAUTHENTICATED'), counted('RATE_LIMITED')]).toEqual([200, maxWaiting - 200]);
    } finally {
      await issuer.close();
    }
  });
});
