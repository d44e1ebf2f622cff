import { isObject } from '../domain/is-object.js';
import { type Distro, parseDistro } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type Finding } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
  booleanIn,
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
import { packageTypeOf, purlTypeOf } from './common/package-type.js';
import { toFoundPackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { higherSeverity, severityOf } from './common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** Results of `snyk container test IMAGE --json`, one or a list of them. */
export const snyk: Importer = {
  format: 'snyk',
  title: 'Snyk JSON (container test, test)',
  bulk: [],
  missing: (head) => {
    const first: unknown = Array.isArray(head) ? head[0] : head;
    return isObject(first) && first.vulnerabilities !== undefined && first.ok !== undefined
      ? undefined
      : '"ok" and the list "vulnerabilities"';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('snyk', options);
  const tests = Array.isArray(report.head)
    ? [...report.items('')].map(({ value, pointer }) => viewOf(value, pointer))
    : [viewOf(report.head, '')];
  const images = tests.flatMap((test) => {
    const image = parseImage(textIn(test, 'path') ?? '');
    return image?.digest === undefined ? [] : [image];
  });
  const scan = reading.scan(resolveResource(options.resource, { images, isImage: images.length > 0 }));
  for (const test of tests) readTest(test, scan, reading);
  const all = tests.flatMap((test) => [test, ...viewsIn(test, 'applications')]);
  if (all.every((test) => numberIn(test, 'dependencyCount') === 0))
    scan.doubt('/dependencyCount', 'no packages were found, so nothing was searched');
  return reading.converted(tests, { time: undefined });
}

function readTest(test: View, scan: Scan, reading: Reading): void {
  const failure = textIn(test, 'error');
  if (failure !== undefined) {
    reading.warn(pointerTo(test, 'error'), `the test failed: ${failure.slice(0, 200)}`);
    scan.unfinish('FINISHED_FAILED');
    return;
  }
  requiredListIn(test, 'vulnerabilities');
  const rows = viewsIn(test, 'vulnerabilities');
  const manager = textIn(test, 'packageManager');
  for (const row of rows) readRow(row, manager, scan, reading);
  checkTotals(test, rows, scan);
  const threshold = textIn(test, 'severityThreshold');
  if (threshold !== undefined && threshold !== 'low')
    scan.doubt(
      pointerTo(test, 'severityThreshold'),
      `findings below ${threshold.slice(0, 80)} were left out`,
    );
  const filtered = viewIn(test, 'filtered');
  if (filtered !== undefined)
    for (const list of ['ignore', 'patch'])
      for (const row of viewsIn(filtered, list)) {
        const id = textIn(row, 'id');
        if (id === undefined) scan.doubt(row, 'the ignored finding has no id');
        else scan.keep(id, aliasesOf(row));
      }
  for (const application of viewsIn(test, 'applications')) readTest(application, scan, reading);
  for (const member of Object.keys(test.value)) {
    const list = test.value[member];
    if (member !== 'applications' && Array.isArray(list) && list.some(isTest))
      scan.doubt(pointerTo(test, member), 'the list is not known, and has findings');
  }
}

function isTest(value: unknown): boolean {
  return isObject(value) && value.vulnerabilities !== undefined;
}

/** Snyk reports whether it found anything, and the number of distinct vulnerabilities. */
function checkTotals(test: View, rows: readonly View[], scan: Scan): void {
  const count = numberIn(test, 'uniqueCount') ?? 0;
  const distinct = new Set(rows.map((row) => row.value.id)).size;
  if (count > distinct)
    scan.doubt(pointerTo(test, 'uniqueCount'), `counts ${count} findings, the list has ${distinct}`);
  if (rows.length > 0 || booleanIn(test, 'ok') !== false) return;
  scan.doubt(pointerTo(test, 'ok'), 'reports findings, but the list is empty');
}

function aliasesOf(row: View): string[] {
  const identifiers = viewIn(row, 'identifiers');
  return identifiers === undefined ? [] : ['CVE', 'GHSA'].flatMap((kind) => textsIn(identifiers, kind));
}

function readRow(row: View, manager: string | undefined, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  if (textIn(row, 'type') === 'license') return;
  const id = textIn(row, 'id');
  const aliases = aliasesOf(row);
  const full = textIn(row, 'packageName') ?? textIn(row, 'name');
  if (full === undefined) {
    scan.skip(row, 'the finding names no package', id, aliases);
    return;
  }
  const version = textIn(row, 'version');
  checkInstalled(version, full, row, warn);
  const { purlType, distro } = platformOf(textIn(row, 'packageManager') ?? manager);
  const isOs = purlType === undefined || packageTypeOf(purlType) === 'OS';
  // Of packages of a system it names the source too: `openssl/libssl3`.
  const slash = isOs ? full.lastIndexOf('/') : -1;
  const nearest = textIn(row, 'nearestFixedInVersion');
  const identifiers = viewIn(row, 'identifiers');
  const published = decorations.text(row, 'publicationTime');
  const from = decorations.texts(row, 'from');
  scan.add({
    uri: scan.uri,
    id: id ?? '',
    aliases,
    package: toFoundPackage(
      { name: full.slice(slash + 1), version, purlType },
      distro ?? givenDistro(reading.options.distro),
    ),
    fixes: nearest === undefined ? textsIn(row, 'fixedIn').flatMap(splitFixes) : splitFixes(nearest),
    ...ratedOf(row, warn),
    cvss: ratings(row, warn),
    title: decorations.text(row, 'title'),
    description: decorations.text(row, 'description'),
    urls: decorations
      .views(row, 'references')
      .flatMap((reference) => decorations.text(reference, 'url') ?? []),
    cwes: identifiers === undefined ? [] : decorations.texts(identifiers, 'CWE'),
    published: parseReportTime(published),
    modified: parseReportTime(decorations.text(row, 'modificationTime')),
    details: {
      paths: from.length === 0 ? [] : [from.join(' > ')],
      srcName: slash < 0 ? undefined : full.slice(0, slash),
      vendorIds: id === undefined ? [] : [id],
    },
  });
}

/** The higher of two severities: old releases of Snyk write CRITICAL into `severityWithCritical` only. */
function ratedOf(row: View, warn: Warn): Pick<Finding, 'severity' | 'severityName' | 'isUnclear'> {
  const [own, other] = ['severity', 'severityWithCritical'].map((member) => {
    const severityName = textIn(row, member);
    return { severityName, ...severityOf(severityName, pointerTo(row, member), warn) };
  });
  const isOther = higherSeverity(own?.severity, other?.severity) !== own?.severity;
  return { ...(isOther ? other : own), isUnclear: own?.isUnclear === true || other?.isUnclear === true };
}

const families: Readonly<Record<string, string>> = {
  alpine: 'apk',
  debian: 'deb',
  ubuntu: 'deb',
  wolfi: 'apk',
  chainguard: 'apk',
};

/** `debian:12` of packages of a system, else the manager of a language. */
function platformOf(manager: string | undefined): {
  purlType: string | undefined;
  distro?: Distro | undefined;
} {
  if (manager === undefined || manager === 'linux' || manager === 'docker') return { purlType: undefined };
  const distro = parseDistro(manager);
  if (distro === undefined) return { purlType: purlTypeOf(manager) };
  const family = distro.family.toLowerCase();
  return { purlType: Object.hasOwn(families, family) ? families[family] : 'rpm', distro };
}

function ratings(row: View, warn: Warn): SourcedCvss[] {
  const score = numberIn(row, 'cvssScore');
  const details = viewsIn(row, 'cvssDetails').map((detail) => ({
    source: (textIn(detail, 'assigner') ?? 'snyk').toLowerCase(),
    cvss: parseCvss(3, textIn(detail, 'cvssV3Vector'), numberIn(detail, 'cvssV3BaseScore')),
    at: detail,
  }));
  const own = { source: 'snyk', cvss: parseCvss(3, textIn(row, 'CVSSv3'), score), at: row };
  return [own, ...details].flatMap(({ source, cvss, at }) => {
    if (cvss?.problem !== undefined) warn(at, cvss.problem);
    return cvss === undefined || !('version' in cvss) ? [] : { source, cvss };
  });
}
