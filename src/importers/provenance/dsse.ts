import { viewOf } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { documentsOf, firstOf, isEnvelope } from './documents.js';
import { addSigned } from './evidence.js';
import { readEnvelope } from './signed.js';

/** DSSE envelopes, as `cosign download attestation` and the generators of SLSA write them. */
export const dsse: Importer = {
  format: 'dsse',
  title: 'DSSE envelopes with provenance, links and other attestations of in-toto',
  bulk: [],
  readsLines: true,
  missing: (head) => (isEnvelope(firstOf(head)) ? undefined : '"payload", "payloadType" and "signatures"'),
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('dsse', options);
  for (const { value, pointer } of documentsOf(report))
    addSigned(readEnvelope(viewOf(value, pointer)), reading);
  return reading.converted([], { time: undefined });
}
