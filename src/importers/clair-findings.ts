import { type Distro, distroCpe } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import type { Decorations } from './common/decoration.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type Finding, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import {
  numberIn,
  pointerTo,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewsIn,
} from './common/json-view.js';
import { versionScheme } from './common/package-type.js';
import { languagePackage } from './common/purl.js';
import type { Reading } from './common/reading.js';
import { givenDistro, type Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import type { Warn } from './types.js';

/** The tables of a report. */
export interface ClairContext {
  /** As the caller named it. */
  readonly distro: string | undefined;
  readonly packages: View;
  readonly vulnerabilities: View;
  readonly environments: View;
  readonly distributions: View;
  /** CVSS by vulnerability id. */
  readonly ratings: readonly View[];
}

/** Language repositories, by purl type; packages of others belong to the distribution. */
const repositories: ReadonlyMap<string, string> = new Map([
  ['cargo', 'cargo'],
  ['crates.io', 'cargo'],
  ['go', 'golang'],
  ['maven', 'maven'],
  ['npm', 'npm'],
  ['nuget', 'nuget'],
  ['pypi', 'pypi'],
  ['rubygems', 'gem'],
]);

/** Reads the findings of one package. Rows without a join are left out. */
export function readPackage(
  packageId: string,
  found: View,
  context: ClairContext,
  scan: Scan,
  reading: Reading,
): void {
  const pointer = pointerTo(found, packageId);
  const installed = viewIn(context.packages, packageId);
  const name = installed === undefined ? undefined : textIn(installed, 'name');
  const listed = requiredListIn(found, packageId).length;
  const ids = textsIn(found, packageId);
  for (let blank = ids.length; blank < listed; blank += 1) scan.skip(pointer, 'a finding has no id');
  if (installed !== undefined && ids.length > 0)
    checkInstalled(textIn(installed, 'version'), name ?? '', installed, reading.warn);
  const environments = viewsIn(context.environments, packageId);
  for (const [index, id] of ids.entries()) {
    const vulnerability = viewIn(context.vulnerabilities, id);
    const at = `${pointer}/${index}`;
    if (vulnerability === undefined)
      scan.skip(at, 'the finding is of a vulnerability that is not in the report');
    else if (installed === undefined || name === undefined) {
      for (const own of namesOf(vulnerability).ids)
        scan.skip(at, 'the finding is of a package that is not in the report', own === '' ? undefined : own);
    } else {
      const place = { installed, environments };
      const found = foundPackage(vulnerability, installed, name, environments, context);
      readJoined(id, vulnerability, found, place, context, scan, reading);
    }
  }
}

/** A vulnerability that no package is joined to: Clair lists only those that it found in a package. */
export function skipUnjoined(found: View, { vulnerabilities }: ClairContext, scan: Scan): void {
  const joined = new Set(Object.keys(found.value).flatMap((packageId) => textsIn(found, packageId)));
  for (const id of Object.keys(vulnerabilities.value)) {
    const row = joined.has(id) ? undefined : viewIn(vulnerabilities, id);
    if (row === undefined) continue;
    for (const own of namesOf(row).ids)
      scan.skip(row, 'the vulnerability is of no package of the report', own === '' ? undefined : own);
  }
}

interface Place {
  readonly installed: View;
  readonly environments: readonly View[];
}

/** A finding for each CVE of the vulnerability. */
function readJoined(
  id: string,
  vulnerability: View,
  found: FoundPackage,
  { installed, environments }: Place,
  context: ClairContext,
  scan: Scan,
  { warn, decorations }: Reading,
): void {
  const { ids, advisory, title, links } = namesOf(vulnerability);
  if (title === '') scan.doubt(vulnerability, 'the vulnerability has no name');
  const word = textIn(vulnerability, 'severity');
  const isVector = word !== undefined && /(?:^|\/)AV:/.test(word);
  const normal = textIn(vulnerability, 'normalized_severity');
  const source = decorations.view(installed, 'source');
  const shared: Omit<Finding, 'id' | 'advisory'> = {
    uri: scan.uri,
    aliases: advisory === undefined ? [] : [advisory],
    package: found,
    fixes: fixesOf(textIn(vulnerability, 'fixed_in_version')),
    severityName: isVector ? normal : (word ?? normal),
    ...severityOf(normal, pointerTo(vulnerability, 'normalized_severity'), warn),
    cvss: [
      ...context.ratings.flatMap((table) => viewsIn(table, id)).flatMap((row) => rating(row, warn)),
      ...(isVector ? vectorRating(vulnerability, word, warn) : []),
    ],
    title: title === '' ? undefined : title,
    description: decorations.text(vulnerability, 'description'),
    urls: links,
    cwes: [],
    published: parseReportTime(decorations.text(vulnerability, 'issued')),
    source: decorations.text(vulnerability, 'updater'),
    details: {
      paths: environments.flatMap((environment) => pathsOf(environment, decorations)),
      srcName: source === undefined ? undefined : decorations.text(source, 'name'),
    },
  };
  for (const own of ids) scan.add({ ...shared, id: own, advisory: own === advisory ? undefined : advisory });
}

const advisoryPattern =
  /GHSA(?:-[0-9a-z]{4}){3}|(?:RH[SBE]A|ELSA|ALSA|RLSA)-\d{4}[:-]\d+|ALAS\w*-\d{4}-\d+|GO-\d{4}-\d+|PYSEC-\d{4}-\d+|(?:USN|DSA|DLA)-[\d-]+|pyup\.io-\d+/i;

/** CVEs of the name, else of the links, else the advisory, else the name where it is an id and no title. */
function namesOf(vulnerability: View): {
  ids: string[];
  advisory: string | undefined;
  title: string;
  links: string[];
} {
  const title = textIn(vulnerability, 'name') ?? '';
  const links = (textIn(vulnerability, 'links') ?? '').split(/\s+/).filter((link) => link !== '');
  const advisory = advisoryPattern.exec(title)?.[0];
  const cves = [cvesIn(title), cvesIn(links.join(' '))].find((list) => list.length > 0);
  if (cves !== undefined) return { ids: cves, advisory, title, links };
  const own = advisory ?? (/\s/.test(title) ? '' : title);
  return { ids: [own], advisory, title, links };
}

function cvesIn(text: string): string[] {
  return [...new Set((text.match(/CVE-\d{4}-\d{4,}/gi) ?? []).map((cve) => cve.toUpperCase()))].sort();
}

function foundPackage(
  vulnerability: View,
  installed: View,
  name: string,
  environments: readonly View[],
  context: ClairContext,
): FoundPackage {
  const version = textIn(installed, 'version');
  const repository = viewIn(vulnerability, 'repository');
  const purlType = repositories.get(
    repository === undefined ? '' : (textIn(repository, 'name') ?? '').toLowerCase(),
  );
  if (purlType !== undefined) return languagePackage(name, version, purlType);
  const { distro, cpeUri } = distroOf(environments, context);
  const scheme = versionScheme(undefined, distro?.family);
  return { name, type: 'OS', version, scheme, arch: textIn(installed, 'arch'), cpeUri };
}

function distroOf(
  environments: readonly View[],
  { distributions, distro }: ClairContext,
): { distro: Distro | undefined; cpeUri: string } {
  for (const environment of environments) {
    const id = textIn(environment, 'distribution_id');
    const row = id === undefined ? undefined : viewIn(distributions, id);
    if (row === undefined) continue;
    const family = textIn(row, 'did');
    const known = family === undefined ? undefined : { family, version: textIn(row, 'version_id') ?? '' };
    const cpe = textIn(row, 'cpe');
    if (known !== undefined || cpe !== undefined) return { distro: known, cpeUri: cpe ?? distroCpe(known) };
  }
  const given = givenDistro(distro);
  return { distro: given, cpeUri: distroCpe(given) };
}

/** A version, or `fixed=1.2&introduced=0`. */
function fixesOf(text: string | undefined): string[] {
  if (text === undefined || !/(?:^|&)(?:fixed|introduced|lastAffected)=/.test(text)) return splitFixes(text);
  return splitFixes(new URLSearchParams(text).get('fixed') ?? undefined);
}

function rating(row: View, warn: Warn): SourcedCvss[] {
  const version = textIn(row, 'version');
  const method = version?.startsWith('2') ? 2 : version?.startsWith('4') ? 4 : 3;
  const parsed = parseCvss(method, textIn(row, 'vectorString'), numberIn(row, 'baseScore'));
  if (parsed?.problem !== undefined) warn(row, parsed.problem);
  return parsed === undefined || !('version' in parsed) ? [] : [{ source: 'nvd', cvss: parsed }];
}

function vectorRating(vulnerability: View, vector: string, warn: Warn): SourcedCvss[] {
  const parsed = parseCvss(/Au:/.test(vector) ? 2 : 3, vector, undefined);
  if (parsed?.problem !== undefined) warn(pointerTo(vulnerability, 'severity'), parsed.problem);
  return parsed === undefined || !('version' in parsed)
    ? []
    : [{ source: textIn(vulnerability, 'updater') ?? 'clair', cvss: parsed }];
}

function pathsOf(environment: View, { text }: Decorations): string[] {
  const path = text(environment, 'package_db');
  const layer = text(environment, 'introduced_in');
  return [...(path === undefined ? [] : [path]), ...(layer === undefined ? [] : [`layer:${layer}`])];
}
