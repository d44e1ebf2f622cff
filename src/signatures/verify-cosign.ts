import { findSigner } from './candidates.js';
import { decodeBase64 } from './encodings.js';
import type { Trust } from './key-set.js';
import { checkNames } from './payloads.js';
import { isRefusal, refuse, type SignatureResult, settled, verified } from './results.js';

/**
 * Verifies a signature that cosign stores beside an image: the layer of a signature manifest, which is a simple-signing
 * payload, and the annotation `dev.cosignproject.cosign/signature` in base64. Log entries and certificates in other
 * annotations are ignored: only a trusted PKIX key verifies.
 */
export async function verifyCosign(
  payload: Uint8Array,
  signature: string,
  { keys, artifact, at }: Trust,
): Promise<SignatureResult> {
  const problem = checkNames(payload, artifact, ['simple-signing']);
  if (problem !== undefined) return problem;
  const bytes = decodeBase64(signature);
  if (bytes === undefined) return refuse('MALFORMED', 'The signature is not base64.');
  const signer = await settled('The signature', () => findSigner(payload, bytes, keys));
  return isRefusal(signer) ? signer : verified(signer.id, at);
}
