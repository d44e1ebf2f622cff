import { setImmediate as pause } from 'node:timers/promises';
import { bounds } from './bounds.js';
import { findSigner } from './candidates.js';
import { type Envelope, encodeDsse, formOf, readEnvelope } from './dsse.js';
import type { Trust } from './key-set.js';
import { checkNames, readObject } from './payloads.js';
import { isRefusal, refuse, type SignatureResult, settled, verified } from './results.js';

/** Bytes. */
const longEnvelope = 256 * 1024;

/**
 * Verifies a DSSE envelope in JSON. The signatures are over the payload and its type. The type must be supported, and the
 * payload must have its form. `keyid` is a hint. One result for each signature.
 */
export async function verifyDsse(envelope: Uint8Array, trust: Trust): Promise<SignatureResult[]> {
  if (envelope.length > bounds.envelope)
    return [refuse('TOO_LARGE', `The DSSE envelope is larger than ${bounds.envelope} bytes.`)];
  const read = await settled('The DSSE envelope', () => readEnvelope(readObject(envelope)));
  if (isRefusal(read)) return [read];
  // To read some MB takes some ten milliseconds, and the payload is read next.
  if (envelope.length > longEnvelope) await pause();
  const form = formOf(read.payloadType);
  const problem = isRefusal(form) ? form : checkNames(read.payload, trust.artifact, [form]);
  if (problem !== undefined) return [problem];
  const results: SignatureResult[] = [];
  for (const signature of read.signatures) {
    if (results.length > 0) await pause();
    results.push(await settled('The signature', () => verifyOne(read, signature, trust)));
  }
  return results;
}

async function verifyOne(
  { payload, payloadType }: Envelope,
  { signature, keyId }: Envelope['signatures'][number],
  { keys, at }: Trust,
): Promise<SignatureResult> {
  const signer = await findSigner(encodeDsse(payloadType, payload), signature, keys, keyId);
  return isRefusal(signer) ? signer : verified(signer.id, at);
}
