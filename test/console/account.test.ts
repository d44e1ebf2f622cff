import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { noBrowser, openBrowser } from '../setup/console-browser.js';
import { type AccountServer, startAccountServer } from '../setup/console-issuer.js';
import { clientId, type Misbehaviour } from '../setup/oidc-issuer.js';

/** Sign-in to the console at an OpenID Connect issuer, in a browser. */

const deep = '/#/project?name=projects%2Fshop&sort=name';

describe.skipIf(noBrowser !== '')(`signing in with an issuer${noBrowser}`, () => {
  let server: AccountServer;
  let shown: Browser;
  beforeAll(async () => {
    server = await startAccountServer({ allowHost: ['console.test'] });
    const root = createClient({ server: server.url, token: await server.issuer.token('root') });
    await root.projects.create('projects/shop');
    await root.projects.create('projects/secret');
    shown = await openBrowser('--host-resolver-rules=MAP console.test 127.0.0.1');
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  /** Opens a page and presses the button; `tokens` are those that the page sends to the API from then on. */
  async function signIn(path: string, how: Misbehaviour = {}): Promise<{ page: Page; tokens: string[] }> {
    server.issuer.misbehave(how);
    server.issuer.requests.length = 0;
    const page = await (await shown.newContext()).newPage();
    const tokens: string[] = [];
    page.on('request', (request) => {
      const { authorization } = request.headers();
      if (authorization !== undefined) tokens.push(authorization);
    });
    await page.goto(server.url + path);
    await page.getByRole('button', { name: `Sign in at ${new URL(server.issuer.url).host}` }).click();
    return { page, tokens };
  }

  const signedIn = (page: Page) => page.getByRole('button', { name: 'Sign out' }).waitFor();
  const kept = (page: Page) => page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]');

  it('returns to the previous page, shows what the account may read, and stores nothing', async () => {
    const { page, tokens } = await signIn(deep);
    await signedIn(page);
    expect(page.url()).toBe(server.url + deep);
    await page.getByRole('heading', { name: 'shop' }).waitFor();
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('link', { name: 'shop', exact: true }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('secret');
    expect(await kept(page)).toEqual([0, 0, '']);
    expect(new Set(tokens).size).toBe(1);
    const [authorize, token] = server.issuer.requests;
    expect(authorize?.parameters).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      scope: 'openid',
      code_challenge_method: 'S256',
      redirect_uri: `${server.url}/console/signed-in`,
    });
    expect(Object.values(authorize?.parameters ?? {})).not.toContain(token?.parameters.code_verifier);
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.context().close();
  });

  it.each<[string, Misbehaviour, string]>([
    ['another state', { response: { state: 'other' } }, 'does not belong to this sign-in'],
    ['no state', { response: { state: undefined } }, 'does not belong to this sign-in'],
    ['another issuer', { response: { iss: 'https://evil.example' } }, 'does not belong to this sign-in'],
    ['no issuer', { response: { iss: undefined } }, 'does not belong to this sign-in'],
    ['another nonce', { idClaims: { nonce: 'other' } }, 'does not belong to this sign-in'],
    ['no nonce', { idClaims: { nonce: undefined } }, 'does not belong to this sign-in'],
    ['an ID token for another client', { idClaims: { aud: 'other' } }, 'does not belong to this sign-in'],
    ['an ID token of another issuer', { idClaims: { iss: 'https://e.example' } }, 'does not belong'],
    ['an ID token that has expired', { idClaims: { exp: 1 } }, 'does not belong to this sign-in'],
    ['a code that was used before', { codeUsed: true }, 'no longer accepts this sign-in'],
    ['the code of another browser', { codeOfAnother: true }, 'no longer accepts this sign-in'],
    [
      'a refusal',
      { response: { code: undefined, error: 'access_denied', error_description: '<b>no</b>\u202e' } },
      'or it was cancelled there. It says: access_denied: <b>no</b>\\u{202e}',
    ],
    [
      'an error in the setup',
      { response: { code: undefined, error: 'unauthorized_client' } },
      'The console may not be set up there as it should. It says: unauthorized_client',
    ],
    ['an error of another sign-in', { response: { error: 'access_denied', state: 'x' } }, 'does not belong'],
    ['a token endpoint that pages may not use', { noCors: true }, 'cannot be reached from this page'],
    ['a token that has expired', { lifetime: -3600 }, 'The server refused this token: the token has expired'],
  ])('%s signs nobody in, and the page shows the reason', async (what, how, words) => {
    const { page, tokens } = await signIn(deep, how);
    await page.getByRole('alert').getByText(words).waitFor();
    expect(page.url()).toBe(server.url + deep);
    expect(await kept(page)).toEqual([0, 0, '']);
    if (!what.startsWith('a token that')) expect(tokens).toEqual([]);
    const spent = server.issuer.requests.filter(({ path }) => path === '/token').length;
    if ('response' in how) expect(spent).toBe(0);
    await page.context().close();
  });

  it('an address with a code that this tab did not request signs nobody in and redirects nowhere', async () => {
    const { page } = await signIn(deep);
    await signedIn(page);
    const [authorize] = server.issuer.requests;
    const { state = '' } = authorize?.parameters ?? {};
    const evil = 'https://evil.example/';
    for (const [query, hash] of [
      [`code=c&state=${state}&iss=${encodeURIComponent(server.issuer.url)}`, ''],
      [`code=c&state=s&redirect_uri=${evil}&return_to=//evil.example&hash=//evil.example`, `#${evil}`],
      ['error=access_denied&error_description=Call+us', '#//evil.example'],
    ]) {
      await page.goto(`${server.url}/console/signed-in?${query}${hash}`);
      await page.getByText('This sign-in was not started in this tab').waitFor();
      expect(page.url()).toBe(`${server.url}/`);
      expect(await page.locator('body').innerText()).not.toContain('Call us');
    }
    await page.context().close();
  });

  it('asks to sign in again when the server no longer accepts the token, and keeps the page', async () => {
    const { page } = await signIn(deep);
    await signedIn(page);
    await page.getByRole('heading', { name: 'shop' }).waitFor();
    try {
      server.accept('others');
      await page.evaluate('location.hash = "#/who?package=openssl"');
      await page.getByText('Your sign-in has ended').waitFor();
      await page.getByRole('heading', { name: 'openssl' }).waitFor();
    } finally {
      server.accept('grafeas');
    }
    await page.getByRole('button', { name: 'Sign in at' }).click();
    await page.getByText('Your sign-in has ended').waitFor({ state: 'detached' });
    await signedIn(page);
    expect(page.url()).toBe(`${server.url}/#/who?package=openssl`);
    await page.context().close();
  });

  it('uses the ID token if the console itself is an audience of the policy', async () => {
    try {
      server.accept(clientId);
      const { page, tokens } = await signIn('/');
      await page.getByRole('link', { name: 'shop', exact: true }).waitFor();
      const payload = tokens[0]?.split('.')[1] ?? '';
      expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ aud: clientId });
      await page.context().close();
    } finally {
      server.accept('grafeas');
    }
  });

  it('accepts a token as an alternative to the account', async () => {
    server.issuer.misbehave({});
    const page = await shown.newPage();
    await page.goto(server.url);
    await page.getByText('Sign in with a token').click();
    await page.getByLabel('Token').fill(await server.issuer.token('root'));
    await page.getByLabel('Token').press('Enter');
    await page.getByRole('link', { name: 'secret', exact: true }).waitFor();
    await page.close();
  });
  it('reports that an account needs https if the page was loaded over plain http from another machine', async () => {
    server.issuer.requests.length = 0;
    const page = await shown.newPage();
    await page.goto(`http://console.test:${new URL(server.url).port}/`);
    await page.getByRole('button', { name: 'Sign in at' }).click();
    await page.getByText('needs https').waitFor();
    expect(server.issuer.requests).toEqual([]);
    await page.close();
  });
});
