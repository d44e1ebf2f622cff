import { distroCpe, parseDistro } from './common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import type { Finding } from './common/finding.js';
import { isCve } from './common/note-id.js';
import { versionScheme } from './common/package-type.js';
import { type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
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
import type { Converted, ConvertOptions, Importer, Report, Warn, Warning } from './types.js';

/** Scan reports of NeuVector's REST API. */
export const neuvector: Importer = {
  format: 'neuvector',
  title: 'NeuVector scan report',
  bulk: [],
  detect: (head) => isObject(head) && isObject(head.report) && head.report.vulnerabilities !== undefined,
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const warnings: Warning[] = [];
  const warn: Warn = (at, reason) => {
    warnings.push({ pointer: typeof at === 'string' ? at : at.pointer, reason });
  };
  const head = viewOf(report.head, '');
  const body = viewIn(head, 'report') ?? head;
  const uri = resolveResource(options.resource, { images: imagesOf(body), isImage: true });
  const rows = viewsIn(body, 'vulnerabilities');
  checkFindingCount(rows.length);
  const baseOs = textIn(body, 'base_os');
  const distro = (baseOs === undefined ? undefined : parseDistro(baseOs)) ?? givenDistro(options.distro);
  const place = {
    uri,
    package: {
      type: 'OS',
      scheme: versionScheme(undefined, distro?.family),
      cpeUri: distroCpe(distro),
    },
  } as const;
  const findings = rows.flatMap((row) => findingOf(row, place, warn) ?? []);
  return convertScan(
    {
      tool: 'neuvector',
      uri,
      findings,
      time: parseReportTime(textIn(body, 'created_at')),
      databaseTime: parseReportTime(textIn(body, 'cvedb_create_time')),
      warnings,
    },
    options,
  );
}

/** `https://registry/` and `team/app` and a digest, which all may be missing. */
function imagesOf(body: View): ImageReference[] {
  const [registry, repository, digest] = ['registry', 'repository', 'digest'].map((member) =>
    textIn(body, member),
  );
  if (registry === undefined || repository === undefined || digest === undefined) return [];
  const image = parseImage(`${registry.replace(/\/+$/, '')}/${repository}@${digest}`);
  return image === undefined ? [] : [image];
}

type Place = Pick<Finding, 'uri'> & {
  readonly package: Pick<Finding['package'], 'type' | 'scheme' | 'cpeUri'>;
};

function findingOf(row: View, place: Place, warn: Warn): Finding | undefined {
  const name = textIn(row, 'package_name');
  if (name === undefined) {
    warn(row, 'the finding names no package and was left out');
    return undefined;
  }
  const version = textIn(row, 'package_version');
  if (version === undefined) warn(row, `no installed version of ${name.slice(0, 100)}; taken as affected`);
  const word = textIn(row, 'severity');
  const id = textIn(row, 'name') ?? '';
  const link = textIn(row, 'link');
  const file = textIn(row, 'file_name');
  return {
    uri: place.uri,
    id,
    aliases: isCve(id) ? [] : textsIn(row, 'cves'),
    package: { ...place.package, name, version },
    fixes: splitFixes(textIn(row, 'fixed_version')),
    severityName: textIn(row, 'feed_rating') ?? word,
    severity: severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: [...rating(row, 2, 'score', 'vectors', warn), ...rating(row, 3, 'score_v3', 'vectors_v3', warn)],
    description: textIn(row, 'description'),
    urls: link === undefined ? [] : [link],
    cwes: [],
    published: parseReportTime(numberIn(row, 'published_timestamp')),
    modified: parseReportTime(numberIn(row, 'last_modified_timestamp')),
    details: { paths: file === undefined ? [] : [file] },
  };
}

function rating(row: View, version: CvssVersion, score: string, vector: string, warn: Warn): SourcedCvss[] {
  const parsed = parseCvss(version, textIn(row, vector), numberIn(row, score));
  if (parsed?.problem !== undefined) warn(row, parsed.problem);
  return parsed === undefined || !('version' in parsed) ? [] : [{ source: 'neuvector', cvss: parsed }];
}
