import { append } from '../domain/append.js';
import { convertFindings } from './common/convert-findings.js';
import { parseReportTime } from './common/discovery.js';
import type { Finding } from './common/finding.js';
import {
  invalidReport,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { toFoundPackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { describedOf, fixesOf, ratedOf, ratings } from './osv-scanner.js';
import { documentsOf, firstOf } from './provenance/documents.js';
import type { Converted, ConvertOptions, Importer, Report } from './types.js';

/** Records of OSV: one, a list, or one per line. A record describes a vulnerability and is no finding, so it becomes only a note. */
export const osv: Importer = {
  format: 'osv',
  title: 'OSV records, as notes',
  bulk: [],
  readsLines: true,
  missing(head) {
    const first = firstOf(head);
    return first?.schema_version !== undefined && first.affected !== undefined && first.id !== undefined
      ? undefined
      : '"schema_version", "id" and "affected"';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('osv', options);
  if ((options.resource ?? '').trim() !== '')
    throw invalidReport(
      'resource',
      'an OSV record finds nothing in a resource; leave it out, or send the report of osv-scanner --format json',
    );
  const findings: Finding[] = [];
  for (const { value, pointer } of documentsOf(report)) {
    const record = viewOf(value, pointer);
    const withdrawn = textIn(record, 'withdrawn');
    if (withdrawn === undefined) append(findings, findingsOf(record, reading));
    else reading.warn(pointerTo(record, 'withdrawn'), 'the record is withdrawn and was left out');
  }
  // Records have notes, and no occurrences.
  const { notes } = convertFindings(findings, {
    importer: 'osv',
    provider: options.provider,
    notes: options.notes,
    budget: reading.budget,
  });
  for (const [name, note] of notes) reading.note(name, note);
  return reading.converted([], { time: undefined });
}

/** One for each package that the record affects, of no artifact. */
function findingsOf(record: View, reading: Reading): Finding[] {
  const { warn, decorations } = reading;
  const id = textIn(record, 'id');
  if (id === undefined) throw invalidReport(pointerTo(record, 'id'), 'required: the id of the record');
  const specific = decorations.view(record, 'database_specific');
  const fixes = fixesOf(record);
  const shared = {
    uri: '',
    id,
    aliases: textsIn(record, 'aliases'),
    ...ratedOf([record], undefined, warn),
    cvss: ratings(record, warn),
    title: decorations.text(record, 'summary'),
    description: decorations.text(record, 'details'),
    urls: decorations
      .views(record, 'references')
      .flatMap((reference) => decorations.text(reference, 'url') ?? []),
    cwes: specific === undefined ? [] : decorations.texts(specific, 'cwe_ids'),
    published: parseReportTime(decorations.text(record, 'published')),
    modified: parseReportTime(decorations.text(record, 'modified')),
    details: {},
  };
  const findings = viewsIn(record, 'affected').flatMap((affected): Finding[] => {
    const about = viewIn(affected, 'package');
    const described = about === undefined ? undefined : describedOf(about);
    if (about === undefined || described === undefined) return [];
    const { distro, ...found } = described;
    const named = toFoundPackage({ ...found, version: undefined }, distro);
    const finding = { ...shared, package: named, fixes: fixes(about) };
    reading.charge(affected.pointer, finding);
    return [finding];
  });
  if (findings.length === 0)
    warn(pointerTo(record, 'affected'), 'the record names no package and was left out');
  return findings;
}
