import { isObject } from '../../domain/is-object.js';
import { normaliseTimestamp, timestampToMicros } from '../../domain/timestamp.js';
import { invalidReport, pointerTo, textIn, type View, viewIn, viewOf, viewsIn } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import { formatImage, parseImage } from '../common/resource-uri.js';
import { canonicalJson } from '../provenance/link.js';
import { requiredBytes } from '../provenance/signed.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { attest } from './attestation.js';

/** The targets of Notary v1 (Docker Content Trust): which digests of a repository its keys have signed. */
export const notary: Importer = {
  format: 'notary',
  title: 'targets of Notary v1 (TUF)',
  bulk: [],
  missing: (head) =>
    isObject(head) && isObject(head.signed) && head.signed._type === 'Targets'
      ? undefined
      : '"signed" with the type Targets',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('notary', options);
  const view = viewOf(report.head, '');
  const signed = viewIn(view, 'signed');
  if (signed === undefined) throw invalidReport('/signed', 'required');
  const image = parseImage(options.resource ?? '');
  if (image === undefined || image.digest !== undefined)
    throw invalidReport('resource', 'required: the repository that the targets are of, without a digest');
  checkExpiry(signed, options.now);
  const signatures = viewsIn(view, 'signatures').map((entry) => ({
    signature: requiredBytes(entry, 'sig').payload.toString('base64'),
    publicKeyId: textIn(entry, 'keyid') ?? '',
  }));
  if (signatures.length === 0) throw invalidReport('/signatures', 'there is no signature');
  const serializedPayload = Buffer.from(canonicalJson(signed.value)).toString('base64');
  const targets = viewIn(signed, 'targets');
  const digests = new Set(
    Object.keys(targets?.value ?? {}).map((name) => digestOf(viewIn(targets as View, name), signed)),
  );
  if (digests.size === 0) throw invalidReport('/signed/targets', 'it names no target');
  reading.warn('/signed', 'a target that a later version no longer names stays until it is deleted');
  const uris = [...digests].sort().map((digest) => formatImage(image.repository, digest));
  const signer = { id: `notary-${image.repository}`, shownAs: image.repository };
  attest(reading, signer, uris, { serializedPayload, signatures }, '/signed/targets');
  return reading.converted([], { time: undefined });
}

/** Refuses targets that have expired. */
function checkExpiry(signed: View, now: string): void {
  const text = textIn(signed, 'expires');
  const expires = text === undefined ? undefined : normaliseTimestamp(text);
  if (expires === undefined) throw invalidReport(pointerTo(signed, 'expires'), 'required: a time');
  if (timestampToMicros(expires) <= timestampToMicros(now))
    throw invalidReport(pointerTo(signed, 'expires'), `the targets have expired: ${expires}`);
}

function digestOf(target: View | undefined, signed: View): string {
  const hashes = target === undefined ? undefined : viewIn(target, 'hashes');
  if (hashes === undefined) throw invalidReport(pointerTo(signed, 'targets'), 'a target has no hashes');
  const { payload, pointer } = requiredBytes(hashes, 'sha256');
  if (payload.length !== 32) throw invalidReport(pointer, 'is no SHA-256');
  return `sha256:${payload.toString('hex')}`;
}
