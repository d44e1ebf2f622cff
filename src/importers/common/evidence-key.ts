import { createHash } from 'node:crypto';
import { isObject } from '../../domain/is-object.js';
import type { OccurrenceDocument } from '../../kinds/registry.js';
import type { Forms } from '../../kinds/stored-text.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * The key of imported evidence within its resource and note: a digest of the signed bytes and of the ids of the
 * keys. The same evidence twice is one occurrence; another payload, or another signer of the same one, is another. A signer
 * without an id is known by the signature alone. Undefined if the occurrence is not evidence.
 *
 * @example evidenceKey({ v1beta1: { envelope: { payload: 'e30=', signatures: [{ sig: 'AA==', keyid: 'k' }] }, build: {} } })
 */
export function evidenceKey({ v1beta1, v1 }: Forms<OccurrenceDocument>): string | undefined {
  const { build, intoto, attestation, envelope } = v1beta1;
  if (attestation !== undefined) {
    const signed = membersOf(membersOf(membersOf(attestation).attestation).genericSignedAttestation);
    return digest(signed.serializedPayload, signed.signatures, 'publicKeyId', 'signature');
  }
  const dsse = v1?.dsseAttestation;
  if (dsse !== undefined) return digestOfEnvelope(membersOf(dsse).envelope);
  if (intoto !== undefined) {
    const { signatures } = membersOf(intoto);
    return digest(membersOf(envelope).payload, signatures);
  }
  if (build === undefined) return undefined;
  return envelope === undefined ? digest(membersOf(build).provenanceBytes, []) : digestOfEnvelope(envelope);
}

function digestOfEnvelope(envelope: unknown): string {
  const { payload, signatures } = membersOf(envelope);
  return digest(payload, signatures);
}

function digest(payload: unknown, signatures: unknown, keyMember = 'keyid', bytesMember = 'sig'): string {
  const keys = Array.isArray(signatures)
    ? signatures.map((one) => String(membersOf(one)[keyMember] || (membersOf(one)[bytesMember] ?? ''))).sort()
    : [];
  return createHash('sha256')
    .update(JSON.stringify([payload ?? '', keys]))
    .digest('hex');
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}
