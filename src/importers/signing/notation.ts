import { createHash } from 'node:crypto';
import { invalidReport, pointerTo, textIn, textsIn, type View, viewIn, viewOf } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import { documentsOf, firstOf } from '../provenance/documents.js';
import { parsePayload, requiredBytes } from '../provenance/signed.js';
import { artifactOf, resolveSubjects } from '../provenance/subjects.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { attest } from './attestation.js';

/** Signatures of notation in their JWS envelope (application/jose+json). */
export const notation: Importer = {
  format: 'notation',
  title: 'signatures of notation over images (JWS)',
  bulk: [],
  readsLines: true,
  missing(head) {
    const first = firstOf(head);
    return first?.payload !== undefined && first.protected !== undefined && first.signature !== undefined
      ? undefined
      : '"payload", "protected" and "signature"';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('notation', options);
  for (const { value, pointer } of documentsOf(report)) addSignature(viewOf(value, pointer), reading);
  return reading.converted([], { time: undefined });
}

/** What was signed is `protected.payload`, both in base64url as they stand. */
function addSignature(view: View, reading: Reading): void {
  const { payload, pointer } = requiredBytes(view, 'payload');
  requiredBytes(view, 'protected');
  const { payload: signature } = requiredBytes(view, 'signature');
  const target = viewIn(parsePayload(payload, pointer), 'targetArtifact');
  const digest = target === undefined ? undefined : textIn(target, 'digest');
  const [algorithm = '', hex = ''] = digest?.split(':') ?? [];
  const artifact = artifactOf('', { value: { [algorithm]: hex }, pointer }, pointer);
  if ((reading.options.resource ?? '') === '')
    throw invalidReport('resource', 'required: a signature of notation names a digest, but no repository');
  const subjects = resolveSubjects(artifact === undefined ? [] : [artifact], pointer, reading);
  const header = viewIn(view, 'header');
  const [leaf] = header === undefined ? [] : textsIn(header, 'x5c');
  if (header === undefined || leaf === undefined)
    throw invalidReport(pointerTo(view, 'header'), 'required: x5c with the certificate of the signer');
  const fingerprint = createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('hex');
  const keyId = `sha256:${fingerprint}`;
  const signed = `${String(view.value.protected)}.${String(view.value.payload)}`;
  const uris = subjects.map(({ uri }) => uri);
  attest(reading, { id: `notation-${fingerprint}`, shownAs: keyId }, uris, {
    serializedPayload: Buffer.from(signed).toString('base64'),
    signatures: [{ signature: signature.toString('base64'), publicKeyId: keyId }],
  });
}
