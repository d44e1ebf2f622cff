import { setImmediate as pause } from 'node:timers/promises';
import { bounds } from './bounds.js';
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
  trust: Trust,
): Promise<SignatureResult> {
  return checkNames(payload, trust.artifact, ['simple-signing']) ?? verifyOne(payload, signature, trust);
}

/** The same of several signatures over one payload, which is read once. One result for each signature, in order. */
export async function verifyCosigns(
  payload: Uint8Array,
  signatures: readonly string[],
  trust: Trust,
): Promise<SignatureResult[]> {
  if (signatures.length > bounds.signatures)
    return [refuse('TOO_LARGE', `There are more than ${bounds.signatures} signatures.`)];
  const problem = checkNames(payload, trust.artifact, ['simple-signing']);
  const results: SignatureResult[] = [];
  for (const signature of signatures) {
    // A signature takes up to some milliseconds, and others wait.
    if (results.length > 0) await pause();
    results.push(problem ?? (await verifyOne(payload, signature, trust)));
  }
  return results;
}

async function verifyOne(
  payload: Uint8Array,
  signature: string,
  { keys, at }: Trust,
): Promise<SignatureResult> {
  const bytes = decodeBase64(signature);
  if (bytes === undefined) return refuse('MALFORMED', 'The signature is not base64.');
  const signer = await settled('The signature', () => findSigner(payload, bytes, keys));
  return isRefusal(signer) ? signer : verified(signer.id, at);
}
