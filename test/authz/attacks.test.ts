import { createHmac, createSign } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { authorizationOf, createAuthenticator } from '../../src/auth/authenticator.js';
import { openPolicy } from '../../src/auth/policy.js';
import { ecKey, login, movableClock, rawToken, refusal, rsaKey, sign, tempFolder } from './kit.js';

const clock = movableClock();
const now = clock.now() / 1000;
const secret = 'a secret of thirty-two bytes or more';
const rsa = rsaKey('rsa-1');
const stranger = rsaKey('rsa-1');
const ec = ecKey('ec-1');

const folder = tempFolder({
  'rsa.pem': rsa.pem,
  'set.json': JSON.stringify({
    keys: [ec.jwk, { kty: 'oct', kid: 'oct', k: Buffer.from(secret).toString('base64url') }],
  }),
});
afterAll(folder.remove);

const policy = `
issuers:
  - { name: own, issuer: https://own.example, audience: grafeas, algorithms: [HS256], grants: claim,
      keys: { secret_env: KEY } }
  - { name: rsa, issuer: https://rsa.example, audience: [grafeas, other], algorithms: [RS256], clock_skew: 10s,
      keys: { pem_file: rsa.pem, kid: rsa-1 } }
  - { name: set, issuer: https://set.example, audience: grafeas, algorithms: [ES256], keys: { jwks_file: set.json } }
bindings:
  - { issuer: rsa, subject: scanner, grants: [viewer@projects/p] }
`;
const file = openPolicy(folder.write('policy.yaml', policy), { clock, env: { KEY: secret } });
const authenticator = createAuthenticator(file, clock);

const own = {
  iss: 'https://own.example',
  aud: 'grafeas',
  sub: 'ci',
  exp: now + 600,
  grants: ['viewer@projects/p'],
};
const ofRsa = { iss: 'https://rsa.example', aud: 'grafeas', sub: 'scanner', exp: now + 600 };
const ofSet = { iss: 'https://set.example', aud: 'grafeas', sub: 'x', exp: now + 600 };

async function challengeOf(token: string): Promise<string> {
  const error = await refusal(() => login(authenticator, token));
  expect(error.code).toBe('UNAUTHENTICATED');
  const text = error.metadata.wwwAuthenticate ?? '';
  expect(text).toMatch(/^Bearer realm="grafeas", error="[a-z_]+", error_description="[ -!#-~’]+"$/);
  return text;
}

describe('valid tokens', () => {
  it.each([
    ['HS256', sign(secret, own, 'HS256'), 'own:ci', true],
    ['RS256', sign(rsa, ofRsa, 'RS256'), 'rsa:scanner', true],
    [
      'RS256 with one of several audiences',
      sign(rsa, { ...ofRsa, aud: ['x', 'other'] }, 'RS256'),
      'rsa:scanner',
      true,
    ],
    ['ES256', sign(ec, ofSet, 'ES256'), 'set:x', false],
  ])('%s', async (_, token, principal, reads) => {
    const access = await login(authenticator, token);
    expect(access.principal).toBe(principal);
    expect(access.allows('occurrences.get', { project: 'p' })).toBe(reads);
    expect(access.allows('occurrences.get', { project: 'pp' })).toBe(false);
  });
});

