import { buildPurl, type Distro } from './common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss } from './common/cvss.js';
import type { Finding, FoundPackage } from './common/finding.js';
import { isCve, vulnerabilityIds } from './common/note-id.js';
import { packageTypeOf, purlTypeOf, typeOfPurl, versionScheme } from './common/package-type.js';
import { severityOf } from './common/severity.js';
import { splitFixes } from './common/version-order.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn, viewsIn } from './common/view.js';
import type { Warn } from './types.js';

/** What all matches of a report share. */
export interface GrypePlatform {
  readonly uri: string;
  readonly distro: Distro | undefined;
  readonly distroCpe: string;
}

/**
 * One match as findings, one for each vulnerability it is about: an advisory may stand for several. None,
 * with a warning, where it names no vulnerability or package.
 */
export function matchFindings(match: View, platform: GrypePlatform, warn: Warn): Finding[] {
  const vulnerability = viewIn(match, 'vulnerability');
  const artifact = viewIn(match, 'artifact');
  const id = vulnerability === undefined ? undefined : textIn(vulnerability, 'id');
  const name = artifact === undefined ? undefined : textIn(artifact, 'name');
  if (vulnerability === undefined || artifact === undefined || id === undefined || name === undefined) {
    warn(match, 'the match names no vulnerability or package and was left out');
    return [];
  }
  const related = viewsIn(match, 'relatedVulnerabilities');
  const found = foundPackage(artifact, name, platform, warn);
  const word = textIn(vulnerability, 'severity');
  const severity = severityOf(word, pointerTo(vulnerability, 'severity'), warn);
  const relatedIds = related.flatMap((entry) => textIn(entry, 'id') ?? []);
  return vulnerabilityIds(id, relatedIds).map((noteId): Finding => {
    const entries = entriesOf(noteId, related);
    const texts = [...entries, vulnerability];
    return {
      uri: platform.uri,
      id: noteId,
      advisory: noteId === id.toUpperCase() || noteId === id ? undefined : id,
      aliases: [id, ...relatedIds].filter((alias) => !isCve(alias)),
      package: found,
      ...fixOf(vulnerability),
      severityName: word,
      severity,
      upstreamSeverity: upstreamSeverity(entries, warn),
      cvss: texts.flatMap((entry) => ratings(entry, warn)),
      packageSource: sourceOf(vulnerability),
      description: texts.map((entry) => textIn(entry, 'description')).find((text) => text !== undefined),
      urls: texts.flatMap((entry) => [
        ...optionalText(entry, 'dataSource'),
        ...textsIn(entry, 'urls'),
        ...textsIn(entry, 'links'),
      ]),
      cwes: texts.flatMap((entry) => viewsIn(entry, 'cwes')).flatMap((cwe) => textIn(cwe, 'cwe') ?? []),
      source: textIn(vulnerability, 'namespace'),
      details: {
        paths: paths(artifact),
        srcName: viewsIn(artifact, 'upstreams').flatMap((upstream) => textIn(upstream, 'name') ?? [])[0],
        purl: textIn(artifact, 'purl'),
        vendorIds: viewsIn(vulnerability, 'advisories').flatMap((advisory) => textIn(advisory, 'id') ?? []),
        matchTypes: matchTypes(match),
        ...exploitation(texts),
      },
    };
  });
}

/** What the world says of a vulnerability: NVD under its own id, or GitHub. Another CVE neither names nor rates it. */
function entriesOf(noteId: string, related: readonly View[]): View[] {
  return related
    .filter((entry) => {
      const id = textIn(entry, 'id') ?? '';
      return id.toUpperCase() === noteId.toUpperCase() || id.startsWith('GHSA-');
    })
    .sort((a, b) => rank(a) - rank(b));
}

function rank(entry: View): number {
  const source = sourceOf(entry);
  return source === 'nvd' ? 0 : source === 'ghsa' ? 1 : 2;
}

/** Who speaks, by namespace: `nvd:cpe`, `github:language:java`, `redhat:distro:redhat:8`. */
function sourceOf(entry: View): string {
  const namespace = textIn(entry, 'namespace') ?? '';
  const source = namespace.split(':')[0] ?? '';
  if (source === 'github') return 'ghsa';
  if (source !== '') return source;
  return (textIn(entry, 'id') ?? '').startsWith('GHSA-') ? 'ghsa' : 'unknown';
}

function upstreamSeverity(entries: readonly View[], warn: Warn): Finding['upstreamSeverity'] {
  for (const entry of entries) {
    const severity = severityOf(textIn(entry, 'severity'), pointerTo(entry, 'severity'), warn);
    if (severity !== undefined) return severity;
  }
  return undefined;
}

