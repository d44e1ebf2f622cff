import { describe, expect, it } from 'vitest';
import { remoteKeys } from '../../src/auth/remote-keys.js';
import { type FetchJson, openFetchJson } from '../../src/outbound/fetch-json.js';
import { ecKey, type IssuerServer, movableClock, refusal, rsaKey, serveIssuer, serveOidc } from './kit.js';

const first = rsaKey('first');
const second = rsaKey('second');
const maxBytes = 20_000;
const fetchJson = openFetchJson({ timeout: 20_000, maxBytes });
const jwks = (...keys: unknown[]): string => JSON.stringify({ keys });

async function withServer<S extends IssuerServer>(opening: Promise<S>, use: (server: S) => Promise<void>) {
  const server = await opening;
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

describe('keys of an OpenID Connect issuer', () => {
  it('are discovered, cached and rotated while the server runs', async () => {
    await withServer(serveOidc([first]), async (issuer) => {
      const clock = movableClock();
      const source = remoteKeys({ from: { discover: issuer.url }, fetchJson, clock });
      expect(await source.find('first', 'RS256')).toHaveLength(1);
      expect(Array.isArray(source.find('first', 'RS256'))).toBe(true);
      expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/keys']);

      issuer.keys = [first, second];
      clock.move(30_000);
      expect(await source.find('second', 'RS256')).toHaveLength(1);

      issuer.keys = [second];
      clock.move(10 * 60_000);
      expect(source.find('first', 'RS256')).toHaveLength(1);
      // That the keys were asked for does not yet say that they have come; looking again asks for nothing more.
      await expect.poll(() => source.find('first', 'RS256'), { timeout: 20_000 }).toEqual([]);
      expect(issuer.requests).toHaveLength(6);
      expect(Array.isArray(source.find('second', 'RS256'))).toBe(true);
      expect(source.find('second', 'RS256')).toHaveLength(1);
    });
  });

  it('many tokens with unknown key ids cause one fetch per cooldown', async () => {
    await withServer(serveOidc([first]), async (issuer) => {
      const clock = movableClock();
      const source = remoteKeys({ from: { jwks: `${issuer.url}/keys` }, fetchJson, clock });
      const flood = (round: number) =>
        Promise.all(Array.from({ length: 250 }, (_, index) => source.find(`kid-${round}-${index}`, 'RS256')));
      expect((await flood(0)).flat()).toEqual([]);
      expect(issuer.requests).toHaveLength(1);
      await flood(1);
      expect(issuer.requests).toHaveLength(1);
      clock.move(30_000);
      await flood(2);
      await flood(3);
      expect(issuer.requests).toHaveLength(2);
    });
  });

  it('are used for a bounded time while the issuer is unavailable', async () => {
    const clock = movableClock();
    const problems: string[] = [];
    const issuer = await serveOidc([first]);
    const source = remoteKeys({
      from: { discover: issuer.url },
      fetchJson,
      clock,
      onProblem: (text) => problems.push(text),
    });
    expect(await source.find('first', 'RS256')).toHaveLength(1);
    await issuer.close();
    clock.move(3_600_000);
    expect(source.find('first', 'RS256')).toHaveLength(1);
    await expect.poll(() => problems.length, { timeout: 20_000 }).toBe(1);
    expect(problems[0]).toContain('fetch failed');
    clock.move(5 * 3_600_000);
    const error = await refusal(() => source.find('first', 'RS256'));
    expect([error.reason, error.httpStatus, error.retryAfter]).toEqual(['KEYS_UNAVAILABLE', 503, 30]);
    // Asking again at once does not try again.
    expect((await refusal(() => source.find('first', 'RS256'))).reason).toBe('KEYS_UNAVAILABLE');
    expect(problems).toHaveLength(2);
  });

  it('are fetched again when the issuer is available again', async () => {
    let up = false;
    const answer = jwks(first.jwk);
    const opening = serveIssuer((_, response) => response.writeHead(up ? 200 : 503).end(answer));
    await withServer(opening, async (issuer) => {
      const clock = movableClock();
      const source = remoteKeys({ from: { jwks: issuer.url }, fetchJson, clock });
      expect((await refusal(() => source.find('first', 'RS256'))).reason).toBe('KEYS_UNAVAILABLE');
      up = true;
      clock.move(29_999);
      expect((await refusal(() => source.find('first', 'RS256'))).reason).toBe('KEYS_UNAVAILABLE');
      clock.move(1);
      expect(await source.find('first', 'RS256')).toHaveLength(1);
    });
  });

  it.each([
    ['another issuer', (url: string) => ({ issuer: `${url}x`, jwks_uri: `${url}/keys` }), 'another issuer'],
    ['no jwks_uri', (url: string) => ({ issuer: url }), 'returned no jwks_uri'],
    [
      'a jwks_uri over plain http',
      (url: string) => ({ issuer: url, jwks_uri: 'http://example.com/' }),
      'not https',
    ],
    [
      'a jwks_uri that is a file',
      (url: string) => ({ issuer: url, jwks_uri: 'file:///etc/passwd' }),
      'not https',
    ],
    ['a list', () => [], 'returned no issuer'],
  ])('a configuration with %s is refused', async (_, document, words) => {
    const opening = serveIssuer((_request, response, url) => response.end(JSON.stringify(document(url))));
    await withServer(opening, async (issuer) => {
      expect(await problemOf({ discover: issuer.url })).toContain(words);
      expect(issuer.requests).toHaveLength(1);
    });
  });

  it('are requested with the configured credential, which is read again each time', async () => {
    const seen: (string | undefined)[] = [];
    const opening = serveIssuer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(jwks(first.jwk));
    });
    await withServer(opening, async (issuer) => {
      let turn = 0;
      const clock = movableClock();
      const bearer = async () => {
        turn += 1;
        return `token-${turn}`;
      };
      const source = remoteKeys({ from: { jwks: issuer.url }, bearer, fetchJson, clock });
      await source.find('first', 'RS256');
      clock.move(30_000);
      await source.find('other', 'RS256');
      expect(seen).toEqual(['Bearer token-1', 'Bearer token-2']);
    });
  });
});

