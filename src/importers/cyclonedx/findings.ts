import { append } from '../../domain/append.js';
import type { Distro } from '../common/cpe.js';
import { type CvssVersion, parseCvss, type SourcedCvss, severityOfScore } from '../common/cvss.js';
import { parseReportTime } from '../common/discovery.js';
import { checkInstalled, type Finding } from '../common/finding.js';
import { splitFixes } from '../common/fixes.js';
import { listIn, numberIn, pointerTo, textIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { equalIds } from '../common/note-id.js';
import { type DescribedPackage, toFoundPackage } from '../common/purl.js';
import type { Reading } from '../common/reading.js';
import type { Scan } from '../common/scan.js';
import { higherSeverity, type Severity, severityOf } from '../common/severity.js';
import type { Warn } from '../types.js';
import { localRef, packageOf, packageOfRef } from './components.js';

/** Reads one of `vulnerabilities`: a finding for each component that it affects. */
export function readVulnerability(
  row: View,
  components: ReadonlyMap<string, View>,
  distro: Distro | undefined,
  scan: Scan,
  reading: Reading,
): void {
  const { warn } = reading;
  const id = textIn(row, 'id');
  const aliases = aliasesOf(row);
  const affects = viewsIn(row, 'affects');
  const skip = (at: View, reason: string): void => {
    for (const own of id === undefined ? [id] : equalIds(id, aliases)) scan.skip(at, reason, own, aliases);
  };
  if (affects.length === 0) {
    skip(row, 'the vulnerability affects no component');
    return;
  }
  const shared = sharedOf(row, reading);
  const fixesOf = fixesByName(textIn(row, 'recommendation'));
  for (const affected of affects) {
    const described = packageOfAffected(affected, components);
    if (described === undefined) {
      skip(affected, 'the affected component is not in the BOM');
      continue;
    }
    const versions = affectedVersions(affected);
    const version = described.version ?? versions[0];
    const { name } = described;
    checkInstalled(version, name, affected, warn);
    for (const own of equalIds(id ?? '', aliases))
      scan.add({
        uri: scan.uri,
        id: own,
        aliases,
        package: toFoundPackage({ ...described, version }, distro),
        fixes: fixesOf(name),
        ...shared,
        details: { purl: described.purl?.text, vendorIds: aliases },
      });
  }
}

/** The vulnerability's ids in other sources. */
export function aliasesOf(row: View): string[] {
  return viewsIn(row, 'references').flatMap((reference) => textIn(reference, 'id') ?? []);
}

function packageOfAffected(
  affected: View,
  components: ReadonlyMap<string, View>,
): DescribedPackage | undefined {
  const ref = textIn(affected, 'ref');
  if (ref === undefined) return undefined;
  const component = components.get(ref) ?? components.get(localRef(ref));
  return component === undefined ? packageOfRef(ref) : packageOf(component);
}

function affectedVersions(affected: View): string[] {
  return viewsIn(affected, 'versions').flatMap((entry) =>
    ['unaffected', 'unknown'].includes(textIn(entry, 'status') ?? 'affected')
      ? []
      : (textIn(entry, 'version') ?? []),
  );
}

type Shared = Omit<Finding, 'uri' | 'id' | 'aliases' | 'package' | 'fixes' | 'details'>;

function sharedOf(row: View, { warn, decorations }: Reading): Shared {
  const source = decorations.view(row, 'source');
  const url = source === undefined ? undefined : decorations.text(source, 'url');
  const description = decorations.text(row, 'description');
  const detail = decorations.text(row, 'detail');
  const texts = [description, detail].filter((text) => text !== undefined);
  return {
    ...ratedOf(row, warn),
    cvss: ratingsOf(row, warn),
    description: texts.length === 0 ? undefined : texts.join('\n\n'),
    urls: [
      ...(url === undefined ? [] : [url]),
      ...decorations.views(row, 'advisories').flatMap((advisory) => decorations.text(advisory, 'url') ?? []),
    ],
    cwes: listIn(row, 'cwes').flatMap((cwe) => (typeof cwe === 'number' ? String(cwe) : [])),
    published: parseReportTime(decorations.text(row, 'published')),
    modified: parseReportTime(decorations.text(row, 'updated')),
    source: source === undefined ? undefined : decorations.text(source, 'name'),
  };
}

/** The severity of the source that names the vulnerability, else the highest of all; that of the score where a rating has no word. */
function ratedOf(
  row: View,
  warn: Warn,
): Pick<Finding, 'severity' | 'severityName' | 'isUnclear' | 'upstreamSeverity'> {
  const own = sourceName(row);
  const words = viewsIn(row, 'ratings').flatMap((rating) => {
    const word = textIn(rating, 'severity');
    if (word === undefined) {
      const cvss = cvssOf(rating);
      if (cvss === undefined || !('version' in cvss) || cvss.score === undefined) return [];
      const severity = severityOfScore(cvss.version, cvss.score);
      return { word, source: sourceName(rating), severity, isUnclear: false };
    }
    return { word, source: sourceName(rating), ...severityOf(word, pointerTo(rating, 'severity'), warn) };
  });
  const isOwn = words.filter(({ source }) => source !== '' && source === own);
  const severity = (isOwn.length > 0 ? isOwn : words).reduce<Severity | undefined>(
    (sofar, rated) => higherSeverity(sofar, rated.severity),
    undefined,
  );
  return {
    severity,
    severityName: (isOwn.length > 0 ? isOwn : words).find((rated) => rated.severity === severity)?.word,
    isUnclear: words.some((rated) => rated.isUnclear),
    upstreamSeverity: ['nvd', 'ghsa']
      .map((name) => words.find(({ source }) => source === name)?.severity)
      .find((word) => word !== undefined),
  };
}

function sourceName(view: View): string {
  const source = viewIn(view, 'source');
  const name = (source === undefined ? undefined : textIn(source, 'name'))?.toLowerCase() ?? '';
  return name === 'github' || name.startsWith('github advisory') ? 'ghsa' : name;
}

const methods: Readonly<Record<string, CvssVersion>> = { cvssv2: 2, cvssv3: 3, cvssv31: 3, cvssv4: 4 };

function cvssOf(rating: View): ReturnType<typeof parseCvss> {
  const vector = textIn(rating, 'vector');
  const method = textIn(rating, 'method')?.toLowerCase() ?? '';
  // Other methods, such as OWASP's, have scores of their own.
  const version = Object.hasOwn(methods, method)
    ? methods[method]
    : vector?.startsWith('CVSS:')
      ? 3
      : undefined;
  return version === undefined ? undefined : parseCvss(version, vector, numberIn(rating, 'score'));
}

function ratingsOf(row: View, warn: Warn): SourcedCvss[] {
  return viewsIn(row, 'ratings').flatMap((rating) => {
    const parsed = cvssOf(rating);
    if (parsed?.problem !== undefined) warn(rating, parsed.problem);
    return parsed === undefined || !('version' in parsed)
      ? []
      : { source: sourceName(rating) || 'unknown', cvss: parsed };
  });
}

/** The format has no place for a fix; Trivy and others write `Upgrade NAME to version 1.2, 2.0`. */
function fixesByName(recommendation: string | undefined): (name: string) => string[] {
  const byName = new Map<string, string[]>();
  for (const sentence of (recommendation ?? '').split(/;\s*|\.\s+(?=Upgrade )/)) {
    const [, name, versions] =
      /^Upgrade (\S+) to version (.+?)(?: or (?:higher|later))?\.?$/i.exec(sentence.trim()) ?? [];
    if (name === undefined) continue;
    const known = byName.get(name) ?? [];
    append(known, splitFixes(versions));
    byName.set(name, known);
  }
  return (name) => {
    const versions = byName.get(name) ?? [];
    return versions.every((version) => /^[^\s]+$/.test(version)) ? versions : [];
  };
}