/** Only the state "fixed" has a fix; older reports have nothing but its version. */
function fixOf(vulnerability: View): Pick<Finding, 'fixes' | 'status'> {
  const fix = viewIn(vulnerability, 'fix');
  if (fix === undefined) return { fixes: splitFixes(textIn(vulnerability, 'fixedInVersion')) };
  const status = textIn(fix, 'state');
  return { status, fixes: status === 'fixed' ? textsIn(fix, 'versions').flatMap(splitFixes) : [] };
}

const legacy: readonly { member: string; version: CvssVersion }[] = [
  { member: 'cvssV2', version: 2 },
  { member: 'cvssV3', version: 3 },
];

function ratings(entry: View, warn: Warn): SourcedCvss[] {
  const source = sourceOf(entry);
  const rows = viewsIn(entry, 'cvss').map((row) => ({
    row,
    metrics: viewIn(row, 'metrics'),
    version: methodOf(textIn(row, 'version')),
  }));
  const older = legacy.flatMap(({ member, version }) => {
    const row = viewIn(entry, member);
    return row === undefined ? [] : [{ row, metrics: row, version }];
  });
  return [...rows, ...older].flatMap(({ row, metrics, version }) => {
    const score = metrics === undefined ? undefined : numberIn(metrics, 'baseScore');
    const parsed = parseCvss(version, textIn(row, 'vector'), score);
    if (parsed?.problem !== undefined) warn(row, parsed.problem);
    if (parsed === undefined || !('version' in parsed)) return [];
    return { source, primary: textIn(row, 'type') === 'Primary', cvss: parsed };
  });
}

function methodOf(version: string | undefined): CvssVersion {
  return version?.startsWith('2') ? 2 : version?.startsWith('4') ? 4 : 3;
}

function foundPackage(artifact: View, name: string, platform: GrypePlatform, warn: Warn): FoundPackage {
  const version = textIn(artifact, 'version');
  if (version === undefined)
    warn(artifact, `no installed version of ${name.slice(0, 100)}; taken as affected`);
  const purl = textIn(artifact, 'purl');
  const purlType = typeOfPurl(purl) ?? purlTypeOf(textIn(artifact, 'type') ?? 'generic');
  const type = packageTypeOf(purlType, name);
  if (type === 'OS') {
    return {
      name,
      type,
      version,
      scheme: versionScheme(purlType, platform.distro?.family),
      arch: /[?&]arch=([^&#]+)/.exec(purl ?? '')?.[1],
      cpeUri: platform.distroCpe,
    };
  }
  const cpe = textsIn(artifact, 'cpes')[0];
  const fullName = purlType === 'maven' ? withGroup(name, purl) : name;
  return {
    name: fullName,
    type,
    version,
    scheme: 'opaque',
    cpeUri: cpe ?? purl ?? buildPurl(purlType, fullName, version),
  };
}

/** `group:artifact`, the group from the purl. */
function withGroup(name: string, purl: string | undefined): string {
  const group = /^pkg:maven\/([^/@?#]+)\/[^/]/.exec(purl ?? '')?.[1];
  return group === undefined || name.includes(':') ? name : `${group}:${name}`;
}

function paths(artifact: View): string[] {
  return viewsIn(artifact, 'locations').flatMap((location) => {
    const layer = textIn(location, 'layerID');
    return [...optionalText(location, 'path'), ...(layer === undefined ? [] : [`layer:${layer}`])];
  });
}

function optionalText(view: View, member: string): string[] {
  const text = textIn(view, member);
  return text === undefined ? [] : [text];
}

/** A list, in older reports one object. */
function matchTypes(match: View): string[] {
  const { matchDetails } = match.value;
  const details = Array.isArray(matchDetails)
    ? viewsIn(match, 'matchDetails')
    : [viewIn(match, 'matchDetails')];
  return details.flatMap((detail) => (detail === undefined ? [] : (textIn(detail, 'type') ?? [])));
}

function exploitation(entries: readonly View[]): { epss?: number; kev?: boolean } {
  const scores = entries
    .flatMap((entry) => viewsIn(entry, 'epss'))
    .flatMap((row) => numberIn(row, 'epss') ?? [])
    .filter((score) => score > 0 && score <= 1);
  const known = entries.some((entry) => viewsIn(entry, 'knownExploited').length > 0);
  return { ...(scores.length === 0 ? {} : { epss: Math.max(...scores) }), ...(known ? { kev: true } : {}) };
}
