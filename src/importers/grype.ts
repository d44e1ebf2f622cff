import { isObject } from '../domain/is-object.js';
import { type Distro, distroCpe } from './common/cpe.js';
import type { Decorations } from './common/decoration.js';
import { parseReportTime } from './common/discovery.js';
import {
  listIn,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { Reading } from './common/reading.js';
import { type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { type GrypePlatform, readMatch } from './grype-findings.js';
import { endOfLife } from './trivy-subjects.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** Reports of Grype: `grype IMAGE -o json`. */
export const grype: Importer = {
  format: 'grype',
  title: 'Grype JSON',
  bulk: ['matches', 'ignoredMatches'],
  missing: (head) => {
    if (!isObject(head) || head.matches === undefined) return 'the list "matches"';
    return isObject(head.descriptor) && head.descriptor.name === 'grype'
      ? undefined
      : '"descriptor" with the name grype';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('grype', options);
  const head = viewOf(report.head, '');
  requiredListIn(head, 'matches');
  listIn(head, 'ignoredMatches');
  const uri = resourceOf(head, options.resource, reading.warn);
  const scan = reading.scan(uri);
  const platform: GrypePlatform = { uri, ...platformOf(head, options) };
  for (const { value, pointer } of report.items('matches'))
    readMatch(viewOf(value, pointer), platform, scan, reading);
  for (const { value, pointer } of report.items('ignoredMatches')) readIgnored(viewOf(value, pointer), scan);
  for (const member of Object.keys(head.value)) {
    const list = head.value[member];
    if (Array.isArray(list) && list.some((row) => isObject(row) && row.vulnerability !== undefined))
      scan.doubt(pointerTo(head, member), 'the list is not known, and has matches');
  }
  const descriptor = viewIn(head, 'descriptor');
  doubtFilters(descriptor, scan, reading);
  readAlerts(head, scan, reading);
  return reading.converted([head], {
    time: reading.time(descriptor, 'timestamp'),
    databaseTime: databaseTime(descriptor, reading.decorations),
  });
}

/** What leaves out whole classes of findings, or parts of the image: `--only-fixed`, `--only-notfixed`, `--ignore-states`, `--exclude`. */
const filters = ['only-fixed', 'only-notfixed', 'ignore-wontfix', 'ignore-states', 'exclude'];

function doubtFilters(descriptor: View | undefined, scan: Scan, { decorations }: Reading): void {
  const configuration = descriptor === undefined ? undefined : decorations.view(descriptor, 'configuration');
  if (configuration === undefined) return;
  for (const filter of filters) {
    const value = configuration.value[filter];
    if (value && !(Array.isArray(value) && value.length === 0))
      scan.doubt(pointerTo(configuration, filter), 'findings were left out');
  }
}

/** Packages of a distribution that Grype does not know, or has no data of, or that gets no more updates. */
function readAlerts(head: View, scan: Scan, { decorations }: Reading): void {
  const types = decorations
    .views(head, 'alertsByPackage')
    .flatMap((entry) => decorations.views(entry, 'alerts'))
    .map((alert) => decorations.text(alert, 'type') ?? 'unknown');
  for (const type of new Set(types))
    if (type === 'distro-eol') scan.error(endOfLife);
    else scan.doubt('/alertsByPackage', `packages have the alert ${JSON.stringify(type.slice(0, 80))}`);
}

/** Findings that the user's rules hide: not imported, and not removed if they are stored. */
function readIgnored(match: View, scan: Scan): void {
  const vulnerability = viewIn(match, 'vulnerability');
  const id = vulnerability === undefined ? undefined : textIn(vulnerability, 'id');
  const related = viewsIn(match, 'relatedVulnerabilities').flatMap((entry) => textIn(entry, 'id') ?? []);
  if (id === undefined) scan.doubt(match, 'the ignored match names no vulnerability');
  else scan.keep(id, related);
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

/** The build time of the database; its member depends on the release. */
function databaseTime(descriptor: View | undefined, { text, view }: Decorations): string | undefined {
  const db = descriptor === undefined ? undefined : view(descriptor, 'db');
  if (db === undefined) return undefined;
  const status = view(db, 'status');
  return parseReportTime(text(db, 'built') ?? (status === undefined ? undefined : text(status, 'built')));
}
