import { isObject } from '../../domain/is-object.js';
import { parseCvss, type SourcedCvss } from '../common/cvss.js';
import type { AnalysisStatus } from '../common/discovery.js';
import { checkInstalled } from '../common/finding.js';
import {
  invalidReport,
  numberIn,
  pointerTo,
  textIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { toFoundPackage } from '../common/purl.js';
import { Reading } from '../common/reading.js';
import { type ImageReference, resolveResource } from '../common/resource-uri.js';
import { givenDistro, type Scan } from '../common/scan.js';
import { severityOf } from '../common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from '../types.js';
import { nextPageIn, readInspectorFinding, timeIn } from './inspector-findings.js';

/** `aws ecr describe-image-scan-findings`, of basic and of enhanced scans. */
export const ecr: Importer = {
  format: 'ecr',
  title: 'AWS ECR image scan findings',
  bulk: [],
  missing: (head) =>
    isObject(head) && isObject(head.imageScanStatus) && isObject(head.imageId)
      ? undefined
      : '"imageScanStatus" and "imageId"',
  convert,
};

const statuses: Readonly<Record<string, AnalysisStatus | undefined>> = {
  ACTIVE: 'FINISHED_SUCCESS',
  COMPLETE: 'FINISHED_SUCCESS',
  FAILED: 'FINISHED_FAILED',
  IN_PROGRESS: 'SCANNING',
  PENDING: 'PENDING',
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('ecr', options);
  const head = viewOf(report.head, '');
  const image = imageOf(head);
  const scan = reading.scan(
    resolveResource(options.resource, { images: keepImage(image, options.resource), isImage: true }),
  );
  const about = viewOf(head.value.imageScanStatus, '/imageScanStatus');
  const word = textIn(about, 'status') ?? '';
  const status = (Object.hasOwn(statuses, word) ? statuses[word] : undefined) ?? 'FINISHED_FAILED';
  if (status !== 'FINISHED_SUCCESS') {
    reading.warn('/imageScanStatus', `the scan has the status ${word.slice(0, 80)}`);
    scan.unfinish(status);
  }
  const body = viewIn(head, 'imageScanFindings');
  if (body !== undefined) readFindings(body, image.digest, scan, reading);
  else if (status === 'FINISHED_SUCCESS')
    throw invalidReport('/imageScanFindings', 'expected the findings, found nothing');
  const next = nextPageIn(head);
  if (next !== undefined) scan.doubt(pointerTo(head, next), 'this is not the last page of the findings');
  const time = body === undefined ? undefined : timed(body, 'imageScanCompletedAt');
  return reading.converted([head], {
    time: reading.time(time, 'imageScanCompletedAt'),
    databaseTime: body === undefined ? undefined : timeIn(body, 'vulnerabilitySourceUpdatedAt'),
  });
}

/** The older command line writes seconds. */
function timed(view: View, member: string): View {
  const time = typeof view.value[member] === 'number' ? timeIn(view, member) : undefined;
  return time === undefined ? view : { ...view, value: { ...view.value, [member]: time } };
}

/** The region, and so the registry, stands only in enhanced findings; else the caller gives it. */
function imageOf(head: View): ImageReference {
  const id = viewOf(head.value.imageId, '/imageId');
  const digest = textIn(id, 'imageDigest');
  const [registry, repository] = [textIn(head, 'registryId'), textIn(head, 'repositoryName')];
  const body = viewIn(head, 'imageScanFindings');
  const rows = body === undefined ? [] : viewsIn(body, 'enhancedFindings');
  const region = rows
    .flatMap((row) => viewsIn(row, 'resources'))
    .flatMap((resource) => /^arn:aws[\w-]*:ecr:([\w-]+):/.exec(textIn(resource, 'id') ?? '')?.[1] ?? [])[0];
  const host =
    registry === undefined || region === undefined ? '' : `${registry}.dkr.ecr.${region}.amazonaws.com`;
  return { repository: host === '' || repository === undefined ? '' : `${host}/${repository}`, digest };
}

function keepImage(image: ImageReference, given: string | undefined): ImageReference[] {
  return image.repository === '' && given === undefined ? [] : [image];
}

function readFindings(body: View, digest: string | undefined, scan: Scan, reading: Reading): void {
  const { findings, enhancedFindings } = body.value;
  if (!Array.isArray(findings) && !Array.isArray(enhancedFindings))
    throw invalidReport(pointerTo(body, 'findings'), 'expected the list of findings, found none');
  const basic = viewsIn(body, 'findings');
  const enhanced = viewsIn(body, 'enhancedFindings');
  for (const row of basic) readBasic(row, scan, reading);
  for (const row of enhanced) {
    readInspectorFinding(row, scan, reading);
    const images = viewsIn(row, 'resources').flatMap(
      (resource) => /\/(sha256:[0-9a-f]{64})$/.exec(textIn(resource, 'id') ?? '')?.[1] ?? [],
    );
    if (digest !== undefined && images.length > 0 && !images.includes(digest))
      scan.doubt(row, 'the finding is of another image');
  }
  const counts = viewIn(body, 'findingSeverityCounts');
  if (counts === undefined) return;
  const counted = Object.keys(counts.value).reduce((sum, word) => sum + (numberIn(counts, word) ?? 0), 0);
  const rows = basic.length + enhanced.length;
  if (counted > rows) scan.doubt(counts, `counts ${counted} findings, the list has ${rows}`);
}

function readBasic(row: View, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  const id = textIn(row, 'name');
  const attributes = new Map(
    viewsIn(row, 'attributes').map((entry) => [textIn(entry, 'key') ?? '', textIn(entry, 'value')]),
  );
  const name = attributes.get('package_name');
  if (name === undefined) {
    scan.skip(row, 'the finding names no package', id);
    return;
  }
  const version = attributes.get('package_version');
  checkInstalled(version, name, row, warn);
  const word = textIn(row, 'severity');
  const uri = decorations.text(row, 'uri');
  scan.add({
    uri: scan.uri,
    id: id ?? '',
    aliases: [],
    package: toFoundPackage({ name, version, purlType: undefined }, givenDistro(reading.options.distro)),
    fixes: [],
    severityName: word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(row, attributes, warn),
    description: decorations.text(row, 'description'),
    urls: uri === undefined ? [] : [uri],
    cwes: [],
    details: {},
  });
}

function ratings(row: View, attributes: ReadonlyMap<string, string | undefined>, warn: Warn): SourcedCvss[] {
  return ([2, 3, 4] as const).flatMap((version) => {
    const score = Number(attributes.get(`CVSS${version}_SCORE`) ?? 0);
    const vector = attributes.get(`CVSS${version}_VECTOR`);
    const parsed = parseCvss(version, vector, Number.isFinite(score) ? score : undefined);
    if (parsed?.problem !== undefined) warn(pointerTo(row, 'attributes'), parsed.problem);
    return parsed === undefined || !('version' in parsed) ? [] : { source: 'ecr', cvss: parsed };
  });
}
