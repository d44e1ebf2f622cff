import { isObject } from '../domain/is-object.js';
import { bounds } from './bounds.js';
import { decodeBase64 } from './encodings.js';
import type { PayloadForm } from './payloads.js';
import { quotable, type Refusal, refuse } from './results.js';

/** A DSSE envelope, decoded. */
export interface Envelope {
  readonly payload: Buffer;
  readonly payloadType: string;
  readonly signatures: readonly { readonly signature: Buffer; readonly keyId: string | undefined }[];
}

/** The supported payload types, and the form of payload that each stands for. */
const payloadForms = new Map<string, PayloadForm>([
  ['application/vnd.in-toto+json', 'in-toto'],
  ['application/vnd.dev.cosign.simplesigning.v1+json', 'simple-signing'],
]);

export function formOf(payloadType: string): PayloadForm | Refusal {
  const known = [...payloadForms.keys()].join(' and ');
  return (
    payloadForms.get(payloadType) ??
    refuse('PAYLOAD_TYPE', `The payload type ${quotable(payloadType)} is not one of ${known}.`)
  );
}

/** Reads an envelope that was parsed as JSON. */
export function readEnvelope(value: unknown): Envelope | Refusal {
  if (!isObject(value)) return refuse('MALFORMED', 'The DSSE envelope is not one JSON object.');
  const { payloadType, signatures } = value;
  const payload = decodeBase64(value.payload);
  if (payload === undefined || typeof payloadType !== 'string' || !Array.isArray(signatures))
    return refuse('MALFORMED', 'A DSSE envelope has payload in base64, payloadType and signatures.');
  if (signatures.length === 0) return refuse('NO_SIGNATURE', 'The DSSE envelope has no signature.');
  if (signatures.length > bounds.signatures)
    return refuse('TOO_LARGE', `There are more than ${bounds.signatures} signatures.`);
  const read = signatures.map(readSignature).filter((signature) => signature !== undefined);
  if (read.length < signatures.length)
    return refuse('MALFORMED', 'A signature of the DSSE envelope has no sig in base64.');
  return { payload, payloadType, signatures: read };
}

function readSignature(value: unknown): Envelope['signatures'][number] | undefined {
  if (!isObject(value)) return undefined;
  const signature = decodeBase64(value.sig);
  const { keyid: keyId } = value;
  if (signature === undefined || (keyId !== undefined && typeof keyId !== 'string')) return undefined;
  return { signature, keyId };
}

/** The bytes that are signed: type and payload with their lengths (the pre-authentication encoding). */
export function encodeDsse(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}
