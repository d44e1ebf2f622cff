import { describe, expect, it } from 'vitest';
import { openConsoleSignIn } from '../../src/auth/console-sign-in.js';
import type { PolicyFile } from '../../src/auth/policy.js';
import { systemClock } from '../../src/domain/clock.js';
import { startAccountServer } from '../setup/console-issuer.js';
import { clientId } from '../setup/oidc-issuer.js';
import { startServer } from '../setup/server.js';

/** What the server says to a console that signs people in at an issuer. */

describe('the sign-in of the console', () => {
  it('consists of endpoints of the issuer only, and one page may send requests to one of them', async () => {
    const server = await startAccountServer({ consoleScope: ['openid', 'groups'] });
    try {
      const { url } = server.issuer;
      const response = await fetch(`${server.url}/console/sign-in.json`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toEqual({
        issuer: url,
        clientId,
        scope: 'openid groups',
        authorizationEndpoint: `${url}/authorize`,
        tokenEndpoint: `${url}/token`,
        namesIssuer: true,
        bearer: 'access_token',
      });
      const policyOf = async (path: string): Promise<string[]> => {
        const page = await fetch(server.url + path, { headers: { accept: 'text/html' } });
        expect(page.status).toBe(200);
        return (page.headers.get('content-security-policy') ?? '').split(';');
      };
      const returned = await policyOf('/console/signed-in?code=c&state=s');
      expect(returned).toContain(`connect-src 'self' ${url}`);
      expect(returned.filter((directive) => directive.includes(url))).toHaveLength(1);
      const home = await policyOf('/');
      expect(home).toContain("connect-src 'self'");
      // Apart from that they are the same.
      expect(returned.filter((directive) => !home.includes(directive))).toHaveLength(1);
      const page = await fetch(`${server.url}/console/signed-in?code=c`);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      server.accept(clientId);
      expect(await (await fetch(`${server.url}/console/sign-in.json`)).json()).toMatchObject({
        bearer: 'id_token',
      });
    } finally {
      await server.close();
    }
  });

  it('does not exist without configuration', async () => {
    const server = await startServer();
    try {
      expect(await (await fetch(`${server.url}/console/sign-in.json`)).json()).toEqual({});
      const page = await fetch(`${server.url}/console/signed-in`);
      expect(page.headers.get('content-security-policy')).toContain("connect-src 'self';");
    } finally {
      await server.close();
    }
  });

  it('does not start with an issuer that the policy does not trust', async () => {
    await expect(startAccountServer({ consoleIssuer: 'https://other.example' })).rejects.toThrow(
      'https://other.example is not among the issuers of the policy',
    );
  });
});

const issuer = 'https://sso.example.com/realms/a';
const endpoints = {
  issuer,
  authorization_endpoint: 'https://sso.example.com/authorize',
  token_endpoint: 'https://sso.example.com/token',
};
const policy = { current: { issuers: [{ issuer, audience: ['grafeas'] }] } } as unknown as PolicyFile;

function open(document: unknown, clock = systemClock()) {
  const asked: string[] = [];
  const problems: string[] = [];
  const config = { consoleIssuer: issuer, consoleClientId: 'console', consoleScope: ['openid'] };
  const fetchJson = async (url: string): Promise<unknown> => {
    asked.push(url);
    if (document instanceof Error) throw document;
    return document;
  };
  const signIn = openConsoleSignIn(config, policy, clock, (problem) => problems.push(problem), fetchJson);
  return { signIn, asked, problems };
}

describe('endpoints of an issuer', () => {
  it.each<[string, unknown, string]>([
    ['of another issuer', { ...endpoints, issuer: 'https://evil.example' }, 'names another issuer'],
    ['that are missing', { issuer }, 'authorization_endpoint that is not https'],
    ['of a script', { ...endpoints, authorization_endpoint: 'javascript:alert(1)' }, 'not https'],
    ['over http', { ...endpoints, token_endpoint: 'http://sso.example.com/token' }, 'not https'],
    ['of this machine', { ...endpoints, token_endpoint: 'http://localhost:9/token' }, 'not https'],
    ['with a password', { ...endpoints, token_endpoint: 'https://a:b@sso.example.com/' }, 'not https'],
    ['without S256', { ...endpoints, code_challenge_methods_supported: ['plain'] }, 'PKCE with S256'],
    ['that are not a document', [], 'returned no issuer'],
    ['that cannot be fetched', new Error('returned status 500'), 'returned status 500'],
  ])('%s are not used', async (_, document, words) => {
    const { signIn, problems } = open(document);
    await expect(signIn()).rejects.toMatchObject({ reason: 'SOURCE_UNAVAILABLE' });
    expect(problems).toEqual([expect.stringContaining(words)]);
  });

  it('are read once for all callers, and again after ten minutes or a failure', async () => {
    let now = 0;
    const clock = { ...systemClock(), elapsed: () => now };
    const good = open(endpoints, clock);
    await Promise.all([good.signIn(), good.signIn()]);
    now += 10 * 60_000 - 1;
    await good.signIn();
    expect(good.asked).toEqual([`${issuer}/.well-known/openid-configuration`]);
    now += 1;
    await good.signIn();
    expect(good.asked).toHaveLength(2);
    const bad = open(new Error('returned status 500'), clock);
    await Promise.allSettled([bad.signIn(), bad.signIn()]);
    now += 4_999;
    await expect(bad.signIn()).rejects.toThrow('does not return its endpoints');
    expect(bad.asked).toHaveLength(1);
    now += 1;
    await expect(bad.signIn()).rejects.toThrow('does not return its endpoints');
    expect(bad.asked).toHaveLength(2);
  });
});
