import { isObject } from '../domain/is-object.js';
import { type Distro, distroCpe } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import type { AnalysisStatus } from './common/discovery.js';
import { checkInstalled } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
  invalidReport,
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { versionScheme } from './common/package-type.js';
import { Reading } from './common/reading.js';
import { resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { parseSeverity, severityOf, severityRank } from './common/severity.js';
import { ratingsBySource } from './trivy-findings.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

const mimeTypes = /^application\/vnd\.(?:security\.vulnerability\.report|scanner\.adapter\.vuln\.report)/;

/** Reports of Harbor's scanner adapters, bare or under their MIME type. */
export const harbor: Importer = {
  format: 'harbor',
  title: 'Harbor vulnerability report',
  bulk: [],
  missing: (head) =>
    isObject(head) &&
    (Object.keys(head).some((key) => mimeTypes.test(key)) ||
      (head.scanner !== undefined && head.vulnerabilities !== undefined))
      ? undefined
      : 'a member named application/vnd.security.vulnerability.report, or "scanner" and "vulnerabilities"',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('harbor', options);
  const head = viewOf(report.head, '');
  const [wrapped, another] = Object.keys(head.value).filter((key) => mimeTypes.test(key));
  if (another !== undefined)
    throw invalidReport(pointerTo(head, another), 'a second report in one file; send each by itself');
  const body = wrapped === undefined ? head : viewOf(head.value[wrapped], pointerTo(head, wrapped));
  const state = scanState(body);
  if (state === undefined) requiredListIn(body, 'vulnerabilities');
  const rows = viewsIn(body, 'vulnerabilities');
  const digest = digestOf(body, rows);
  const uri = resolveResource(options.resource, {
    // The report does not name the registry; only the caller knows it.
    images: options.resource === undefined || digest === undefined ? [] : [{ repository: '', digest }],
    isImage: true,
  });
  const scan = reading.scan(uri);
  if (state !== undefined) scan.unfinish(state);
  const distro = givenDistro(options.distro);
  for (const row of rows) readRow(row, scan, distro, reading);
  const overall = reading.decorations.text(body, 'severity');
  // Harbor's is the highest of its findings.
  const highest = rows.reduce((sofar, row) => Math.max(sofar, rankOf(textIn(row, 'severity'))), -1);
  if (state === undefined && rankOf(overall) > highest)
    scan.doubt(pointerTo(body, 'severity'), `${overall} is the severity of a report without such findings`);
  return reading.converted([head, body], { time: reading.time(body, 'generated_at') });
}

function rankOf(word: string | undefined): number {
  return severityRank(parseSeverity(word).severity);
}

const scanStates: Readonly<Record<string, AnalysisStatus>> = {
  pending: 'PENDING',
  scheduled: 'PENDING',
  running: 'SCANNING',
  error: 'FINISHED_FAILED',
  stopped: 'FINISHED_FAILED',
};

/** The status of a scan, in an overview without a result; undefined in a report. */
function scanState(body: View): AnalysisStatus | undefined {
  const word = textIn(body, 'scan_status')?.toLowerCase();
  if (word === undefined) return undefined;
  const known = Object.hasOwn(scanStates, word) ? scanStates[word] : undefined;
  if (known === undefined && body.value.vulnerabilities === undefined) {
    throw invalidReport(
      pointerTo(body, 'vulnerabilities'),
      'expected the list of findings; this is only the overview of a scan, send its report',
    );
  }
  return known ?? (word === 'success' ? undefined : 'FINISHED_FAILED');
}

/** The digest of the artifact, else the one that all findings share. */
function digestOf(body: View, rows: readonly View[]): string | undefined {
  const artifact = viewIn(body, 'artifact');
  const own = artifact === undefined ? undefined : textIn(artifact, 'digest');
  if (own !== undefined) return own;
  const [first, ...others] = rows.map((row) => new Set(textsIn(row, 'artifact_digests')));
  const common = [...(first ?? [])].filter((digest) => others.every((digests) => digests.has(digest)));
  return common.length === 1 ? common[0] : undefined;
}

function readRow(row: View, scan: Scan, distro: Distro | undefined, { warn, decorations }: Reading): void {
  const id = textIn(row, 'id');
  const name = textIn(row, 'package');
  if (name === undefined) {
    scan.skip(row, 'the finding names no package', id);
    return;
  }
  const version = textIn(row, 'version');
  checkInstalled(version, name, row, warn);
  const word = textIn(row, 'severity');
  scan.add({
    uri: scan.uri,
    id: id ?? '',
    aliases: [],
    package: {
      name,
      type: 'OS',
      version,
      scheme: versionScheme(undefined, distro?.family),
      cpeUri: distroCpe(distro),
    },
    fixes: splitFixes(textIn(row, 'fix_version')),
    severityName: word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(row, warn),
    description: decorations.text(row, 'description'),
    urls: decorations.texts(row, 'links'),
    cwes: decorations.texts(row, 'cwe_ids'),
    status: textIn(row, 'status'),
    details: {},
  });
}

/** The scanner's own ratings, else the one the adapter prefers. */
function ratings(row: View, warn: Warn): SourcedCvss[] {
  const attributes = viewIn(row, 'vendor_attributes');
  const own = ratingsBySource(attributes === undefined ? undefined : viewIn(attributes, 'CVSS'), warn);
  const preferred = viewIn(row, 'preferred_cvss');
  if (own.length > 0 || preferred === undefined) return own;
  return ([2, 3] as const).flatMap((version) => {
    const vector = textIn(preferred, `vector_v${version}`);
    const parsed = parseCvss(version, vector, numberIn(preferred, `score_v${version}`));
    if (parsed?.problem !== undefined) warn(preferred, parsed.problem);
    return parsed === undefined || !('version' in parsed) ? [] : { source: 'preferred', cvss: parsed };
  });
}
