import { parseArtifact } from '../signatures/digests.js';
import type { SignatureResult } from '../signatures/results.js';
import { verifyDetached } from '../signatures/verify-detached.js';
import { verifyJwts } from '../signatures/verify-jwt.js';
import { openKeys, type PublicKeyDocument } from './attestor-keys.js';

/** The details of an attestation in Grafeas v1. Bytes are base64. */
export interface AttestationDocument {
  readonly serializedPayload?: string | undefined;
  readonly signatures?:
    | readonly { readonly signature?: string | undefined; readonly publicKeyId?: string | undefined }[]
    | undefined;
  readonly jwts?: readonly { readonly compactJwt?: string | undefined }[] | undefined;
}

export interface VerifiedAttestation {
  /** Of each signature in order, then of each JWT. */
  readonly results: readonly SignatureResult[];
  /** Keys of the attestor that cannot be used any more, and why; they verify nothing. */
  readonly badKeys: readonly string[];
}

/**
 * What each signature of an attestation is worth by these keys, for the artifact and at a time.
 *
 * @example
 * const { results } = await verifyAttestation(attestation, keys, 'https://r.example.com/app@sha256:1f…', new Date());
 * const isVerified = results.some(({ verified }) => verified);
 */
export async function verifyAttestation(
  attestation: AttestationDocument,
  keys: readonly PublicKeyDocument[],
  resourceUri: string,
  at: Date,
): Promise<VerifiedAttestation> {
  const { set, badKeys } = await openKeys(keys);
  const trust = { keys: set, artifact: parseArtifact(resourceUri), at };
  const { serializedPayload, signatures = [], jwts = [] } = attestation;
  const detached = signatures.map(({ signature = '', publicKeyId = '' }) => ({
    signature: Buffer.from(signature, 'base64'),
    keyId: publicKeyId,
  }));
  const payload = Buffer.from(serializedPayload ?? '', 'base64');
  const tokens = jwts.map(({ compactJwt = '' }) => compactJwt);
  const results = [
    // Without any signature it is said that there is none, once.
    ...(detached.length > 0 || tokens.length === 0 ? await verifyDetached(payload, detached, trust) : []),
    ...(tokens.length > 0 ? await verifyJwts(tokens, trust) : []),
  ];
  return { results, badKeys };
}
