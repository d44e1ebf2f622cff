import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '../domain/clock.js';
import { type Algorithm, isAlgorithm } from './algorithms.js';
import { invalidToken } from './challenge.js';
import type { Claims } from './claims.js';
import type { KeySource } from './key-source.js';

/** A trusted issuer and the requirements for its tokens. */
export interface TokenIssuer {
  /** Short name, used in bindings and principals. */
  readonly name: string;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  readonly keys: KeySource;
  /** Tolerated clock difference in milliseconds. */
  readonly clockSkew: number;
}

export interface VerifiedToken<I extends TokenIssuer = TokenIssuer> {
  readonly issuer: I;
  readonly subject: string;
  /** Milliseconds since the epoch, skew included, until which the token is valid. */
  readonly expiresAt: number;
  readonly claims: Claims;
}

/** Verifies tokens of a fixed set of issuers. */
export interface TokenVerifier<I extends TokenIssuer = TokenIssuer> {
  /**
   * A promise only if keys must be fetched first. `beforeCheck` is called then, right before the signature is checked; what
   * it throws is thrown.
   * @throws UNAUTHENTICATED with a challenge that names the problem; KEYS_UNAVAILABLE
   */
  verify(token: string, beforeCheck?: () => void): VerifiedToken<I> | Promise<VerifiedToken<I>>;
}

/** Maximum characters of a token; more than issuers send. */
export const maxTokenLength = 16 * 1024;
/** Levels of nesting in header and claims. */
const maxNesting = 32;
/** Keys that one token is tried with: as many as an issuer's entry in the policy has. Each takes up to 2 ms. */
const maxCandidates = 10;
const maxSubjectLength = 1024;

export function openTokenVerifier<I extends TokenIssuer>(
  issuers: readonly I[],
  clock: Clock,
): TokenVerifier<I> {
  const byIssuer = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
  return {
    verify(token, beforeCheck = () => {}) {
      const { header, payload } = decodeToken(token);
      const issuer = typeof payload.iss === 'string' ? byIssuer.get(payload.iss) : undefined;
      if (issuer === undefined) throw invalidToken('the issuer of the token is not known here');
      const { algorithm, kid } = checkHeader(header, issuer);
      const keys = issuer.keys.find(kid, algorithm);
      if (keys instanceof Promise)
        return keys.then((found) => {
          beforeCheck();
          return check(token, issuer, algorithm, found, clock);
        });
      return check(token, issuer, algorithm, keys, clock);
    },
  };
}

/** Decodes a token without verifying it. @throws UNAUTHENTICATED if it is not a JWT */
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
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && !nestsDeeper(value, maxNesting) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}

/** JSON.parse takes any depth, but not what walks the value after it. */
function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}

/** Keys that the token names or contains (jku, jwk, x5u, x5c) are ignored. */
function checkHeader(header: Claims, issuer: TokenIssuer): { algorithm: Algorithm; kid: string | undefined } {
  const { alg, kid } = header;
  if (!isAlgorithm(alg) || !issuer.algorithms.includes(alg))
    throw invalidToken('the algorithm of the token is not allowed for its issuer');
  // RFC 7515, 4.1.11: refuse unknown critical extensions.
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
  for (const key of keys.slice(0, maxCandidates)) {
    try {
      const claims = jwt.verify(token, key, options);
      if (typeof claims === 'string') throw new jwt.JsonWebTokenError('jwt payload invalid');
      return claims;
    } catch (error) {
      failure = error;
      // Another key can only help if the signature is the problem.
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
