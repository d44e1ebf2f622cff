import { distroCpe } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import type { Finding } from './common/finding.js';
import { versionScheme } from './common/package-type.js';
import { resolveResource } from './common/resource-uri.js';
import { checkFindingCount, convertScan, givenDistro } from './common/scan.js';
import { severityOf } from './common/severity.js';
import { splitFixes } from './common/version-order.js';
import {
  isObject,
  numberIn,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/view.js';
import { ratingsBySource } from './trivy-findings.js';
import type { Converted, ConvertOptions, Importer, Report, Warn, Warning } from './types.js';

const mimeTypes = /^application\/vnd\.(?:security\.vulnerability\.report|scanner\.adapter\.vuln\.report)/;

/** Reports of Harbor's scanner adapters, bare or under their MIME type. */
export const harbor: Importer = {
  format: 'harbor',
  title: 'Harbor vulnerability report',
  bulk: [],
  detect: (head) =>
    isObject(head) &&
    (Object.keys(head).some((key) => mimeTypes.test(key)) ||
      (head.scanner !== undefined && head.vulnerabilities !== undefined)),
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const warnings: Warning[] = [];
  const warn: Warn = (at, reason) => {
    warnings.push({ pointer: typeof at === 'string' ? at : at.pointer, reason });
  };
  const head = viewOf(report.head, '');
  const wrapped = Object.keys(head.value).find((key) => mimeTypes.test(key));
  const body = wrapped === undefined ? head : viewOf(head.value[wrapped], pointerTo(head, wrapped));
  const rows = viewsIn(body, 'vulnerabilities');
  checkFindingCount(rows.length);
  const digest = digestOf(body, rows);
  const uri = resolveResource(options.resource, {
    // The report does not name the registry; only the caller knows it.
    images: options.resource === undefined || digest === undefined ? [] : [{ repository: '', digest }],
    isImage: true,
  });
  const findings = rows.flatMap((row) => findingOf(row, uri, options, warn) ?? []);
  const time = parseReportTime(textIn(body, 'generated_at'));
  return convertScan({ tool: 'harbor', uri, findings, time, warnings }, options);
}

/** The digest of the artifact, else the one that all findings share. */
function digestOf(body: View, rows: readonly View[]): string | undefined {
  const artifact = viewIn(body, 'artifact');
  const own = artifact === undefined ? undefined : textIn(artifact, 'digest');
  if (own !== undefined) return own;
  const [first, ...others] = rows.map((row) => textsIn(row, 'artifact_digests'));
  const common = (first ?? []).filter((digest) => others.every((list) => list.includes(digest)));
  return common.length === 1 ? common[0] : undefined;
}

function findingOf(row: View, uri: string, options: ConvertOptions, warn: Warn): Finding | undefined {
  const name = textIn(row, 'package');
  if (name === undefined) {
    warn(row, 'the finding names no package and was left out');
    return undefined;
  }
  const distro = givenDistro(options.distro);
  const version = textIn(row, 'version');
  if (version === undefined) warn(row, `no installed version of ${name.slice(0, 100)}; taken as affected`);
  const word = textIn(row, 'severity');
  return {
    uri,
    id: textIn(row, 'id') ?? '',
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
    severity: severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(row, warn),
    description: textIn(row, 'description'),
    urls: textsIn(row, 'links'),
    cwes: textsIn(row, 'cwe_ids'),
    status: textIn(row, 'status'),
    details: {},
  };
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
