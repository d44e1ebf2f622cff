import { isObject } from '../domain/is-object.js';
import { distroCpe, parseDistro } from './common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { isCve } from './common/note-id.js';
import { versionScheme } from './common/package-type.js';
import { Reading } from './common/reading.js';
import { type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** Scan reports of NeuVector's REST API. */
export const neuvector: Importer = {
  format: 'neuvector',
  title: 'NeuVector scan report',
  bulk: [],
  missing: (head) => {
    if (!isObject(head) || !isObject(head.report) || head.report.vulnerabilities === undefined)
      return '"report" with its list "vulnerabilities"';
    // Objects of Kubernetes, as trivy-operator writes them, have reports too.
    return head.apiVersion === undefined && head.kind === undefined && head.report.scanner === undefined
      ? undefined
      : 'a report of NeuVector itself; this is an object of Kubernetes';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('neuvector', options);
  const head = viewOf(report.head, '');
  const body = viewOf(head.value.report, '/report');
  requiredListIn(body, 'vulnerabilities');
  const scan = reading.scan(resolveResource(options.resource, { images: imagesOf(body), isImage: true }));
  const baseOs = textIn(body, 'base_os');
  const distro = (baseOs === undefined ? undefined : parseDistro(baseOs)) ?? givenDistro(options.distro);
  const place = {
    type: 'OS',
    scheme: versionScheme(undefined, distro?.family),
    cpeUri: distroCpe(distro),
  } as const;
  for (const row of viewsIn(body, 'vulnerabilities')) readRow(row, scan, place, reading);
  return reading.converted([head, body], {
    time: reading.time(body, 'created_at'),
    databaseTime: parseReportTime(reading.decorations.text(body, 'cvedb_create_time')),
  });
}

/** `https://registry/` and `team/app` and a digest, which all may be missing. */
function imagesOf(body: View): ImageReference[] {
  const [registry, repository, digest] = ['registry', 'repository', 'digest'].map((member) =>
    textIn(body, member),
  );
  if (registry === undefined || repository === undefined || digest === undefined) return [];
  const image = parseImage(`${registry.replace(/(?<!\/)\/+$/, '')}/${repository}@${digest}`);
  return image === undefined ? [] : [image];
}

type Place = Pick<FoundPackage, 'type' | 'scheme' | 'cpeUri'>;

function readRow(row: View, scan: Scan, place: Place, { warn, decorations }: Reading): void {
  const id = textIn(row, 'name') ?? '';
  const aliases = isCve(id) ? [] : textsIn(row, 'cves');
  const name = textIn(row, 'package_name');
  if (name === undefined) {
    scan.skip(row, 'the finding names no package', id === '' ? undefined : id, aliases);
    return;
  }
  const version = textIn(row, 'package_version');
  checkInstalled(version, name, row, warn);
  const word = textIn(row, 'severity');
  const link = decorations.text(row, 'link');
  const file = decorations.text(row, 'file_name');
  scan.add({
    uri: scan.uri,
    id,
    aliases,
    package: { ...place, name, version },
    fixes: splitFixes(textIn(row, 'fixed_version')),
    severityName: decorations.text(row, 'feed_rating') ?? word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: [...rating(row, 2, 'score', 'vectors', warn), ...rating(row, 3, 'score_v3', 'vectors_v3', warn)],
    description: decorations.text(row, 'description'),
    urls: link === undefined ? [] : [link],
    cwes: [],
    published: parseReportTime(decorations.number(row, 'published_timestamp')),
    modified: parseReportTime(decorations.number(row, 'last_modified_timestamp')),
    details: { paths: file === undefined ? [] : [file] },
  });
}

function rating(row: View, version: CvssVersion, score: string, vector: string, warn: Warn): SourcedCvss[] {
  const parsed = parseCvss(version, textIn(row, vector), numberIn(row, score));
  if (parsed?.problem !== undefined) warn(row, parsed.problem);
  return parsed === undefined || !('version' in parsed) ? [] : [{ source: 'neuvector', cvss: parsed }];
}
