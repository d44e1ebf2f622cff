import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the issuer does otherwise than it should. */
export interface Misbehaviour {
  /** Parameters of the response in place of the right ones; undefined leaves one out. */
  readonly response?: Readonly<Record<string, string | undefined>>;
  /** Claims of the ID token in place of the right ones. */
  readonly idClaims?: Readonly<Record<string, unknown>>;
  /** Redeems the code before the browser has it. */
  readonly codeUsed?: true;
  /** Sends the code of another browser's sign-in. */
  readonly codeOfAnother?: true;
  /** Seconds until the access token expires. */
  readonly lifetime?: number;
  /** Refuses requests of web pages. */
  readonly noCors?: true;
}

export interface OidcIssuer {
  readonly url: string;
  /** Requests to /authorize and /token, in order. */
  readonly requests: { readonly path: string; readonly parameters: Readonly<Record<string, string>> }[];
  /** Where codes may be sent to. */
  readonly redirects: Set<string>;
  /** Until it is called again. */
  misbehave(how: Misbehaviour): void;
  /** A token for the API. */
  token(subject: string): Promise<string>;
  close(): Promise<void>;
}

export const clientId = 'console';
export const subject = 'ada';

/**
 * An OpenID Connect issuer on loopback at which everybody is `ada` without being asked. It checks what RFC 6749, RFC 7636
 * and OpenID Connect Core tell an issuer to check: client, redirect, one use of each code, and PKCE with S256.
 */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' };
  const codes = new Map<string, Readonly<Record<string, string>>>();
  const requests: OidcIssuer['requests'] = [];
  const redirects = new Set<string>();
  let how: Misbehaviour = {};
  let url = '';

  const sign = (claims: Readonly<Record<string, unknown>>, lifetime = 3600): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: url, sub: subject, iat: now, exp: now + lifetime, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(privateKey);
  };
  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  function authorize(parameters: Readonly<Record<string, string>>, response: ServerResponse): void {
    const { client_id, redirect_uri = '', response_type, code_challenge_method, state = '' } = parameters;
    if (client_id !== clientId || !redirects.has(redirect_uri)) {
      json(response, 400, 'unknown client');
      return;
    }
    const code = randomUUID();
    if (response_type === 'code' && code_challenge_method === 'S256') codes.set(code, parameters);
    if (how.codeUsed) codes.delete(code);
    if (how.codeOfAnother) codes.set(code, { ...parameters, code_challenge: 'of another browser' });
    const target = new URL(redirect_uri);
    for (const [name, value] of Object.entries({ code, state, iss: url, ...how.response }))
      if (value !== undefined) target.searchParams.set(name, value);
    response.writeHead(302, { location: target.href }).end();
  }

  async function redeem(
    parameters: Readonly<Record<string, string>>,
    response: ServerResponse,
  ): Promise<void> {
    const { code = '', code_verifier = '', redirect_uri, client_id } = parameters;
    const asked = codes.get(code);
    codes.delete(code);
    const isRight =
      asked !== undefined &&
      asked.redirect_uri === redirect_uri &&
      client_id === clientId &&
      asked.code_challenge === createHash('sha256').update(code_verifier).digest('base64url');
    if (!isRight) return json(response, 400, { error: 'invalid_grant', error_description: 'Code not valid' });
    json(response, 200, {
      access_token: await sign({ aud: 'grafeas', scope: asked.scope }, how.lifetime),
      token_type: 'Bearer',
      id_token: await sign({ aud: clientId, nonce: asked.nonce, ...how.idClaims }),
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', url);
    if (path === '/.well-known/openid-configuration')
      return json(response, 200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    if (path === '/keys') return json(response, 200, { keys: [jwk] });
    const given = request.method === 'POST' ? new URLSearchParams(await text(request)) : searchParams;
    const parameters = Object.fromEntries(given);
    if (path === '/authorize' || path === '/token') requests.push({ path, parameters });
    if (path === '/authorize') return authorize(parameters, response);
    if (!how.noCors) response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    if (path === '/token' && request.method === 'POST') return redeem(parameters, response);
    return json(response, 404, 'nothing here');
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => json(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    redirects,
    misbehave(next) {
      how = next;
    },
    token: (sub) => sign({ sub, aud: 'grafeas' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
