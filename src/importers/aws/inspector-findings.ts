import type { Distro } from '../common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss } from '../common/cvss.js';
import { parseReportTime } from '../common/discovery.js';
import { checkInstalled } from '../common/finding.js';
import { splitFixes } from '../common/fixes.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { packageTypeOf, purlTypeOf } from '../common/package-type.js';
import { toFoundPackage } from '../common/purl.js';
import type { Reading } from '../common/reading.js';
import { givenDistro, type Scan } from '../common/scan.js';
import { severityOf } from '../common/severity.js';
import type { Warn } from '../types.js';

/** The package findings of Amazon Inspector, which enhanced scans of ECR have too. */
export function readInspectorFinding(row: View, scan: Scan, reading: Reading): void {
  const { warn } = reading;
  const type = textIn(row, 'type');
  if (type === 'NETWORK_REACHABILITY' || type === 'CODE_VULNERABILITY') return;
  const details = viewIn(row, 'packageVulnerabilityDetails');
  const id = details === undefined ? undefined : textIn(details, 'vulnerabilityId');
  const aliases = details === undefined ? [] : textsIn(details, 'relatedVulnerabilities');
  const packages = details === undefined ? [] : viewsIn(details, 'vulnerablePackages');
  if (details === undefined || packages.length === 0) {
    scan.skip(row, 'the finding names no package', id, aliases);
    return;
  }
  const status = textIn(row, 'status') ?? 'ACTIVE';
  if (status === 'CLOSED') return;
  if (status !== 'ACTIVE') {
    // Hidden by a rule of the user, or of an unknown status.
    if (id === undefined) scan.doubt(row, 'the hidden finding has no id');
    else scan.keep(id, aliases);
    if (status !== 'SUPPRESSED')
      scan.doubt(pointerTo(row, 'status'), `${JSON.stringify(status.slice(0, 80))} is no known status`);
    return;
  }
  const distro = distroOf(row) ?? givenDistro(reading.options.distro);
  const shared = sharedOf(row, details, reading);
  for (const found of packages) {
    const name = textIn(found, 'name');
    if (name === undefined) {
      scan.skip(found, 'the finding names no package', id, aliases);
      continue;
    }
    const manager = textIn(found, 'packageManager')?.toLowerCase();
    const purlType =
      manager === undefined || manager === 'os' ? undefined : purlTypeOf(managers[manager] ?? manager);
    const isOs = purlType === undefined || packageTypeOf(purlType) === 'OS';
    const version = versionOf(found, isOs);
    checkInstalled(version, name, found, warn);
    const fix = textIn(found, 'fixedInVersion');
    const path = reading.decorations.text(found, 'filePath');
    scan.add({
      uri: scan.uri,
      id: id ?? '',
      aliases,
      package: toFoundPackage({ name, version, purlType }, distro),
      fixes: fix === undefined || /^not ?available$/i.test(fix) ? [] : splitFixes(fix),
      ...shared,
      details: { paths: path === undefined ? [] : [path], vendorIds: aliases, epss: epssOf(row, reading) },
    });
  }
}

const managers: Readonly<Record<string, string>> = {
  bundler: 'bundler',
  cargo: 'cargo',
  composer: 'composer',
  gobinary: 'gobinary',
  gomod: 'gomod',
  jar: 'jar',
  nodepkg: 'node-pkg',
  npm: 'npm',
  nuget: 'nuget',
  pip: 'pip',
  pipenv: 'pipenv',
  poetry: 'poetry',
  pom: 'pom',
  pythonpkg: 'python-pkg',
  yarn: 'yarn',
};

/** Epoch, version and release stand apart. */
function versionOf(found: View, isOs: boolean): string | undefined {
  const version = textIn(found, 'version');
  if (version === undefined || !isOs) return version;
  const [epoch, release] = [numberIn(found, 'epoch') ?? 0, textIn(found, 'release')];
  const whole = release === undefined || version.endsWith(`-${release}`) ? version : `${version}-${release}`;
  return epoch === 0 || whole.includes(':') ? whole : `${epoch}:${whole}`;
}

const families: Readonly<Record<string, string>> = {
  ALPINE_LINUX: 'alpine',
  AMAZON_LINUX: 'amazon',
  ORACLE_LINUX: 'oracle',
  ROCKY_LINUX: 'rocky',
};

/** `DEBIAN_12`, `UBUNTU_22_04`, `ALPINE_LINUX_3_17` */
function distroOf(row: View): Distro | undefined {
  for (const resource of viewsIn(row, 'resources')) {
    const details = viewIn(resource, 'details');
    const image = details === undefined ? undefined : viewIn(details, 'awsEcrContainerImage');
    const match = /^([A-Z_]+?)_(\d+(?:_\d+)*)$/.exec(
      (image === undefined ? undefined : textIn(image, 'platform')) ?? '',
    );
    if (match === null) continue;
    const [, family = '', version = ''] = match;
    const known = Object.hasOwn(families, family) ? families[family] : undefined;
    return {
      family: known ?? family.toLowerCase().replaceAll('_', '-'),
      version: version.replaceAll('_', '.'),
    };
  }
  return undefined;
}

function sharedOf(row: View, details: View, { warn, decorations }: Reading) {
  const word = textIn(row, 'severity');
  const url = decorations.text(details, 'sourceUrl');
  return {
    severityName: decorations.text(details, 'vendorSeverity') ?? word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(details, warn),
    title: decorations.text(row, 'title'),
    description: decorations.text(row, 'description'),
    urls: [...(url === undefined ? [] : [url]), ...decorations.texts(details, 'referenceUrls')],
    cwes: [],
    published: timeIn(details, 'vendorCreatedAt'),
    modified: timeIn(details, 'vendorUpdatedAt'),
    source: decorations.text(details, 'source'),
  };
}

/** The member that says that this is not the last page; the command line writes its own, `NextToken`, where `--max-items` ends the list. */
export function nextPageIn(head: View): string | undefined {
  return ['nextToken', 'NextToken'].find((member) => textIn(head, member) !== undefined);
}

/** Texts or, of the older command line, seconds. */
export function timeIn(view: View, member: string): string | undefined {
  const value = view.value[member];
  return typeof value === 'string' || typeof value === 'number' ? parseReportTime(value) : undefined;
}

function epssOf(row: View, { decorations }: Reading): number | undefined {
  const epss = decorations.view(row, 'epss');
  const score = epss === undefined ? undefined : decorations.number(epss, 'score');
  return score !== undefined && score > 0 && score <= 1 ? score : undefined;
}

function ratings(details: View, warn: Warn): SourcedCvss[] {
  return viewsIn(details, 'cvss').flatMap((rating) => {
    const number = textIn(rating, 'version') ?? '3';
    const version: CvssVersion = number.startsWith('2') ? 2 : number.startsWith('4') ? 4 : 3;
    const parsed = parseCvss(version, textIn(rating, 'scoringVector'), numberIn(rating, 'baseScore'));
    if (parsed?.problem !== undefined) warn(rating, parsed.problem);
    const source = textIn(rating, 'source')?.toLowerCase() ?? 'unknown';
    return parsed === undefined || !('version' in parsed) ? [] : { source, cvss: parsed };
  });
}
