import { isObject } from '../domain/is-object.js';
import type { Distro } from './common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss } from './common/cvss.js';
import type { Decorations } from './common/decoration.js';
import { checkInstalled, type Finding, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn, viewsIn } from './common/json-view.js';
import { isCve, vulnerabilityIds } from './common/note-id.js';
import { archOfPurl, packageTypeOf, purlTypeOf, typeOfPurl, versionScheme } from './common/package-type.js';
import { languagePackage } from './common/purl.js';
import type { Reading } from './common/reading.js';
import type { Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import type { Warn } from './types.js';

/** What all matches of a report share. */
export interface GrypePlatform {
  readonly uri: string;
  readonly distro: Distro | undefined;
  readonly distroCpe: string;
}

/** Reads one match: a finding for each vulnerability, since an advisory may be about several. */
export function readMatch(match: View, platform: GrypePlatform, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  const vulnerability = viewIn(match, 'vulnerability');
  const artifact = viewIn(match, 'artifact');
  const id = vulnerability === undefined ? undefined : textIn(vulnerability, 'id');
  const name = artifact === undefined ? undefined : textIn(artifact, 'name');
  const related = viewsIn(match, 'relatedVulnerabilities');
  const relatedIds = related.flatMap((entry) => textIn(entry, 'id') ?? []);
  if (vulnerability === undefined || artifact === undefined || id === undefined || name === undefined) {
    scan.skip(match, 'the match names no vulnerability or package', id, relatedIds);
    return;
  }
  const found = foundPackage(artifact, name, platform, reading);
  const word = textIn(vulnerability, 'severity');
  const rated = severityOf(word, pointerTo(vulnerability, 'severity'), warn);
  for (const noteId of vulnerabilityIds(id, relatedIds)) {
    const entries = entriesOf(noteId, related);
    const texts = [...entries, vulnerability];
    scan.add({
      uri: platform.uri,
      id: noteId,
      advisory: noteId === id.toUpperCase() || noteId === id ? undefined : id,
      aliases: [id, ...relatedIds].filter((alias) => !isCve(alias)),
      package: found,
      ...fixOf(vulnerability),
      severityName: word,
      ...rated,
      upstreamSeverity: upstreamSeverity(entries, warn),
      cvss: texts.flatMap((entry) => ratings(entry, warn)),
      packageSource: sourceOf(vulnerability),
      description: texts
        .map((entry) => decorations.text(entry, 'description'))
        .find((text) => text !== undefined),
      urls: texts.flatMap((entry) => [
        ...optionalText(entry, 'dataSource', decorations),
        ...decorations.texts(entry, 'urls'),
        ...decorations.texts(entry, 'links'),
      ]),
      cwes: texts
        .flatMap((entry) => decorations.views(entry, 'cwes'))
        .flatMap((cwe) => decorations.text(cwe, 'cwe') ?? []),
      source: textIn(vulnerability, 'namespace'),
      details: {
        paths: paths(artifact, decorations),
        srcName: decorations
          .views(artifact, 'upstreams')
          .flatMap((upstream) => decorations.text(upstream, 'name') ?? [])[0],
        purl: textIn(artifact, 'purl'),
        vendorIds: decorations
          .views(vulnerability, 'advisories')
          .flatMap((advisory) => decorations.text(advisory, 'id') ?? []),
        matchTypes: matchTypes(match, decorations),
        ...exploitation(texts, decorations),
      },
    });
  }
}

/** The upstream entry of a vulnerability: that of NVD under the same id, or of GitHub. Another CVE does not name or rate it. */
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

/** The source of an entry, by namespace: `nvd:cpe`, `github:language:java`, `redhat:distro:redhat:8`. */
function sourceOf(entry: View): string {
  const namespace = textIn(entry, 'namespace') ?? '';
  const source = namespace.split(':')[0] ?? '';
  if (source === 'github') return 'ghsa';
  if (source !== '') return source;
  return (textIn(entry, 'id') ?? '').startsWith('GHSA-') ? 'ghsa' : 'unknown';
}

function upstreamSeverity(entries: readonly View[], warn: Warn): Finding['upstreamSeverity'] {
  for (const entry of entries) {
    const { severity } = severityOf(textIn(entry, 'severity'), pointerTo(entry, 'severity'), warn);
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

function foundPackage(
  artifact: View,
  name: string,
  platform: GrypePlatform,
  { warn, decorations }: Reading,
): FoundPackage {
  const version = textIn(artifact, 'version');
  checkInstalled(version, name, artifact, warn);
  const purl = textIn(artifact, 'purl');
  const purlType = typeOfPurl(purl) ?? purlTypeOf(textIn(artifact, 'type') ?? 'generic');
  const type = packageTypeOf(purlType, name);
  if (type === 'OS') {
    return {
      name,
      type,
      version,
      scheme: versionScheme(purlType, platform.distro?.family),
      arch: archOfPurl(purl),
      cpeUri: platform.distroCpe,
    };
  }
  const cpe = decorations.texts(artifact, 'cpes')[0];
  const fullName = purlType === 'maven' ? withGroup(name, purl) : name;
  return languagePackage(fullName, version, purlType, cpe ?? purl);
}

/** `group:artifact`, the group from the purl. */
function withGroup(name: string, purl: string | undefined): string {
  const group = /^pkg:maven\/([^/@?#]+)\/[^/]/.exec(purl ?? '')?.[1];
  return group === undefined || name.includes(':') ? name : `${group}:${name}`;
}

function paths(artifact: View, decorations: Decorations): string[] {
  return decorations.views(artifact, 'locations').flatMap((location) => {
    const layer = decorations.text(location, 'layerID');
    return [
      ...optionalText(location, 'path', decorations),
      ...(layer === undefined ? [] : [`layer:${layer}`]),
    ];
  });
}

function optionalText(view: View, member: string, decorations: Decorations): string[] {
  const text = decorations.text(view, member);
  return text === undefined ? [] : [text];
}

/** A list, in older reports one object. */
function matchTypes(match: View, decorations: Decorations): string[] {
  const details = isObject(match.value.matchDetails)
    ? [decorations.view(match, 'matchDetails')]
    : decorations.views(match, 'matchDetails');
  return details.flatMap((detail) => (detail === undefined ? [] : (decorations.text(detail, 'type') ?? [])));
}

function exploitation(
  entries: readonly View[],
  { views, number }: Decorations,
): { epss?: number; kev?: boolean } {
  const scores = entries
    .flatMap((entry) => views(entry, 'epss'))
    .flatMap((row) => number(row, 'epss') ?? [])
    .filter((score) => score > 0 && score <= 1);
  const known = entries.some((entry) => views(entry, 'knownExploited').length > 0);
  return {
    ...(scores.length === 0 ? {} : { epss: scores.reduce((most, score) => Math.max(most, score)) }),
    ...(known ? { kev: true } : {}),
  };
}
