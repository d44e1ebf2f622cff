import { bounds } from './bounds.js';
import type { PkixKey } from './pkix-key.js';
import { ProvenSignatures, proofOf } from './proven.js';
import { type Refusal, refuse } from './results.js';
import { type SignatureEncoding, verifyBytes } from './verify-bytes.js';

const proven = new ProvenSignatures();

/**
 * Whether `signature` is one of `data` by the key, in the one scheme of the key: PKCS #1 v1.5, PSS, or
 * ECDSA. The scheme never comes from the signature. One that was verified before costs a hash only.
 */
export async function checkPkix(
  data: Uint8Array,
  signature: Uint8Array,
  key: PkixKey,
  encoding: SignatureEncoding = 'x509',
): Promise<Refusal | undefined> {
  if (signature.length > bounds.signature)
    return refuse('TOO_LARGE', `The signature is larger than ${bounds.signature} bytes.`, key.id);
  const proof = proofOf(data, signature, key, encoding);
  if (proof !== undefined && proven.has(proof)) return undefined;
  try {
    const valid = verifyBytes(key.scheme, data, key.key, signature, encoding);
    if (valid === true || (valid !== false && (await valid))) {
      if (proof !== undefined) proven.add(proof);
      return undefined;
    }
  } catch {
    return refuse('KEY_UNUSABLE', `Nothing can be verified by this key with ${key.algorithm}.`, key.id);
  }
  return refuse(
    'SIGNATURE_WRONG',
    `The signature is not one of these bytes by this key with ${key.algorithm}.`,
    key.id,
  );
}
