import { bounds } from './bounds.js';
import type { CertificateKey } from './certificates.js';
import type { Digest } from './digests.js';
import type { PgpKey } from './pgp-key.js';
import { badKey, type PkixKey } from './pkix-key.js';

/** What signatures are verified with. */
export type TrustedKey = PkixKey | PgpKey | CertificateKey;

/** Trusted keys by their ids. */
export type KeySet = ReadonlyMap<string, TrustedKey>;

/** What one verification rests on. */
export interface Trust {
  readonly keys: KeySet;
  /** Digest of the occurrence's resource, of `parseArtifact`. Without one nothing is verified. */
  readonly artifact: Digest | undefined;
  /** The time at which keys, certificates and signatures must be valid. */
  readonly at: Date;
}

/**
 * Makes a set of keys. Two keys of one id are refused, the same key twice as well: of two copies one may lack the
 * revocation.
 *
 * @throws ApiError INVALID_KEY
 * @example
 * const keys = toKeySet([parsePkixKey({ publicKeyPem, signatureAlgorithm }), await parsePgpKey(armour)]);
 */
export function toKeySet(keys: readonly TrustedKey[]): KeySet {
  if (keys.length > bounds.keys)
    throw badKey('keys', `at most ${bounds.keys} keys can verify one attestation, not ${keys.length}`);
  const set = new Map<string, TrustedKey>();
  for (const [index, key] of keys.entries()) {
    if (set.has(key.id)) throw badKey(`keys[${index}]`, `another key has the id ${key.id}`);
    set.set(key.id, key);
  }
  return set;
}

export function pkixKeys(keys: KeySet): PkixKey[] {
  return [...keys.values()].filter((key) => key.kind === 'pkix');
}

export function certificateKeys(keys: KeySet): CertificateKey[] {
  return [...keys.values()].filter((key) => key.kind === 'certificates');
}

/** The PGP key of a fingerprint, with or without `openpgp4fpr:`, in either case; never of a shorter id. */
export function pgpKeyOf(keys: KeySet, id: string): PgpKey | undefined {
  const key = keys.get(id.replace(/^openpgp4fpr:/i, '').toUpperCase());
  return key?.kind === 'pgp' ? key : undefined;
}
