import { setImmediate as pause } from 'node:timers/promises';
import { type KeySet, pkixKeys } from './key-set.js';
import type { PkixKey } from './pkix-key.js';
import { isRefusal, type Refusal, refuse } from './results.js';
import { checkPkix } from './verify-pkix.js';

/**
 * Finds the key that made a signature, for forms whose key id is only a hint (DSSE, Sigstore) or absent (cosign). Tries the
 * key that is named by id or digest, else each PKIX key in turn.
 */
export async function findSigner(
  data: Uint8Array,
  signature: Uint8Array,
  keys: KeySet,
  hint?: string,
): Promise<PkixKey | Refusal> {
  const all = pkixKeys(keys);
  const named = hint === undefined || hint === '' ? [] : all.filter((key) => isNamed(key, hint));
  let last: Refusal | undefined;
  const tried = named.length > 0 ? named : all;
  for (const key of tried) {
    // A key takes a part of a millisecond, and others wait.
    if (last !== undefined) await pause();
    last = await checkPkix(data, signature, key);
    if (!isRefusal(last)) return key;
  }
  if (last === undefined)
    return refuse('KEY_UNKNOWN', 'The signature needs a PKIX key, and there is none.', hint);
  if (tried.length === 1 || last.reason !== 'SIGNATURE_WRONG') return last;
  return refuse('SIGNATURE_WRONG', `The signature is by none of ${tried.length} keys.`, hint);
}

function isNamed({ id, fingerprint }: PkixKey, hint: string): boolean {
  return (
    hint === id ||
    hint === fingerprint.toString('base64') ||
    hint.toLowerCase() === fingerprint.toString('hex')
  );
}
