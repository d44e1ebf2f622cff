import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { type Algorithm, algorithmNames, isAlgorithm, keyProblem } from './algorithms.js';

/** One signing key of an issuer. */
export interface IssuerKey {
  readonly key: KeyObject;
  /** If set, a token must have the same `kid`. */
  readonly kid?: string | undefined;
  /** If set, the key is valid only for this algorithm. */
  readonly algorithm?: Algorithm | undefined;
}

/** The keys of one issuer, local or remote. */
export interface KeySource {
  /**
   * The candidate keys for a token with this header; none if the issuer has no such key. A promise only if keys must be
   * fetched first.
   * @throws KEYS_UNAVAILABLE if the issuer cannot be reached and no recent keys are cached
   */
  find(kid: string | undefined, algorithm: Algorithm): readonly KeyObject[] | Promise<readonly KeyObject[]>;
}

/** Keys that change with the policy file only: secrets, PEM keys and key set files. */
export function staticKeys(keys: readonly IssuerKey[]): KeySource {
  return { find: (kid, algorithm) => selectKeys(keys, kid, algorithm) };
}

/** Combines several sources of one issuer: the first that has a key. */
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
 * The candidate keys of a set for a token. A key with a `kid` needs the same `kid` in the token. A token without `kid` is
 * only checked if the set has one key.
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

/** A secret of a file or the environment, without the line end that editors add. */
export function secretKey(text: string): KeyObject {
  return createSecretKey(Buffer.from(text.replace(/\r?\n$/, ''), 'utf8'));
}

/** Parses a PEM public key or certificate; undefined otherwise, also for a private key. */
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
 * The usable keys of a JSON Web Key Set (RFC 7517). Entries that are not public RSA or EC signing keys,
 * or do not parse, are skipped, as the RFC requires; symmetric keys are always skipped. Undefined if the value is not a
 * key set, is too large or has no usable key.
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
    // Skips keys that no algorithm can use.
    const usable = algorithmNames.some((algorithm) => keyProblem(key, algorithm) === undefined);
    return usable ? { key, kid: jwk.kid, algorithm: jwk.alg } : undefined;
  } catch {
    return undefined;
  }
}
