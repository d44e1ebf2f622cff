import { setImmediate as pause } from 'node:timers/promises';
import { append } from '../domain/append.js';
import type { Signed } from '../domain/signed.js';
import { detached } from '../kinds/signed.js';
import type { Digest } from '../signatures/digests.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import type { Trust } from '../signatures/key-set.js';
import type { SignatureResult } from '../signatures/results.js';
import { verifyCosigns } from '../signatures/verify-cosign.js';
import { verifyDetached } from '../signatures/verify-detached.js';
import { verifyDsse } from '../signatures/verify-dsse.js';
import { verifyJwts } from '../signatures/verify-jwt.js';
import type { KeyMemory } from './attestor-keys.js';

/** The details of an attestation in Grafeas v1. Bytes are base64. */
export interface AttestationDocument {
  readonly serializedPayload?: string | undefined;
  readonly signatures?:
    | readonly { readonly signature?: string | undefined; readonly publicKeyId?: string | undefined }[]
    | undefined;
  readonly jwts?: readonly { readonly compactJwt?: string | undefined }[] | undefined;
}

export interface VerifiedAttestation {
  /** The result of each signature, in order. */
  readonly results: readonly SignatureResult[];
  /** Keys of the attestor that can no longer be used, with the reason. They verify nothing. */
  readonly badKeys: readonly string[];
}

/** The signed parts of an attestation of Grafeas v1, its JWTs last. */
export function signedParts({
  serializedPayload,
  signatures = [],
  jwts = [],
}: AttestationDocument): Signed[] {
  const tokens = jwts.map(({ compactJwt = '' }) => compactJwt);
  return [
    ...(signatures.length > 0 ? [detached(serializedPayload, signatures)] : []),
    ...(tokens.length > 0 ? [{ form: 'jwts' as const, tokens }] : []),
  ];
}

/**
 * Verifies each signature with these keys, for the artifact of `parseArtifact` and at a time. Without signatures, one result states that.
 *
 * @example
 * const artifact = parseArtifact('https://r.example.com/app@sha256:1f…');
 * const { results } = await verifySigned(signedParts(attestation), keys, artifact, new Date(), new KeyMemory());
 * const isVerified = results.some(({ verified }) => verified);
 */
export async function verifySigned(
  signed: readonly Signed[],
  keys: readonly PublicKeyDocument[],
  artifact: Digest | undefined,
  at: Date,
  memory: KeyMemory,
): Promise<VerifiedAttestation> {
  const { set, badKeys } = await memory.open(keys);
  const trust = { keys: set, artifact, at };
  const results: SignatureResult[] = [];
  for (const part of signed) {
    await pause();
    append(results, await verifyPart(part, trust));
  }
  // Without signatures, one result states that.
  return {
    results: results.length > 0 ? results : await verifyDetached(Buffer.alloc(0), [], trust),
    badKeys,
  };
}

async function verifyPart(part: Signed, trust: Trust): Promise<SignatureResult[]> {
  switch (part.form) {
    case 'detached': {
      const signatures = part.signatures.map(({ signature, keyId }) => ({
        signature: Buffer.from(signature, 'base64'),
        keyId,
      }));
      return verifyDetached(Buffer.from(part.payload, 'base64'), signatures, trust);
    }
    case 'pgp': {
      // OpenPGP takes 6 MB, which few servers need.
      const { verifyPgpMessage } = await import('../signatures/verify-pgp.js');
      return verifyPgpMessage(part.message, trust, part.keyId);
    }
    case 'jwts':
      return verifyJwts(part.tokens, trust);
    case 'dsse':
      return verifyDsse(Buffer.from(part.envelope), trust);
    case 'cosign':
      return verifyCosigns(Buffer.from(part.payload, 'base64'), part.signatures, trust);
  }
}

/** The reasons why an attestation is not verified: of each signature, and of each key that cannot be used. */
export function reasonsOf({ results, badKeys }: VerifiedAttestation): string {
  const reasons = results.flatMap((result, index) =>
    result.verified ? [] : `signature ${index + 1}: ${result.reason}: ${result.message}`,
  );
  return [...reasons, ...badKeys].join(' ');
}
