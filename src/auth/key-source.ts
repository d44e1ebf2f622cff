import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { type Algorithm, algorithmNames, isAlgorithm, keyProblem } from './algorithms.js';

/** One key an issuer signs with. */
export interface IssuerKey {
  readonly key: KeyObject;
  /** Where set, a token must carry the same `kid`. */
  readonly kid?: string | undefined;
  /** Where set, the key serves this algorithm only. */
  readonly algorithm?: Algorithm | undefined;
}

/** The keys of one issuer, wherever they are. */
export interface KeySource {
  /**
   * The keys that may have signed a token with this header; none where the issuer has no such key. A promise
   * only where keys must be fetched first.
   * @throws KEYS_UNAVAILABLE where the issuer cannot be reached and nothing recent is known
   */
  find(kid: string | undefined, algorithm: Algorithm): readonly KeyObject[] | Promise<readonly KeyObject[]>;
}

/** Keys that change with the policy file only: secrets, PEM keys and key set files. */
export function staticKeys(keys: readonly IssuerKey[]): KeySource {
  return { find: (kid, algorithm) => selectKeys(keys, kid, algorithm) };
}

/** Several sources of one issuer as one: the first that has a key. */
export function joinSources(sources: readonly KeySource[]): KeySource {
  const [first] = sources;
  if (first !== undefined && sources.length === 1) return first;
  return {
    find(kid, algorithm) {
      const found = sources.map((source) => source.find(kid, algorithm));
      if (found.every((keys) => Array.isArray(keys))) return found.flat();
      return Promise.all(found).then((lists) => lists.flat());
    },
  };
}

/**
 * The keys of a set that may have signed a token. A named key needs the same `kid` in the token; a token
 * without `kid` may be of the only key there is, but is never tried on many.
 */
export function selectKeys(
  keys: readonly IssuerKey[],
  kid: string | undefined,
  algorithm: Algorithm,
): readonly KeyObject[] {
  const fitting = keys.filter(
    (entry) => (entry.algorithm ?? algorithm) === algorithm && keyProblem(entry.key, algorithm) === undefined,
  );
  const named = fitting.filter((entry) => entry.kid === undefined || entry.kid === kid);
  const chosen = kid === undefined && named.length === 0 && fitting.length === 1 ? fitting : named;
  return chosen.map((entry) => entry.key);
}

/** A secret as it stands in a file or in the environment, without the line end editors add. */
export function secretKey(text: string): KeyObject {
  return createSecretKey(Buffer.from(text.replace(/\r?\n$/, ''), 'utf8'));
}

/** Parses a PEM public key or certificate; undefined where it is none, and for a private key, which has no place here. */
export function parsePem(pem: string): KeyObject | undefined {
  if (pem.includes('PRIVATE KEY')) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

const maxKeys = 100;

/**
 * The usable keys of a JSON Web Key Set (RFC 7517). Entries that are not public RSA or EC signing keys, or
 * do not parse, are passed over, as the RFC asks; symmetric keys are never taken from a set.
 * Undefined where the value is no key set, is too large or holds no usable key.
 */
export function parseJwks(value: unknown): IssuerKey[] | undefined {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return undefined;
  if (!Array.isArray(value.keys) || value.keys.length > maxKeys) return undefined;
  const keys = value.keys.map(parseJwk).filter((entry) => entry !== undefined);
  return keys.length === 0 ? undefined : keys;
}

function parseJwk(value: unknown): IssuerKey | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const jwk = value as Record<string, unknown>;
  if (jwk.kty !== 'RSA' && jwk.kty !== 'EC') return undefined;
  if (jwk.use !== undefined && jwk.use !== 'sig') return undefined;
  if (Array.isArray(jwk.key_ops) && !jwk.key_ops.includes('verify')) return undefined;
  if (jwk.alg !== undefined && !isAlgorithm(jwk.alg)) return undefined;
  if (jwk.kid !== undefined && typeof jwk.kid !== 'string') return undefined;
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    // Also what only looks like a key: one that no algorithm can use.
    const usable = algorithmNames.some((algorithm) => keyProblem(key, algorithm) === undefined);
    return usable ? { key, kid: jwk.kid, algorithm: jwk.alg } : undefined;
  } catch {
    return undefined;
  }
}
