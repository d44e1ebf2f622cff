import { constants, type KeyObject, verify } from 'node:crypto';
import { type SignatureScheme, withPadding } from './algorithms.js';

/** Bytes whose hash takes a part of a millisecond. */
const manyBytes = 256 * 1024;

/** Curves without a fast implementation: one signature takes a millisecond or two. */
const slowCurves: ReadonlySet<string> = new Set(['secp384r1', 'secp521r1']);

/**
 * Whether `signature` is one of `data` by the key in this scheme; PSS salts may be of any length. What takes a millisecond
 * runs in a thread of Node's pool; what takes less would cost more there.
 *
 * @throws where the key cannot be used
 */
export function verifyBytes(
  scheme: SignatureScheme,
  data: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
): boolean | Promise<boolean> {
  const padded = withPadding(scheme, key, constants.RSA_PSS_SALTLEN_AUTO) as never;
  if (data.length < manyBytes && !slowCurves.has(scheme.curve ?? ''))
    return verify(scheme.hash, data, padded, signature);
  return new Promise((resolve, reject) => {
    verify(scheme.hash, data, padded, signature, (error, isValid) =>
      error === null ? resolve(isValid) : reject(error),
    );
  });
}
