import { constants, type KeyObject, verify } from 'node:crypto';
import { asWebKey, type SignatureScheme, withPadding } from './algorithms.js';

/** From this many bytes on, hashing takes a considerable part of a millisecond. */
const manyBytes = 256 * 1024;

/** Curves without a fast implementation: one signature takes a millisecond or two. */
const slowCurves: ReadonlySet<string> = new Set(['secp384r1', 'secp521r1']);

/** How a signature is written: as X.509 and OpenSSL do, with a PSS salt of any length, or as JSON web signatures do. */
export type SignatureEncoding = 'x509' | 'jws';

/**
 * Whether `signature` is one of `data` by the key in this scheme. Verifications that take a millisecond run in a thread of
 * Node's pool; shorter ones would cost more there.
 *
 * @throws if the key cannot be used
 */
export function verifyBytes(
  scheme: SignatureScheme,
  data: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
  encoding: SignatureEncoding = 'x509',
): boolean | Promise<boolean> {
  const padded = (
    encoding === 'jws' ? asWebKey(scheme, key) : withPadding(scheme, key, constants.RSA_PSS_SALTLEN_AUTO)
  ) as never;
  if (data.length < manyBytes && !slowCurves.has(scheme.curve ?? ''))
    return verify(scheme.hash, data, padded, signature);
  return new Promise((resolve, reject) => {
    verify(scheme.hash, data, padded, signature, (error, isValid) =>
      error === null ? resolve(isValid) : reject(error),
    );
  });
}
