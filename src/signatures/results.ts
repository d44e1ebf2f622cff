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

/** A signature that is not verified, and why. */
export interface Refusal {
  readonly verified: false;
  readonly reason: RefusalReason;
  /** One sentence for people. It contains no bytes of keys; texts of the signature are quoted and cut. */
  readonly message: string;
  /** The key that the signature names, if it names one. */
  readonly keyId?: string;
}

/** A signature over a payload that names the artifact, made by a key that was usable at `at`. */
export interface Verification {
  readonly verified: true;
  /** Id of the key, or of the certificates and the identity it was issued to. */
  readonly keyId: string;
  /** The time the keys were checked at: RFC 3339, UTC. */
  readonly at: string;
  /** The time that the signer states. Nothing else proves it. */
  readonly signedAt?: string;
}

/** The result of one signature of an attestation. */
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

/** Escapes and cuts a text of the signature for use in a message. */
export function quotable(text: string): string {
  return shownText(text, 120);
}

/**
 * Runs a function that reads a signature. If a library throws on bytes that it cannot read, the result is a refusal, so that no
 * signature makes the caller fail.
 */
export async function settled<T>(what: string, read: () => Promise<T> | T): Promise<T | Refusal> {
  try {
    return await read();
  } catch {
    return refuse('MALFORMED', `${what} cannot be read.`);
  }
}
