import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import type { Authenticator } from '../../src/auth/authenticator.js';
import type { Clock } from '../../src/domain/clock.js';
import { ApiError } from '../../src/domain/errors.js';
import { fetchBounds, openFetchJson } from '../../src/outbound/fetch-json.js';
import type { Access } from '../../src/services/context.js';

export interface MovableClock extends Clock {
  /** Lets time pass. */
  move(milliseconds: number): void;
  /** Sets the wall clock ahead or back; no time passes. */
  set(milliseconds: number): void;
}

/** A clock the test moves. */
export function movableClock(start = 1_800_000_000_000): MovableClock {
  let at = start;
  let passed = 0;
  return {
    now: () => at,
    elapsed: () => passed,
    move(milliseconds) {
      at += milliseconds;
      passed += milliseconds;
    },
    set(milliseconds) {
      at += milliseconds;
    },
  };
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Record<string, unknown>;
  readonly pem: string;
}

export function rsaKey(kid: string): SigningKey {
  return signingKey(kid, generateKeyPairSync('rsa', { modulusLength: 2048 }));
}

export function ecKey(kid: string, namedCurve = 'P-256'): SigningKey {
  return signingKey(kid, generateKeyPairSync('ec', { namedCurve }));
}

function signingKey(kid: string, pair: { privateKey: KeyObject; publicKey: KeyObject }): SigningKey {
  return {
    kid,
    ...pair,
    jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
    pem: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}

/** Signs claims as they are: times are the caller's. */
export function sign(
  key: SigningKey | string,
  claims: object,
  algorithm: jwt.Algorithm,
  header: Record<string, unknown> = {},
): string {
  const secret = typeof key === 'string' ? key : key.privateKey;
  const kid = typeof key === 'string' ? undefined : key.kid;
  // Through JSON, so that undefined claims are absent ones.
  return jwt.sign(JSON.parse(JSON.stringify(claims)), secret, {
    algorithm,
    noTimestamp: true,
    allowInsecureKeySizes: true,
    header: { alg: algorithm, ...(kid === undefined ? {} : { kid }), ...header },
  });
}

/** A token put together by hand, for what no library would sign. */
export function rawToken(header: unknown, payload: unknown, signature = 'AAAA'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}

/** Fetches within the bounds of a server but for the time, which no test that fetches keys is about. */
export const patientFetchJson = openFetchJson({ ...fetchBounds, timeout: 20_000 });

export interface IssuerServer {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers as the test says. */
export async function serveIssuer(
  answer: (request: IncomingMessage, response: ServerResponse, url: string) => void,
): Promise<IssuerServer> {
  const requests: string[] = [];
  let url = '';
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response, url);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An OpenID Connect issuer whose keys can be exchanged while it runs. */
export async function serveOidc(keys: SigningKey[]): Promise<IssuerServer & { keys: SigningKey[] }> {
  const held = { keys };
  const server = await serveIssuer((request, response, url) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration')
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }));
    else if (request.url === '/keys') response.end(JSON.stringify({ keys: held.keys.map((key) => key.jwk) }));
    else response.writeHead(404).end();
  });
  return Object.assign(held, server);
}

/** A folder with files, gone after `remove`. */
export function tempFolder(files: Record<string, string> = {}): {
  path: string;
  write(name: string, text: string): string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'authz-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { path, write, remove: () => rmSync(path, { recursive: true }) };
}

/** The error of a refusal; fails where there is none. */
export async function refusal(attempt: () => unknown): Promise<ApiError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

export async function login(authenticator: Authenticator, token: string): Promise<Access> {
  return authenticator.authenticate({ authorization: `Bearer ${token}` });
}
