import { hash } from 'node:crypto';
import type { PkixKey } from './pkix-key.js';
import type { SignatureEncoding } from './verify-bytes.js';

/** Signatures in one of two generations; each takes about 100 bytes. */
const maxProven = 16_384;

/** Bytes of signed data beyond which a signature is not remembered: they are hashed here, on the event loop. */
const maxData = 64 * 1024;

/**
 * Signatures that were verified, as SHA-256 of everything the verification reads: the key, its one scheme, the form of the signature, the
 * signature and the signed bytes. By the same bytes the result is always the same, so entries are never outdated. Whether the key is
 * trusted, and whether the signed bytes name the artifact, is not part of it: both are checked each time. Refused signatures are not
 * remembered. Entries that were not used during the last `maxProven` new ones are dropped.
 *
 * @example
 * const proof = proofOf(data, signature, key);
 * if (proof !== undefined && proven.has(proof)) return undefined;
 */
export class ProvenSignatures {
  private recent = new Set<string>();
  private before = new Set<string>();

  has(proof: string): boolean {
    if (this.recent.has(proof)) return true;
    if (!this.before.has(proof)) return false;
    this.add(proof);
    return true;
  }

  add(proof: string): void {
    if (this.recent.size >= maxProven) {
      this.before = this.recent;
      this.recent = new Set();
    }
    this.recent.add(proof);
  }
}

/** What names a verification; undefined if it is not remembered. The parts have fixed lengths, or their lengths are in the text. */
export function proofOf(
  data: Uint8Array,
  signature: Uint8Array,
  { algorithm, fingerprint }: PkixKey,
  encoding: SignatureEncoding,
): string | undefined {
  if (data.length > maxData) return undefined;
  const head = Buffer.from(`${algorithm} ${encoding} ${fingerprint.length} ${signature.length}\n`);
  return hash('sha256', Buffer.concat([head, fingerprint, signature, data]), 'base64');
}
