import { buildPurl, type Distro, distroCpe } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { parseReportTime } from './common/discovery.js';
import type { Finding, FoundPackage } from './common/finding.js';
import { packageTypeOf, versionScheme } from './common/package-type.js';
import { givenDistro } from './common/scan.js';
import { severityOf } from './common/severity.js';
import { splitFixes } from './common/version-order.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn, viewsIn } from './common/view.js';
import type { Warn } from './types.js';

/** The tables of a report. */
export interface ClairContext {
  readonly uri: string;
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

/** The findings of one package; what is joined to nothing is left out with a warning. */
export function findingsOf(packageId: string, found: View, context: ClairContext, warn: Warn): Finding[] {
  const pointer = pointerTo(found, packageId);
  const installed = viewIn(context.packages, packageId);
  const name = installed === undefined ? undefined : textIn(installed, 'name');
  const ids = textsIn(found, packageId);
  if (installed === undefined || name === undefined) {
    warn(pointer, 'the package is not in the report; its findings were left out');
    return [];
  }
  if (textIn(installed, 'version') === undefined && ids.length > 0) {
    warn(installed, `no installed version of ${name.slice(0, 100)}; taken as affected`);
  }
  const environments = viewsIn(context.environments, packageId);
  return ids.flatMap((id, index) => {
    const vulnerability = viewIn(context.vulnerabilities, id);
    if (vulnerability === undefined) {
      warn(`${pointer}/${index}`, 'the vulnerability is not in the report; the finding was left out');
      return [];
    }
    return joined(id, vulnerability, installed, name, environments, context, warn);
  });
}

/** A finding for each CVE of the vulnerability. */
function joined(
  id: string,
  vulnerability: View,
  installed: View,
  name: string,
  environments: readonly View[],
  context: ClairContext,
  warn: Warn,
): Finding[] {
  const title = textIn(vulnerability, 'name') ?? '';
  const links = (textIn(vulnerability, 'links') ?? '').split(/\s+/).filter((link) => link !== '');
  const { ids, advisory } = namesOf(title, links);
  const word = textIn(vulnerability, 'severity');
  const isVector = word !== undefined && /(?:^|\/)AV:/.test(word);
  const normal = textIn(vulnerability, 'normalized_severity');
  const source = viewIn(installed, 'source');
  const shared: Omit<Finding, 'id' | 'advisory'> = {
    uri: context.uri,
    aliases: advisory === undefined ? [] : [advisory],
    package: foundPackage(vulnerability, installed, name, environments, context),
    fixes: fixesOf(textIn(vulnerability, 'fixed_in_version')),
    severityName: isVector ? normal : (word ?? normal),
    severity: severityOf(normal, pointerTo(vulnerability, 'normalized_severity'), warn),
    cvss: [
      ...context.ratings.flatMap((table) => viewsIn(table, id)).flatMap((row) => rating(row, warn)),
      ...(isVector ? vectorRating(vulnerability, word, warn) : []),
    ],
    title: title === '' ? undefined : title,
    description: textIn(vulnerability, 'description'),
    urls: links,
    cwes: [],
    published: parseReportTime(textIn(vulnerability, 'issued')),
    source: textIn(vulnerability, 'updater'),
    details: {
      paths: environments.flatMap((environment) => pathsOf(environment)),
      srcName: source === undefined ? undefined : textIn(source, 'name'),
    },
  };
  return ids.map((own) => ({ ...shared, id: own, advisory: own === advisory ? undefined : advisory }));
}

const advisoryPattern =
  /GHSA(?:-[0-9a-z]{4}){3}|(?:RH[SBE]A|ELSA|ALSA|RLSA)-\d{4}[:-]\d+|ALAS\w*-\d{4}-\d+|GO-\d{4}-\d+|PYSEC-\d{4}-\d+|(?:USN|DSA|DLA)-[\d-]+|pyup\.io-\d+/i;

/** CVEs of the name, else of the links, else the advisory, else the name where it is an id and no title. */
function namesOf(title: string, links: readonly string[]): { ids: string[]; advisory: string | undefined } {
  const advisory = advisoryPattern.exec(title)?.[0];
  const cves = [cvesIn(title), cvesIn(links.join(' '))].find((list) => list.length > 0);
  if (cves !== undefined) return { ids: cves, advisory };
  const own = advisory ?? (/\s/.test(title) ? '' : title);
  return { ids: [own], advisory };
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
  if (purlType !== undefined) {
    const cpeUri = buildPurl(purlType, name, version);
    return { name, type: packageTypeOf(purlType, name), version, scheme: 'opaque', cpeUri };
  }
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

function pathsOf(environment: View): string[] {
  const path = textIn(environment, 'package_db');
  const layer = textIn(environment, 'introduced_in');
  return [...(path === undefined ? [] : [path]), ...(layer === undefined ? [] : [`layer:${layer}`])];
}
