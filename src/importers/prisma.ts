import { isObject } from '../domain/is-object.js';
import type { Distro } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
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
import { purlTypeOf } from './common/package-type.js';
import { toFoundPackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** Reports of Prisma Cloud: `twistcli images scan --details --output-file report.json IMAGE`. */
export const prisma: Importer = {
  format: 'prisma',
  title: 'Prisma Cloud (twistcli) JSON',
  bulk: ['results'],
  missing: (head) =>
    isObject(head) && Array.isArray(head.results) && typeof head.consoleURL === 'string'
      ? undefined
      : '"consoleURL" and the list "results"',
  convert,
};

/** Its digest is that of the image's configuration, so the caller has to name the image. */
function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('prisma', options);
  const head = viewOf(report.head, '');
  requiredListIn(head, 'results');
  const results = [...report.items('results')].map(({ value, pointer }) => viewOf(value, pointer));
  const [result, another] = results;
  if (result === undefined) throw invalidReport('/results', 'expected the result of a scan, found none');
  if (another !== undefined)
    throw invalidReport('/results/1', 'is of another image; send the report of each by itself');
  const scan = reading.scan(resolveResource(options.resource, { isImage: true }));
  const { vulnerabilities } = result.value;
  const rows = viewsIn(result, 'vulnerabilities');
  const distribution = viewIn(result, 'vulnerabilityDistribution');
  const total = distribution === undefined ? undefined : numberIn(distribution, 'total');
  // An empty list is left out; then its count is 0.
  if (vulnerabilities === undefined || vulnerabilities === null ? total !== 0 : (total ?? 0) > rows.length)
    scan.doubt(result, `the report counts ${total ?? 'no'} vulnerabilities and lists ${rows.length}`);
  const distro = distroOf(textIn(result, 'distro')) ?? givenDistro(options.distro);
  const types = typesOf(result);
  for (const row of rows) readRow(row, scan, { distro, types }, reading);
  const compliances = viewsIn(result, 'compliances').length;
  if (compliances > 0)
    reading.warn(pointerTo(result, 'compliances'), `${compliances} compliance checks were not imported`);
  return reading.converted([head, result], { time: reading.time(result, 'scanTime') });
}

interface Place {
  readonly distro: Distro | undefined;
  /** By name and version of packages, which only `--details` lists. */
  readonly types: ReadonlyMap<string, string>;
}

function readRow(row: View, scan: Scan, place: Place, { warn, decorations }: Reading): void {
  const id = textIn(row, 'id') ?? '';
  const named = textIn(row, 'packageName');
  if (named === undefined) {
    scan.skip(row, 'the finding names no package', id === '' ? undefined : id);
    return;
  }
  const version = textIn(row, 'packageVersion');
  checkInstalled(version, named, row, warn);
  const word = textIn(row, 'severity');
  const status = textIn(row, 'status');
  const link = decorations.text(row, 'link');
  const path = decorations.text(row, 'packagePath');
  const { source, packages } = packagesOf(named);
  for (const name of packages)
    scan.add({
      uri: scan.uri,
      id,
      aliases: [],
      package: foundPackage(name, source, version, place),
      fixes: splitFixes(/^fixed in\s+(.+)$/i.exec(status ?? '')?.[1]),
      severityName: word,
      ...severityOf(word, pointerTo(row, 'severity'), warn),
      cvss: rating(row, warn),
      description: decorations.text(row, 'description'),
      urls: link === undefined ? [] : [link],
      cwes: [],
      published: parseReportTime(
        typeof row.value.publishedDate === 'string'
          ? decorations.text(row, 'publishedDate')
          : decorations.number(row, 'published'),
      ),
      status,
      details: { paths: path === undefined ? [] : [path], srcName: source },
    });
}

/** `glibc (used in libc6, libc-bin)`: the source package and its binary ones; else one name that is both. */
function packagesOf(text: string): { readonly source: string | undefined; readonly packages: string[] } {
  const match = /^(\S+) \(used in ([^()]+)\)$/.exec(text);
  const packages = (match?.[2] ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return packages.length === 0 ? { source: undefined, packages: [text] } : { source: match?.[1], packages };
}

/** A package of an unknown type does not count as one of the system: its versions are not compared. */
function foundPackage(
  name: string,
  source: string | undefined,
  version: string | undefined,
  { distro, types }: Place,
): FoundPackage {
  const own = [name, source].map((each) => types.get(JSON.stringify([each, version]))).find(Boolean);
  const type = own ?? (source === undefined ? undefined : 'os');
  const purlType = type === 'os' ? undefined : purlTypeOf(names[type ?? ''] ?? type ?? 'generic');
  return toFoundPackage({ name, version, purlType }, distro);
}

/** Twistcli's words for types of packages. */
const names: Readonly<Record<string, string>> = { nodejs: 'npm', jar: 'maven', rust: 'cargo' };

function typesOf(result: View): Map<string, string> {
  return new Map(
    viewsIn(result, 'packages').flatMap((entry) => {
      const [type, name] = [textIn(entry, 'type'), textIn(entry, 'name')];
      const key = JSON.stringify([name, textIn(entry, 'version')]);
      return type === undefined || name === undefined ? [] : [[key, type.toLowerCase()] as const];
    }),
  );
}

const families: readonly [RegExp, string][] = [
  [/^debian/i, 'debian'],
  [/^ubuntu/i, 'ubuntu'],
  [/^alpine/i, 'alpine'],
  [/^red hat/i, 'redhat'],
  [/^centos/i, 'centos'],
  [/^rocky/i, 'rocky'],
  [/^alma/i, 'almalinux'],
  [/^oracle/i, 'oracle'],
  [/^amazon/i, 'amazon'],
  [/^fedora/i, 'fedora'],
  [/^suse linux enterprise/i, 'sles'],
  [/photon/i, 'photon'],
];

/** `Debian GNU/Linux 12 (bookworm)`, `Alpine Linux v3.18`; undefined for what has no number or is not known. */
function distroOf(text: string | undefined): Distro | undefined {
  const family = families.find(([pattern]) => pattern.test(text ?? ''))?.[1];
  const version = /\bv?(\d+(?:\.\d+)*)/.exec(text ?? '')?.[1];
  return family === undefined || version === undefined ? undefined : { family, version };
}

function rating(row: View, warn: Warn): SourcedCvss[] {
  const vector = textIn(row, 'vector');
  const parsed = parseCvss(vector?.startsWith('CVSS:4') === true ? 4 : 3, vector, numberIn(row, 'cvss'));
  if (parsed?.problem !== undefined) warn(row, parsed.problem);
  return parsed === undefined || !('version' in parsed) ? [] : [{ source: 'prisma', cvss: parsed }];
}
