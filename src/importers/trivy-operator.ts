import { isObject } from '../domain/is-object.js';
import { type Distro, distroCpe } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
  booleanIn,
  invalidReport,
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { archOfPurl, packageTypeOf, purlTypeOf, typeOfPurl, versionScheme } from './common/package-type.js';
import { languagePackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import { ratingsBySource } from './trivy-findings.js';
import { endOfLife } from './trivy-subjects.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

const apiGroup = 'aquasecurity.github.io/';
const reportKind = /^(?:Cluster)?VulnerabilityReport$/;

/** VulnerabilityReports of trivy-operator, one or a list of them, as kubectl writes them. */
export const trivyOperator: Importer = {
  format: 'trivy-operator',
  title: 'VulnerabilityReports of trivy-operator',
  bulk: ['items'],
  missing: (head, firstOf) => {
    if (!isObject(head) || typeof head.apiVersion !== 'string' || typeof head.kind !== 'string')
      return '"apiVersion" and "kind"';
    const isOwn = head.apiVersion.startsWith(apiGroup);
    if (isOwn && reportKind.test(head.kind))
      return isObject(head.report) ? undefined : '"report", of a VulnerabilityReport';
    const isList = isOwn ? /^(?:Cluster)?VulnerabilityReportList$/.test(head.kind) : head.kind === 'List';
    const first = firstOf?.('items');
    const isOther = isObject(first) && /^constraints\.gatekeeper\.sh\//.test(String(first.apiVersion));
    if (!isList || isOther) return 'the kind VulnerabilityReport, or a list of them';
    return head.items === undefined ? 'the list "items"' : undefined;
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('trivy-operator', options);
  const head = viewOf(report.head, '');
  if (head.value.items === undefined) readReport(head, subjectOf(head, options.resource), reading);
  else readList(report, head, reading);
  return reading.converted([head], { time: undefined });
}

/** Reports of a list name their resources themselves; with the name of the cluster, those without a digest do too. */
function readList(report: Report, head: View, reading: Reading): void {
  requiredListIn(head, 'items');
  const { resource } = reading.options;
  const cluster = resource === undefined || resource === '' ? undefined : clusterOf(resource);
  let others = 0;
  let unnamed = 0;
  let read = 0;
  for (const { value, pointer } of report.items('items')) {
    const item = viewOf(value, pointer);
    if (!isReport(item)) {
      others += 1;
      reading.warn(item, 'is no VulnerabilityReport of trivy-operator and was left out');
      continue;
    }
    const uri = imageUri(item) ?? (cluster === undefined ? undefined : workloadUri(cluster, item));
    if (uri === undefined) {
      unnamed += 1;
      reading.warn(
        item,
        `${unnamedReason} and was left out; resource=k8s://CLUSTER names it by its workload`,
      );
      continue;
    }
    read += 1;
    readReport(item, uri, reading);
  }
  if (read > 0) return;
  if (unnamed > 0) throw invalidReport('resource', `required: ${unnamedReason}; give k8s://CLUSTER`);
  if (others > 0) throw invalidReport('/items', 'the list has no VulnerabilityReport of trivy-operator');
  reading.warn('/items', 'the list is empty: nothing stored is removed');
}

const unnamedReason =
  'the image is named by its tag, and the digest in the report is not that of the registry';

function isReport({ value }: View): boolean {
  const { apiVersion, kind } = value;
  return (
    typeof apiVersion === 'string' &&
    apiVersion.startsWith(apiGroup) &&
    typeof kind === 'string' &&
    reportKind.test(kind)
  );
}

/** @throws INVALID_REPORT */
function clusterOf(resource: string): string {
  const cluster = /^k8s:\/\/([^/?#]+)\/?$/.exec(resource.trim())?.[1];
  if (cluster === undefined)
    throw invalidReport(
      'resource',
      'a list of reports names its images itself; only k8s://CLUSTER can be given',
    );
  return cluster;
}

function subjectOf(object: View, given: string | undefined): string {
  if (given !== undefined && /^k8s:\/\/[^/?#]+\/?$/.test(given.trim())) {
    const uri = imageUri(object) ?? workloadUri(clusterOf(given), object);
    if (uri !== undefined) return uri;
  }
  const image = imageOf(object);
  return resolveResource(given, { images: image === undefined ? [] : [image], isImage: true });
}

function imageUri(object: View): string | undefined {
  const image = imageOf(object);
  return image === undefined ? undefined : resolveResource(undefined, { images: [image], isImage: true });
}

/** Where the image is named by its tag, the operator writes the id of its configuration for a digest. */
function imageOf(object: View): ImageReference | undefined {
  const body = viewOf(object.value.report, pointerTo(object, 'report'));
  const artifact = viewIn(body, 'artifact');
  const registry = viewIn(body, 'registry');
  if (artifact === undefined || registry === undefined || textIn(artifact, 'tag') !== undefined)
    return undefined;
  const [server, repository] = [textIn(registry, 'server'), textIn(artifact, 'repository')];
  const digest = textIn(artifact, 'digest');
  if (server === undefined || repository === undefined || digest === undefined) return undefined;
  const image = parseImage(`${server}/${repository}@${digest}`);
  return image?.digest === undefined ? undefined : image;
}

/** `k8s://cluster/namespace/Kind/name/container`, by the labels that the operator gives to its reports. */
function workloadUri(cluster: string, object: View): string | undefined {
  const metadata = viewIn(object, 'metadata');
  const labels = metadata === undefined ? undefined : viewIn(metadata, 'labels');
  if (labels === undefined) return undefined;
  const [namespace = '', kind, name, container] = [
    'trivy-operator.resource.namespace',
    'trivy-operator.resource.kind',
    'trivy-operator.resource.name',
    'trivy-operator.container.name',
  ].map((label) => textIn(labels, label));
  if (kind === undefined || name === undefined || container === undefined) return undefined;
  return `k8s://${[cluster, namespace, kind, name, container].map(encodeURIComponent).join('/')}`;
}

function readReport(object: View, uri: string, reading: Reading): void {
  const body = viewOf(object.value.report, pointerTo(object, 'report'));
  requiredListIn(body, 'vulnerabilities');
  const scan = reading.scan(uri);
  const time = reading.time(body, 'updateTimestamp');
  // Several workloads may run one image: what any of their reports has is found, and the last of them is the scan.
  if (time !== undefined && (scan.time === undefined || time > scan.time)) scan.time = time;
  const os = viewIn(body, 'os');
  const family = os === undefined ? undefined : textIn(os, 'family');
  const distro =
    os === undefined || family === undefined || family === 'none'
      ? givenDistro(reading.options.distro)
      : { family, version: textIn(os, 'name') ?? '' };
  if (os !== undefined && booleanIn(os, 'eosl') === true) scan.error(endOfLife);
  const rows = viewsIn(body, 'vulnerabilities');
  for (const row of rows) readRow(row, scan, distro, reading);
  checkSummary(body, rows.length, scan);
}

/** The operator counts what it found; a list with less is not all of it. */
function checkSummary(body: View, rows: number, scan: Scan): void {
  const summary = viewIn(body, 'summary');
  if (summary === undefined) return;
  const counted = ['critical', 'high', 'medium', 'low', 'none', 'unknown'].reduce(
    (sum, word) => sum + (numberIn(summary, `${word}Count`) ?? 0),
    0,
  );
  if (counted > rows) scan.doubt(summary, `counts ${counted} vulnerabilities, the list has ${rows}`);
}

function readRow(row: View, scan: Scan, distro: Distro | undefined, { warn, decorations }: Reading): void {
  const id = textIn(row, 'vulnerabilityID');
  const name = textIn(row, 'resource');
  if (name === undefined) {
    scan.skip(row, 'the finding names no package', id);
    return;
  }
  const word = textIn(row, 'severity');
  const primary = decorations.text(row, 'primaryLink');
  const places = [decorations.text(row, 'packagePath'), decorations.text(row, 'target')];
  scan.add({
    uri: scan.uri,
    id: id ?? '',
    aliases: [],
    package: foundPackage(row, name, distro, warn),
    fixes: splitFixes(textIn(row, 'fixedVersion')),
    severityName: word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(row, warn),
    title: decorations.text(row, 'title'),
    description: decorations.text(row, 'description'),
    urls: [...(primary === undefined ? [] : [primary]), ...decorations.texts(row, 'links')],
    cwes: [],
    published: parseReportTime(decorations.text(row, 'publishedDate')),
    modified: parseReportTime(decorations.text(row, 'lastModifiedDate')),
    details: { paths: places.flatMap((place) => place ?? []), purl: textIn(row, 'packagePURL') },
  });
}

/** Older releases say nothing of the package but its name and version. */
function foundPackage(row: View, name: string, distro: Distro | undefined, warn: Warn): FoundPackage {
  const version = textIn(row, 'installedVersion');
  checkInstalled(version, name, row, warn);
  const purl = textIn(row, 'packagePURL');
  const word = textIn(row, 'packageType');
  const own = typeOfPurl(purl);
  const purlType = own ?? purlTypeOf(word ?? 'generic');
  const isLanguage =
    textIn(row, 'class') === 'lang-pkgs' || (own !== undefined && packageTypeOf(own) !== 'OS');
  if (isLanguage) return languagePackage(name, version, purlType, purl);
  return {
    name,
    type: 'OS',
    version,
    scheme: versionScheme(own, distro?.family ?? word),
    arch: archOfPurl(purl),
    cpeUri: distroCpe(distro),
  };
}

/** With details, the ratings of all sources; without, the score of one. */
function ratings(row: View, warn: Warn): SourcedCvss[] {
  const all = ratingsBySource(viewIn(row, 'cvss'), warn);
  if (all.length > 0) return all;
  const parsed = parseCvss(3, undefined, numberIn(row, 'score'));
  if (parsed?.problem !== undefined) warn(pointerTo(row, 'score'), parsed.problem);
  if (parsed === undefined || !('version' in parsed)) return [];
  return [{ source: textIn(row, 'cvsssource') ?? 'trivy-operator', cvss: parsed }];
}
