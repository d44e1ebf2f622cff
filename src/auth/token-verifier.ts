import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '../domain/clock.js';
import { type Algorithm, isAlgorithm } from './algorithms.js';
import { invalidToken } from './challenge.js';
import type { Claims } from './claims.js';
import type { KeySource } from './key-source.js';

/** An issuer whose tokens are taken, and what they must look like. */
export interface TokenIssuer {
  /** Short name, used in bindings and principals. */
  readonly name: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  readonly keys: KeySource;
  /** Milliseconds by which its clock and ours may differ. */
  readonly clockSkew: number;
}

export interface VerifiedToken<I extends TokenIssuer = TokenIssuer> {
  readonly issuer: I;
  readonly subject: string;
  /** Milliseconds since the epoch, skew included, until which the token holds. */
  readonly expiresAt: number;
  readonly claims: Claims;
}

/** Verifies tokens of a fixed set of issuers. */
export interface TokenVerifier<I extends TokenIssuer = TokenIssuer> {
  /**
   * A promise only where keys must be fetched first.
   * @throws UNAUTHENTICATED with the challenge that says what is wrong; KEYS_UNAVAILABLE
   */
  verify(token: string): VerifiedToken<I> | Promise<VerifiedToken<I>>;
}

/** Characters a token may have; more than any issuer sends, less than hurts. */
export const maxTokenLength = 16 * 1024;
const maxSubjectLength = 1024;

export function openTokenVerifier<I extends TokenIssuer>(
  issuers: readonly I[],
  clock: Clock,
): TokenVerifier<I> {
  const byIssuer = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
  return {
    verify(token) {
      const { header, payload } = decodeToken(token);
      const issuer = typeof payload.iss === 'string' ? byIssuer.get(payload.iss) : undefined;
      if (issuer === undefined) throw invalidToken('the issuer of the token is not known here');
      const { algorithm, kid } = checkHeader(header, issuer);
      const keys = issuer.keys.find(kid, algorithm);
      if (keys instanceof Promise) return keys.then((found) => check(token, issuer, algorithm, found, clock));
      return check(token, issuer, algorithm, keys, clock);
    },
  };
}

/** Takes a token apart without verifying anything. @throws UNAUTHENTICATED where it is no JWT */
export function decodeToken(token: string): { header: Claims; payload: Claims } {
  if (token.length > maxTokenLength) throw invalidToken('the token is too long');
  const parts = token.split('.');
  const [header, payload] = parts.map(decodePart);
  if (parts.length !== 3 || header === undefined || payload === undefined)
    throw invalidToken('the token is not a signed JWT');
  return { header, payload };
}

function decodePart(part: string): Claims | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keys named or carried by the token itself (jku, jwk, x5u, x5c) are never looked at. */
function checkHeader(header: Claims, issuer: TokenIssuer): { algorithm: Algorithm; kid: string | undefined } {
  const { alg, kid } = header;
  if (!isAlgorithm(alg) || !issuer.algorithms.includes(alg))
    throw invalidToken('the algorithm of the token is not allowed for its issuer');
  // RFC 7515, 4.1.11: what must be understood and is not refuses the token.
  if (header.crit !== undefined) throw invalidToken('the token uses an extension that is not supported');
  if (kid !== undefined && typeof kid !== 'string') throw invalidToken('the key id of the token is not text');
  return { algorithm: alg, kid };
}

function check<I extends TokenIssuer>(
  token: string,
  issuer: I,
  algorithm: Algorithm,
  keys: readonly KeyObject[],
  clock: Clock,
): VerifiedToken<I> {
  if (keys.length === 0) throw invalidToken('the token is signed with a key that is not known');
  const claims = verifyWithAny(token, keys, {
    algorithms: [algorithm],
    issuer: issuer.issuer,
    audience: [...issuer.audience] as [string, ...string[]],
    clockTolerance: issuer.clockSkew / 1000,
    clockTimestamp: Math.floor(clock.now() / 1000),
    complete: false,
  });
  const { exp, sub } = claims;
  if (typeof exp !== 'number' || !Number.isFinite(exp)) throw invalidToken('the token never expires');
  if (typeof sub !== 'string' || sub === '' || sub.length > maxSubjectLength)
    throw invalidToken('the token names no subject');
  return { issuer, subject: sub, expiresAt: exp * 1000 + issuer.clockSkew, claims };
}

function verifyWithAny(
  token: string,
  keys: readonly KeyObject[],
  options: jwt.VerifyOptions & { complete: false },
): Claims {
  let failure: unknown;
  for (const key of keys) {
    try {
      const claims = jwt.verify(token, key, options);
      if (typeof claims === 'string') throw new jwt.JsonWebTokenError('jwt payload invalid');
      return claims;
    } catch (error) {
      failure = error;
      // Another key can only help where it is the signature that fails.
      if (!(error instanceof Error) || error.message !== 'invalid signature') break;
    }
  }
  throw invalidToken(explain(failure), failure);
}

function explain(failure: unknown): string {
  if (failure instanceof jwt.TokenExpiredError) return 'the token has expired';
  if (failure instanceof jwt.NotBeforeError) return 'the token is not valid yet';
  const message = failure instanceof Error ? failure.message : '';
  if (message.startsWith('jwt audience invalid')) return 'the token is meant for another audience';
  if (message.startsWith('jwt issuer invalid')) return 'the issuer of the token is not known here';
  if (message === 'invalid signature') return 'the signature of the token does not verify';
  return 'the token is not a valid JWT';
}
