import { bounds } from './bounds.js';
import type { CertificateKey } from './certificates.js';
import type { Digest } from './digests.js';
import type { PgpKey } from './pgp-key.js';
import { badKey, type PkixKey } from './pkix-key.js';

/** A key that verifies signatures. */
export type TrustedKey = PkixKey | PgpKey | CertificateKey;

/** Trusted keys by their ids. */
export type KeySet = ReadonlyMap<string, TrustedKey>;

/** The keys, the artifact and the time of a verification. */
export interface Trust {
  readonly keys: KeySet;
  /** Digest of the occurrence's resource, of `parseArtifact`. Without one nothing is verified. */
  readonly artifact: Digest | undefined;
  /** The time at which keys, certificates and signatures must be valid. */
  readonly at: Date;
}

/**
 * Makes a set of keys. Two keys with one id are refused, also two copies of one key: one of them may lack the
 * revocation.
 *
 * @throws ApiError INVALID_KEY
 * @example
 * const keys = toKeySet([parsePkixKey({ publicKeyPem, signatureAlgorithm }), await parsePgpKey(armour)]);
 */
export function toKeySet(keys: readonly TrustedKey[]): KeySet {
  checkKeyCount(keys.length);
  const set = new Map<string, TrustedKey>();
  for (const [index, key] of keys.entries()) {
    if (set.has(key.id)) throw badKey(`keys[${index}]`, `another key has the id ${key.id}`);
    set.set(key.id, key);
  }
  return set;
}

/** Checks the number of keys of a set, before they are parsed. @throws ApiError INVALID_KEY */
export function checkKeyCount(count: number): void {
  if (count > bounds.keys)
    throw badKey('keys', `at most ${bounds.keys} keys can verify one attestation, not ${count}`);
}

export function pkixKeys(keys: KeySet): PkixKey[] {
  return [...keys.values()].filter((key) => key.kind === 'pkix');
}

export function certificateKeys(keys: KeySet): CertificateKey[] {
  return [...keys.values()].filter((key) => key.kind === 'certificates');
}

/** Finds a PGP key by its fingerprint, with or without `openpgp4fpr:`, in either case; never by a shorter id. */
export function pgpKeyOf(keys: KeySet, id: string): PgpKey | undefined {
  const key = keys.get(id.replace(/^openpgp4fpr:/i, '').toUpperCase());
  return key?.kind === 'pgp' ? key : undefined;
}
