import { isObject } from '../domain/is-object.js';
import type { Distro } from './common/cpe.js';
import { parseCvss, type SourcedCvss, severityOfScore } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type Finding } from './common/finding.js';
import {
  invalidReport,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { equalIds } from './common/note-id.js';
import { type DescribedPackage, parsePurl, toFoundPackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { higherSeverity, type Severity, severityOf } from './common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** Reports of `osv-scanner --format json`. */
export const osvScanner: Importer = {
  format: 'osv-scanner',
  title: 'osv-scanner JSON',
  bulk: ['results'],
  missing: (head) =>
    isObject(head) &&
    head.results !== undefined &&
    [head.runs, head.version, head.consoleURL].every((member) => member === undefined)
      ? undefined
      : 'the list "results"',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('osv-scanner', options);
  const head = viewOf(report.head, '');
  requiredListIn(head, 'results');
  const uri = resolveResource(options.resource, { isImage: false });
  reading.about(uri);
  let packages = 0;
  for (const { value, pointer } of report.items('results')) {
    const result = viewOf(value, pointer);
    if (result.value.vulnerabilityDistribution !== undefined)
      throw invalidReport(
        pointer,
        'is of twistcli, whose reports have a consoleURL; have a newer twistcli write it',
      );
    requiredListIn(result, 'packages');
    for (const found of viewsIn(result, 'packages')) {
      packages += 1;
      readPackage(found, result, reading.scan(uri), reading);
    }
  }
  if (packages === 0)
    reading.warn(
      '/results',
      'the list is also empty if no packages were found, so nothing stored is removed; --all-packages lists them',
    );
  return reading.converted([head], { time: undefined });
}

function readPackage(row: View, result: View, scan: Scan, reading: Reading): void {
  const vulnerabilities = viewsIn(row, 'vulnerabilities');
  const groups = viewsIn(row, 'groups');
  const about = viewIn(row, 'package');
  const described = about === undefined ? undefined : describedOf(about);
  if (about === undefined || described === undefined) {
    scan.skip(row, 'the package has no name');
    return;
  }
  const ids = new Map<string, View[]>();
  for (const entry of vulnerabilities) {
    const id = textIn(entry, 'id');
    if (id === undefined) {
      scan.doubt(entry, 'the vulnerability has no id');
      continue;
    }
    const known = ids.get(id);
    if (known === undefined) ids.set(id, [entry]);
    else known.push(entry);
  }
  const grouped = new Set(groups.flatMap((group) => textsIn(group, 'ids')));
  for (const id of grouped)
    if (!ids.has(id)) scan.doubt(row, `${id.slice(0, 80)} is in a group, but not in the list`);
  // A group has the names of one vulnerability; a name in no group is a vulnerability of its own.
  const sets = [
    ...groups.map((group) => ({ group, entries: textsIn(group, 'ids').flatMap((id) => ids.get(id) ?? []) })),
    ...[...ids].flatMap(([id, entries]) => (grouped.has(id) ? [] : [{ group: undefined, entries }])),
  ];
  for (const { group, entries } of sets)
    if (entries.length > 0) addFinding({ about, described, group, entries, result }, scan, reading);
    else scan.doubt(group ?? row, 'the group has no vulnerability');
}

interface Group {
  readonly about: View;
  readonly described: DescribedPackage & { readonly distro: Distro | undefined };
  readonly group: View | undefined;
  readonly entries: readonly View[];
  readonly result: View;
}

function addFinding({ about, described, group, entries, result }: Group, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  // A vulnerability may be in many groups, and is read for each.
  for (const entry of group === undefined ? [] : entries) reading.charge(entry.pointer, entry.value);
  const names = [
    ...entries.flatMap((entry) => [textIn(entry, 'id') ?? [], textsIn(entry, 'aliases')].flat()),
    ...(group === undefined ? [] : [...textsIn(group, 'ids'), ...textsIn(group, 'aliases')]),
  ];
  const [id = '', ...aliases] = [...new Set(names)];
  const { name, version, purl, distro } = described;
  checkInstalled(version, name, about, warn);
  const text = (member: string) =>
    entries.map((entry) => decorations.text(entry, member)).find((value) => value !== undefined);
  const source = decorations.view(result, 'source');
  const path = source === undefined ? undefined : decorations.text(source, 'path');
  const shared: Omit<Finding, 'id'> = {
    uri: scan.uri,
    aliases,
    package: toFoundPackage(described, distro ?? givenDistro(reading.options.distro)),
    fixes: entries.flatMap((entry) => fixesOf(entry)(about)),
    ...ratedOf(entries, group, warn),
    cvss: entries.flatMap((entry) => ratings(entry, warn)),
    title: text('summary'),
    description: text('details'),
    urls: entries
      .flatMap((entry) => decorations.views(entry, 'references'))
      .flatMap((reference) => decorations.text(reference, 'url') ?? []),
    cwes: entries.flatMap((entry) => {
      const own = decorations.view(entry, 'database_specific');
      return own === undefined ? [] : decorations.texts(own, 'cwe_ids');
    }),
    published: parseReportTime(text('published')),
    modified: parseReportTime(text('modified')),
    details: { paths: path === undefined ? [] : [path], purl: purl?.text, vendorIds: names },
  };
  for (const own of equalIds(id, aliases)) scan.add({ ...shared, id: own });
}

interface Rated {
  readonly severity: Severity | undefined;
  readonly severityName: string | undefined;
  readonly isUnclear: boolean;
}

/**
 * The highest severity of the databases. The score that osv-scanner computed from the vectors counts if none has a word, or one has only a
 * vector.
 */
export function ratedOf(entries: readonly View[], group: View | undefined, warn: Warn): Rated {
  const words: Rated[] = [];
  let isOnlyScored = false;
  for (const entry of entries) {
    const own = viewIn(entry, 'database_specific');
    const severityName =
      own === undefined || typeof own.value.severity !== 'string' ? undefined : textIn(own, 'severity');
    if (own !== undefined && severityName !== undefined)
      words.push({ severityName, ...severityOf(severityName, pointerTo(own, 'severity'), warn) });
    else isOnlyScored ||= viewsIn(entry, 'severity').length > 0;
  }
  const score = Number((group === undefined ? undefined : textIn(group, 'max_severity')) ?? 0);
  const scored = score > 0 && score <= 10 ? severityOfScore(3, score) : undefined;
  if (words.length > 0) {
    if (isOnlyScored) words.push({ severity: scored, severityName: undefined, isUnclear: false });
    const worst = words.reduce((a, b) => (higherSeverity(a.severity, b.severity) === a.severity ? a : b));
    return { ...worst, isUnclear: words.some(({ isUnclear }) => isUnclear) };
  }
  return { severity: scored, severityName: undefined, isUnclear: false };
}

export function ratings(entry: View, warn: Warn): SourcedCvss[] {
  const id = textIn(entry, 'id') ?? '';
  return viewsIn(entry, 'severity').flatMap((rating) => {
    const version = ({ CVSS_V2: 2, CVSS_V3: 3, CVSS_V4: 4 } as const)[textIn(rating, 'type') ?? ''];
    if (version === undefined) return [];
    const parsed = parseCvss(version, textIn(rating, 'score'), undefined);
    if (parsed?.problem !== undefined) warn(rating, parsed.problem);
    const source = id.startsWith('GHSA-') ? 'ghsa' : 'osv';
    return parsed === undefined || !('version' in parsed) ? [] : { source, cvss: parsed };
  });
}

/** Versions, not commits, that end a range of a package. */
export function fixesOf(entry: View): (about: View) => string[] {
  const keyOf = (about: View): string => JSON.stringify([textIn(about, 'name'), textIn(about, 'ecosystem')]);
  const byPackage = new Map<string, string[]>();
  for (const affected of viewsIn(entry, 'affected')) {
    const own = viewIn(affected, 'package');
    if (own === undefined) continue;
    const fixes = viewsIn(affected, 'ranges')
      .filter((range) => textIn(range, 'type') !== 'GIT')
      .flatMap((range) => viewsIn(range, 'events').flatMap((event) => textIn(event, 'fixed') ?? []));
    const key = keyOf(own);
    const known = byPackage.get(key);
    if (known === undefined) byPackage.set(key, fixes);
    else for (const fix of fixes) known.push(fix);
  }
  return (about) => byPackage.get(keyOf(about)) ?? [];
}

const ecosystems: Readonly<Record<string, string>> = {
  almalinux: 'rpm',
  alpaquita: 'apk',
  alpine: 'apk',
  chainguard: 'apk',
  'crates.io': 'cargo',
  debian: 'deb',
  go: 'golang',
  mageia: 'rpm',
  maven: 'maven',
  minimos: 'apk',
  npm: 'npm',
  nuget: 'nuget',
  opensuse: 'rpm',
  packagist: 'composer',
  pypi: 'pypi',
  'red hat': 'rpm',
  'rocky linux': 'rpm',
  rubygems: 'gem',
  suse: 'rpm',
  ubuntu: 'deb',
  wolfi: 'apk',
};

/** `Debian:12`, `Ubuntu:22.04:LTS`, `Alpine:v3.18`, `npm` */
export function describedOf(about: View): (DescribedPackage & { distro: Distro | undefined }) | undefined {
  const name = textIn(about, 'name');
  if (name === undefined) return undefined;
  const [family = '', release = ''] = (textIn(about, 'ecosystem') ?? '').split(':');
  const key = family.toLowerCase();
  const purlType = Object.hasOwn(ecosystems, key)
    ? ecosystems[key]
    : key === ''
      ? 'generic'
      : key.replaceAll(' ', '-');
  const version = release.replace(/^v/, '');
  return {
    name,
    version: textIn(about, 'version'),
    purlType,
    purl: parsePurl(textIn(about, 'purl')),
    distro:
      version === ''
        ? undefined
        : { family: key === 'rocky linux' ? 'rocky' : key === 'red hat' ? 'redhat' : key, version },
  };
}