describe('the response of a key set', () => {
  it.each([
    ['garbage', (): string => '<html>', 'something other than JSON'],
    ['null', () => 'null', 'usable key set'],
    ['no keys', () => '{}', 'usable key set'],
    ['an empty set', () => jwks(), 'usable key set'],
    ['keys that are not a list', () => '{"keys":{"length":1}}', 'usable key set'],
    ['broken keys', () => jwks({ kty: 'RSA', n: '!', e: 'x' }, null, 7), 'usable key set'],
    ['secrets', () => jwks({ kty: 'oct', k: 'AAAA' }), 'usable key set'],
    ['keys for encryption', () => jwks({ ...first.jwk, use: 'enc' }), 'usable key set'],
    ['101 keys', () => jwks(...Array.from({ length: 101 }, () => ecJwk)), 'usable key set'],
    ['too much', () => `{"pad":"${'x'.repeat(30_000)}","keys":[]}`, 'more than 20000 bytes'],
  ])('%s is an issuer without keys', async (_, body, words) => {
    await withServer(
      serveIssuer((_request, response) => response.end(body())),
      async (issuer) => {
        expect(await problemOf({ jwks: issuer.url })).toContain(words);
      },
    );
  });

  it('is abandoned if it is too slow or never ends', async () => {
    const opening = serveIssuer((_, response) => {
      response.write('{"keys":[');
    });
    await withServer(opening, async (issuer) => {
      const impatient = openFetchJson({ timeout: 300, maxBytes });
      expect(await problemOf({ jwks: issuer.url }, impatient)).toContain('in time');
    });
  });

  it('is not followed if it is a redirect', async () => {
    const opening = serveIssuer((request, response, url) => {
      if (request.url === '/elsewhere') response.end(jwks(first.jwk));
      else response.writeHead(302, { location: `${url}/elsewhere` }).end();
    });
    await withServer(opening, async (issuer) => {
      await problemOf({ jwks: issuer.url });
      expect(issuer.requests).toEqual(['/']);
    });
  });

  it('keeps the known keys if a later one is invalid', async () => {
    let body = jwks(first.jwk);
    await withServer(
      serveIssuer((_request, response) => response.end(body)),
      async (issuer) => {
        const clock = movableClock();
        const source = remoteKeys({ from: { jwks: issuer.url }, fetchJson, clock });
        await source.find('first', 'RS256');
        body = 'garbage';
        clock.move(60_000);
        expect(await source.find('second', 'RS256')).toEqual([]);
        expect(source.find('first', 'RS256')).toHaveLength(1);
      },
    );
  });

  it('with several keys verifies no token without kid, and uses each key for its own algorithm only', async () => {
    const small = { ...rsaKey('small').jwk, alg: 'RS512' };
    await withServer(
      serveIssuer((_request, response) => response.end(jwks(first.jwk, second.jwk, ecJwk, small))),
      async (issuer) => {
        const source = remoteKeys({ from: { jwks: issuer.url }, fetchJson, clock: movableClock() });
        expect(await source.find(undefined, 'RS256')).toEqual([]);
        expect(source.find('ec', 'ES256')).toHaveLength(1);
        expect(await source.find('ec', 'ES384')).toEqual([]);
        expect(await source.find('ec', 'RS256')).toEqual([]);
        expect(await source.find('small', 'RS256')).toEqual([]);
        expect(source.find('small', 'RS512')).toHaveLength(1);
      },
    );
  });
});

const ecJwk = ecKey('ec').jwk;

async function problemOf(
  from: { jwks: string } | { discover: string },
  fetching: FetchJson = fetchJson,
): Promise<string> {
  const problems: string[] = [];
  const source = remoteKeys({
    from,
    fetchJson: fetching,
    clock: movableClock(),
    onProblem: (text) => problems.push(text),
  });
  expect((await refusal(() => source.find('first', 'RS256'))).reason).toBe('KEYS_UNAVAILABLE');
  expect(problems).toHaveLength(1);
  return problems[0] ?? '';
}
