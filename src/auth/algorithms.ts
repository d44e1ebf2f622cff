import type { KeyObject } from 'node:crypto';

/** What jsonwebtoken can verify, with the kind of key each needs. `none` must never be added. */
export const algorithms = {
  HS256: { type: 'secret', bytes: 32 },
  HS384: { type: 'secret', bytes: 48 },
  HS512: { type: 'secret', bytes: 64 },
  RS256: { type: 'rsa' },
  RS384: { type: 'rsa' },
  RS512: { type: 'rsa' },
  PS256: { type: 'rsa' },
  PS384: { type: 'rsa' },
  PS512: { type: 'rsa' },
  ES256: { type: 'ec', curve: 'prime256v1' },
  ES384: { type: 'ec', curve: 'secp384r1' },
  ES512: { type: 'ec', curve: 'secp521r1' },
} as const;

export type Algorithm = keyof typeof algorithms;

export const algorithmNames = Object.keys(algorithms) as Algorithm[];

export function isAlgorithm(name: unknown): name is Algorithm {
  return typeof name === 'string' && Object.hasOwn(algorithms, name);
}

const minRsaBits = 2048;
/** A signature by a larger key, or by one with a larger exponent, takes more than 2 ms; one by 3072 bits with an exponent as long takes 10. */
const maxRsaBits = 16_384;
const maxExponent = 1n << 32n;

/**
 * Why a key cannot be used with an algorithm; undefined if it can. Only secrets work with HS, so a public key is never used
 * as a secret (RFC 8725, 2.1).
 */
export function keyProblem(key: KeyObject, algorithm: Algorithm): string | undefined {
  const needs = algorithms[algorithm];
  if (needs.type === 'secret') {
    if (key.type !== 'secret') return `${algorithm} needs a secret`;
    // RFC 7518, 3.2: at least as long as the hash.
    if ((key.symmetricKeySize ?? 0) < needs.bytes)
      return `${algorithm} needs a secret of at least ${needs.bytes} bytes`;
    return undefined;
  }
  if (key.type !== 'public') return `${algorithm} needs a public key`;
  if (needs.type === 'rsa') {
    if (key.asymmetricKeyType !== 'rsa') return `${algorithm} needs an RSA key`;
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    if (modulusLength < minRsaBits || modulusLength > maxRsaBits)
      return `${algorithm} needs an RSA key of at least ${minRsaBits} bits, and ${maxRsaBits} at most`;
    if (publicExponent >= maxExponent)
      return `${algorithm} needs an RSA key whose exponent has at most 32 bits`;
    return undefined;
  }
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== needs.curve)
    return `${algorithm} needs an EC key on the curve ${needs.curve}`;
  return undefined;
}
