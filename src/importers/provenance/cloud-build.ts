import { isObject } from '../../domain/is-object.js';
import {
  invalidReport,
  pointerTo,
  requiredListIn,
  textIn,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { addSigned } from './evidence.js';
import { readEnvelope } from './signed.js';

/** The provenance of an image by Google Cloud Build: `gcloud artifacts docker images describe IMAGE --show-provenance --format json`. */
export const cloudBuild: Importer = {
  format: 'cloud-build',
  title: 'provenance of Google Cloud Build',
  bulk: [],
  missing: (head) =>
    isObject(head) && isObject(head.provenance_summary) && Array.isArray(head.provenance_summary.provenance)
      ? undefined
      : '"provenance_summary" with "provenance"',
  convert,
};

/**
 * Each entry is an occurrence of Google's own Grafeas. What is taken of it is its signed envelope, the resource that it is
 * about, and the id of its note; the rest of it follows from the envelope.
 */
function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('cloud-build', options);
  const summary = viewIn(viewOf(report.head, ''), 'provenance_summary');
  if (summary === undefined) throw invalidReport('/provenance_summary', 'required');
  requiredListIn(summary, 'provenance');
  let count = 0;
  for (const entry of viewsIn(summary, 'provenance')) {
    const envelope = viewIn(entry, 'envelope');
    if (envelope === undefined) {
      reading.warn(entry, 'the build has no signed envelope and was left out');
      continue;
    }
    const uri = textIn(entry, 'resourceUri');
    if (uri === undefined) throw invalidReport(pointerTo(entry, 'resourceUri'), 'required: what was built');
    const resource = /^[a-z][a-z0-9+.-]*:/i.test(uri) ? uri : `https://${uri}`;
    const id = textIn(entry, 'noteName')?.split('/').at(-1);
    const about = options.resource ?? resource;
    const own = new Reading('cloud-build', { ...options, resource: about }, reading.budget);
    addSigned(readEnvelope(envelope), own, id);
    reading.take(own);
    count += 1;
  }
  if (count === 0) throw invalidReport('/provenance_summary/provenance', 'holds no signed provenance');
  return reading.converted([], { time: undefined });
}