describe('forged tokens are refused', () => {
  const tampered = (): string => {
    const [header, , signature] = sign(secret, own, 'HS256').split('.');
    const payload = Buffer.from(JSON.stringify({ ...own, grants: ['admin@*'] })).toString('base64url');
    return `${header}.${payload}.${signature}`;
  };
  /** HMAC keyed with the public key, whose text everybody has (RFC 8725, 2.1). */
  const confused = (): string => {
    const unsigned = rawToken({ alg: 'HS256', kid: 'rsa-1' }, ofRsa).split('.').slice(0, 2).join('.');
    return `${unsigned}.${createHmac('sha256', rsa.pem).update(unsigned).digest('base64url')}`;
  };
  const confusedOwn = (): string => {
    const unsigned = rawToken({ alg: 'RS256' }, own).split('.').slice(0, 2).join('.');
    return `${unsigned}.${createSign('sha256').update(unsigned).sign(rsa.privateKey, 'base64url')}`;
  };
  const octet = (): string => sign(secret, ofSet, 'HS256', { kid: 'oct' });

  it.each([
    ['alg none', rawToken({ alg: 'none' }, own, ''), 'not a signed JWT|not allowed'],
    ['alg none with a signature', rawToken({ alg: 'none' }, own), 'not allowed'],
    ['alg NoNe', rawToken({ alg: 'NoNe' }, own), 'not allowed'],
    ['alg missing', rawToken({}, own), 'not allowed'],
    ['alg of a prototype', rawToken({ alg: 'constructor' }, own), 'not allowed'],
    ['HS256 keyed with the RSA public key', confused(), 'not allowed'],
    ['RS256 where a secret is configured', confusedOwn(), 'not allowed'],
    ['HS256 with a symmetric key of the key set', octet(), 'not allowed'],
    ['another HS algorithm than configured', sign(secret, own, 'HS512'), 'not allowed'],
    ['another RSA algorithm than configured', sign(rsa, ofRsa, 'PS256'), 'not allowed'],
    ['a tampered payload', tampered(), 'signature'],
    ['another secret', sign(`${secret}!`, own, 'HS256'), 'signature'],
    ['a strange key under a known kid', sign(stranger, ofRsa, 'RS256'), 'signature'],
    ['an unknown kid', sign({ ...rsa, kid: 'rsa-2' }, ofRsa, 'RS256'), 'key that is not known'],
    ['a kid that is a path', sign(rsa, ofRsa, 'RS256', { kid: '../../rsa.pem' }), 'key that is not known'],
    [
      'a kid that is a URL',
      sign(rsa, ofRsa, 'RS256', { kid: 'http://127.0.0.1/x' }),
      'key that is not known',
    ],
    ['a kid that is SQL', sign(rsa, ofRsa, 'RS256', { kid: "' OR 1=1 --" }), 'key that is not known'],
    ['a kid that is not a string', sign(rsa, ofRsa, 'RS256', { kid: { $ne: 1 } }), 'key id'],
    [
      'its own key in the header',
      sign(stranger, ofRsa, 'RS256', { kid: 'me', jwk: stranger.jwk }),
      'not known',
    ],
    ['an issuer that is not known', sign(secret, { ...own, iss: 'https://own.example/' }, 'HS256'), 'issuer'],
    ['no issuer', sign(secret, { ...own, iss: undefined }, 'HS256'), 'issuer'],
    [
      'the issuer of another key',
      sign(secret, { ...own, iss: 'https://rsa.example' }, 'HS256'),
      'not allowed',
    ],
    ['a list of issuers', rawToken({ alg: 'HS256' }, { ...own, iss: ['https://own.example'] }), 'issuer'],
    ['another audience', sign(secret, { ...own, aud: 'grafeas2' }, 'HS256'), 'audience'],
    ['no audience', sign(secret, { ...own, aud: undefined }, 'HS256'), 'audience'],
    ['no subject', sign(secret, { ...own, sub: undefined }, 'HS256'), 'subject'],
    ['no expiry', sign(secret, { ...own, exp: undefined }, 'HS256'), 'never expires'],
    ['an expiry that is a string', rawToken({ alg: 'HS256' }, { ...own, exp: 'never' }), 'JWT|signature'],
    ['a critical extension', sign(secret, own, 'HS256', { crit: ['b64'], b64: false }), 'extension'],
    ['two parts', 'e30.e30', 'signed JWT'],
    ['an encrypted JWT', 'e30.e30.e30.e30.e30', 'signed JWT'],
    ['parts that are not objects', 'W10.W10.AAAA', 'signed JWT'],
    ['noise', 'x', 'signed JWT'],
    ['more than 16 KiB', sign(secret, { ...own, pad: 'x'.repeat(20_000) }, 'HS256'), 'too long'],
  ])('%s', async (_, token, words) => {
    expect(await challengeOf(token)).toMatch(new RegExp(words));
  });

  it('expired, at the limit of the clock skew', async () => {
    const at = (exp: number) => sign(rsa, { ...ofRsa, exp: now + exp }, 'RS256');
    expect((await login(authenticator, at(-9))).principal).toBe('rsa:scanner');
    expect(await challengeOf(at(-10))).toContain('has expired');
  });

  it('not valid yet, at the limit of the clock skew', async () => {
    const at = (nbf: number) => sign(rsa, { ...ofRsa, nbf: now + nbf }, 'RS256');
    expect((await login(authenticator, at(10))).principal).toBe('rsa:scanner');
    expect(await challengeOf(at(11))).toContain('not valid yet');
  });

  it('a token of this server without usable grants has no access, and one of another issuer cannot grant itself any', async () => {
    for (const grants of [undefined, 'admin@*', ['root@*', 7, null], { 0: 'admin@*' }]) {
      const access = await login(authenticator, sign(secret, { ...own, grants }, 'HS256'));
      expect(access.allows('projects.get', { project: 'p' })).toBe(false);
    }
    const access = await login(authenticator, sign(rsa, { ...ofRsa, grants: ['admin@*'] }, 'RS256'));
    expect(access.allows('occurrences.create', { project: 'p' })).toBe(false);
  });
});

describe('credentials', () => {
  const good = `Bearer ${sign(secret, own, 'HS256')}`;

  it('missing: returns a challenge without an error code (RFC 6750, 3.1)', async () => {
    const error = await refusal(() => authenticator.authenticate({}));
    expect([error.code, error.metadata.wwwAuthenticate]).toEqual([
      'UNAUTHENTICATED',
      'Bearer realm="grafeas"',
    ]);
  });

  it.each([
    ['two headers', [good, good]],
    ['two tokens', `${good}, ${good}`],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no token', 'Bearer '],
    ['only the token', good.slice(7)],
    ['a line break', `${good}\r\nX-Admin: 1`],
    ['an empty header', ''],
    ['a huge header', `Bearer ${'x'.repeat(1_000_000)}`],
  ])('%s', async (_, authorization) => {
    const error = await refusal(() => authenticator.authenticate({ authorization }));
    expect(error.metadata.wwwAuthenticate).toContain('error="invalid_request"');
  });

  it('finds every Authorization header of a request', () => {
    expect(authorizationOf(['Host', 'a', 'Accept', 'b'])).toBeUndefined();
    expect(authorizationOf(['Host', 'a', 'authorization', good])).toBe(good);
    expect(authorizationOf(['Authorization', 'a', 'X', 'y', 'AUTHORIZATION', 'b'])).toEqual(['a', 'b']);
  });

  it('the error contains no text of the token', async () => {
    const token = sign(`${secret}!`, { ...own, sub: 'MARK', iss: 'https://own.example' }, 'HS256');
    const error = await refusal(() => login(authenticator, token));
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(
      token.slice(0, 20),
    );
  });
});
