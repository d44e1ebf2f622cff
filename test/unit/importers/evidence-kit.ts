import { createPublicKey, verify } from 'node:crypto';
import type { OccurrenceDocument } from '../../../src/kinds/registry.js';
import { type Forms, parseForms } from '../../../src/kinds/stored-text.js';
import { encodeDsse } from '../../../src/signatures/dsse.js';
import { fixture } from './kit.js';

/** The public key that all evidence among the fixtures is signed by. */
export const publicKeyPem = fixture('keys/evidence.pem').toString();
const key = createPublicKey(publicKeyPem);

type Json = Readonly<Record<string, unknown>>;
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((child, name) => (child as Json | undefined)?.[name], value);
const bytes = (value: unknown): Buffer => Buffer.from(String(value), 'base64');

/** What was signed, as it is stored. */
export function signedBytes(text: string): Buffer | undefined {
  const { v1beta1, v1 } = parseForms<OccurrenceDocument>(text);
  const attested = at(v1beta1, 'attestation', 'attestation', 'genericSignedAttestation', 'serializedPayload');
  const payload = attested ?? at(envelopeOf({ v1beta1, v1 }), 'payload');
  return payload === undefined ? undefined : bytes(payload);
}

const envelopeOf = ({ v1beta1, v1 }: Forms<OccurrenceDocument>): unknown =>
  at(v1, 'dsseAttestation', 'envelope') ?? v1beta1.envelope;

/** Whether every signature of a stored occurrence is one over its stored bytes by the key; undefined where it has none. */
export function verifies(text: string): boolean | undefined {
  const forms = parseForms<OccurrenceDocument>(text);
  const data = signedBytes(text);
  const generic = at(forms.v1beta1, 'attestation', 'attestation', 'genericSignedAttestation');
  if (data === undefined) return undefined;
  if (generic !== undefined) return every(data, at(generic, 'signatures'), 'signature', 'base64');
  const envelope = envelopeOf(forms);
  const type = String(at(envelope, 'payloadType'));
  if (type === 'application/json') {
    return every(data, at(forms.v1beta1, 'intoto', 'signatures'), 'sig', 'hex');
  }
  return every(encodeDsse(type, data), at(envelope, 'signatures'), 'sig', 'base64');
}

function every(data: Buffer, signatures: unknown, member: string, encoding: 'base64' | 'hex'): boolean {
  const list = signatures as Json[];
  return list.length > 0 && list.every((one) => isSigned(data, Buffer.from(String(one[member]), encoding)));
}

/** Formats of JOSE and TUF have the two numbers of the signature side by side, all else in DER. */
function isSigned(data: Buffer, signature: Buffer): boolean {
  const dsaEncoding = signature.length === 64 ? 'ieee-p1363' : 'der';
  return verify('sha256', data, { key, dsaEncoding }, signature);
}
