import { noteNamesOf } from './common/convert-findings.js';
import { type Distro, distroCpe } from './common/cpe.js';
import { parseReportTime } from './common/discovery.js';
import type { Finding } from './common/finding.js';
import { type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { checkFindingCount, convertScan, givenDistro } from './common/scan.js';
import { isObject, textIn, textsIn, type View, viewIn, viewOf, viewsIn } from './common/view.js';
import { type GrypePlatform, matchFindings } from './grype-findings.js';
import type { Converted, ConvertOptions, Importer, NaturalKey, Report, Warn, Warning } from './types.js';

/** Reports of Grype: `grype IMAGE -o json`. */
export const grype: Importer = {
  format: 'grype',
  title: 'Grype JSON',
  bulk: ['matches', 'ignoredMatches'],
  detect: (head) =>
    isObject(head) &&
    head.matches !== undefined &&
    isObject(head.descriptor) &&
    head.descriptor.name === 'grype',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const warnings: Warning[] = [];
  const warn: Warn = (at, reason) => {
    warnings.push({ pointer: typeof at === 'string' ? at : at.pointer, reason });
  };
  const head = viewOf(report.head, '');
  const uri = resourceOf(head, options.resource, warn);
  const platform: GrypePlatform = { uri, ...platformOf(head, options) };

  const findings: Finding[] = [];
  for (const { value, pointer } of matches(report, head, 'matches')) {
    for (const finding of matchFindings(viewOf(value, pointer), platform, warn)) findings.push(finding);
    checkFindingCount(findings.length);
  }
  const descriptor = viewIn(head, 'descriptor');
  const scanned = {
    tool: 'grype',
    uri,
    findings,
    time: descriptor === undefined ? undefined : parseReportTime(textIn(descriptor, 'timestamp')),
    databaseTime: databaseTime(descriptor),
    keeps: [...ignored(report, head, uri, options.provider)],
    warnings,
  };
  return convertScan(scanned, options);
}

function* matches(report: Report, head: View, member: string): Iterable<{ value: unknown; pointer: string }> {
  viewsIn(head, member);
  yield* report.items(member);
}

/** What the user's rules hide: not imported and, where it once was, not removed. */
function* ignored(report: Report, head: View, uri: string, provider: string): Iterable<NaturalKey> {
  for (const { value, pointer } of matches(report, head, 'ignoredMatches')) {
    const match = viewOf(value, pointer);
    const vulnerability = viewIn(match, 'vulnerability');
    const id = vulnerability === undefined ? undefined : textIn(vulnerability, 'id');
    if (id === undefined) continue;
    const related = viewsIn(match, 'relatedVulnerabilities').flatMap((entry) => textIn(entry, 'id') ?? []);
    for (const noteName of noteNamesOf(id, related, provider)) yield { uri, noteName };
  }
}

/** Digests of the registry; the manifest's own is of the local copy and may differ. */
function resourceOf(head: View, given: string | undefined, warn: Warn): string {
  const source = viewIn(head, 'source');
  const target = source?.value.target;
  if (source === undefined || typeof target === 'string' || target === undefined || target === null) {
    return resolveResource(given, { isImage: source !== undefined && textIn(source, 'type') === 'image' });
  }
  const image = viewOf(target, '/source/target');
  const input = parseImage(textIn(image, 'userInput') ?? '');
  const images = textsIn(image, 'repoDigests').flatMap((text): ImageReference[] => {
    const reference = parseImage(text);
    if (reference?.digest !== undefined) return [reference];
    warn('/source/target/repoDigests', `${JSON.stringify(text.slice(0, 200))} is no image with a digest`);
    return [];
  });
  if (images.length === 0 && input?.digest !== undefined) images.push(input);
  return resolveResource(given, { images, scannedAs: input?.repository, isImage: true });
}

function platformOf(head: View, options: ConvertOptions): { distro: Distro | undefined; distroCpe: string } {
  const own = viewIn(head, 'distro');
  const family = own === undefined ? undefined : textIn(own, 'name');
  const distro =
    own === undefined || family === undefined
      ? givenDistro(options.distro)
      : { family, version: textIn(own, 'version') ?? '' };
  return { distro, distroCpe: distroCpe(distro) };
}

/** When the database was built; its place has moved over time. */
function databaseTime(descriptor: View | undefined): string | undefined {
  const db = descriptor === undefined ? undefined : viewIn(descriptor, 'db');
  if (db === undefined) return undefined;
  const status = viewIn(db, 'status');
  return parseReportTime(textIn(db, 'built') ?? (status === undefined ? undefined : textIn(status, 'built')));
}
