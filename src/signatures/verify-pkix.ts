import { constants, verify } from 'node:crypto';
import { withPadding } from './algorithms.js';
import { bounds } from './bounds.js';
import type { PkixKey } from './pkix-key.js';
import { type Refusal, refuse } from './results.js';

/**
 * Whether `signature` is one of `data` by the key, in the one scheme of the key: PKCS #1 v1.5, PSS with a salt of any
 * length, or ECDSA in DER. The scheme never comes from the signature.
 */
export function checkPkix(data: Uint8Array, signature: Uint8Array, key: PkixKey): Refusal | undefined {
  if (signature.length > bounds.signature)
    return refuse('TOO_LARGE', `The signature is larger than ${bounds.signature} bytes.`, key.id);
  const padded = withPadding(key.scheme, key.key, constants.RSA_PSS_SALTLEN_AUTO);
  try {
    if (verify(key.scheme.hash, data, padded as never, signature)) return undefined;
  } catch {
    return refuse('KEY_UNUSABLE', `Nothing can be verified by this key with ${key.algorithm}.`, key.id);
  }
  return refuse(
    'SIGNATURE_WRONG',
    `The signature is not one of these bytes by this key with ${key.algorithm}.`,
    key.id,
  );
}
