import { shownText } from '../domain/text.js';
/** Why a signature is not verified. The words are stable; docs/signatures.md explains each. */
export type RefusalReason =
  | 'NO_SIGNATURE'
  | 'TOO_LARGE'
  | 'MALFORMED'
  | 'UNSUPPORTED'
  | 'KEY_UNKNOWN'
  | 'KEY_EXPIRED'
  | 'KEY_REVOKED'
  | 'KEY_UNUSABLE'
  | 'KEY_IN_SIGNATURE'
  | 'WEAK_HASH'
  | 'ALGORITHM_MISMATCH'
  | 'SIGNATURE_WRONG'
  | 'SIGNATURE_EXPIRED'
  | 'SIGNATURE_NOT_YET_VALID'
  | 'CERTIFICATE_UNTRUSTED'
  | 'IDENTITY_MISMATCH'
  | 'PAYLOAD_TYPE'
  | 'PAYLOAD_NAMES_NOTHING'
  | 'PAYLOAD_OF_ANOTHER_ARTIFACT'
  | 'RESOURCE_WITHOUT_DIGEST'
  | 'UNAVAILABLE';

/** A signature that counts for nothing. */
export interface Refusal {
  readonly verified: false;
  readonly reason: RefusalReason;
  /** One sentence for people. It holds no bytes of keys, and texts of the signature only in quotes and cut. */
  readonly message: string;
  /** The key that was asked for, where the signature names one. */
  readonly keyId?: string;
}

/** A signature over a payload that names the artifact, made by a key that was usable at `at`. */
export interface Verification {
  readonly verified: true;
  /** Id of the key, or of the certificates and the identity it was issued to. */
  readonly keyId: string;
  /** The time the keys were checked at: RFC 3339, UTC. */
  readonly at: string;
  /** The time the signer states. Nobody else vouches for it. */
  readonly signedAt?: string;
}

/** What one signature of an attestation is worth. */
export type SignatureResult = Verification | Refusal;

export function refuse(reason: RefusalReason, message: string, keyId?: string): Refusal {
  return { verified: false, reason, message, ...(keyId === undefined ? {} : { keyId: quotable(keyId) }) };
}

export function verified(keyId: string, at: Date, signedAt?: Date): Verification {
  const stated = signedAt === undefined ? {} : { signedAt: signedAt.toISOString() };
  return { verified: true, keyId, at: at.toISOString(), ...stated };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'verified' in value && value.verified === false;
}

/** A text of the signature as a message may show it. */
export function quotable(text: string): string {
  return shownText(text, 120);
}

/**
 * Runs what reads a signature. What a library throws at bytes it cannot read is a refusal like any other: no
 * signature makes its reader fail.
 */
export async function settled<T>(what: string, read: () => Promise<T> | T): Promise<T | Refusal> {
  try {
    return await read();
  } catch {
    return refuse('MALFORMED', `${what} cannot be read.`);
  }
}
