import { setImmediate as pause } from 'node:timers/promises';
import { bounds } from './bounds.js';
import { pgpKeyOf, type Trust } from './key-set.js';
import { checkNames } from './payloads.js';
import { refuse, type SignatureResult, settled, verified } from './results.js';
import { checkPkix } from './verify-pkix.js';

export interface DetachedSignature {
  readonly signature: Uint8Array;
  /** Id of the key, exactly; of a PGP key also `openpgp4fpr:` and the fingerprint. */
  readonly keyId: string;
}

/**
 * Verifies signatures over a payload kept beside them: v1beta1 `genericSignedAttestation`, v1 `serializedPayload` and
 * `signatures`. A signature is tried with the key it names and no other. One result for each signature, in order.
 *
 * @example
 * const [result] = await verifyDetached(payload, [{ signature, keyId }], {
 *   keys: toKeySet([key]),
 *   artifact: parseArtifact('https://registry.example.com/app@sha256:1f…'),
 *   at: new Date(),
 * });
 */
export async function verifyDetached(
  payload: Uint8Array,
  signatures: readonly DetachedSignature[],
  trust: Trust,
): Promise<SignatureResult[]> {
  if (signatures.length === 0) return [refuse('NO_SIGNATURE', 'There is no signature.')];
  if (signatures.length > bounds.signatures)
    return [refuse('TOO_LARGE', `There are more than ${bounds.signatures} signatures.`)];
  const problem = checkNames(payload, trust.artifact);
  const results: SignatureResult[] = [];
  for (const signature of signatures) {
    const { keyId } = signature;
    const key = trust.keys.get(keyId);
    // A signature may take some milliseconds, so other requests run in between.
    if (results.length > 0) await pause();
    if (problem !== undefined) results.push(refuse(problem.reason, problem.message, keyId));
    else if (key?.kind === 'pkix')
      results.push((await checkPkix(payload, signature.signature, key)) ?? verified(key.id, trust.at));
    else results.push(await settled('The signature', () => verifyPgp(payload, signature, trust)));
  }
  return results;
}

async function verifyPgp(
  payload: Uint8Array,
  { signature, keyId }: DetachedSignature,
  { keys, at }: Trust,
): Promise<SignatureResult> {
  const pgp = pgpKeyOf(keys, keyId);
  if (pgp === undefined) return refuse('KEY_UNKNOWN', 'No key of this id is trusted.', keyId);
  const { verifyPgpOver } = await import('./verify-pgp.js');
  const results = await verifyPgpOver(payload, signature, pgp, at);
  return (
    results.find((result) => result.verified) ??
    results[0] ??
    refuse('NO_SIGNATURE', 'There is no signature.')
  );
}
