import { type CvssVersion, parseCvss, type SourcedCvss } from './common/cvss.js';
import type { Decorations } from './common/decoration.js';
import { parseReportTime } from './common/discovery.js';
import { checkInstalled, type FoundPackage } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import { numberIn, pointerTo, textIn, textsIn, type View, viewIn } from './common/json-view.js';
import { archOfPurl, purlTypeOf, typeOfPurl, versionScheme } from './common/package-type.js';
import { languagePackage } from './common/purl.js';
import type { Reading } from './common/reading.js';
import type { Scan } from './common/scan.js';
import { type Severity, severities, severityOf } from './common/severity.js';
import type { TrivyResult, TrivySubject } from './trivy-subjects.js';
import type { Warn } from './types.js';

/** Reads one row of `Vulnerabilities`. */
export function readVulnerability(
  row: View,
  result: TrivyResult,
  subject: TrivySubject,
  scan: Scan,
  { warn, decorations }: Reading,
): void {
  const id = textIn(row, 'VulnerabilityID');
  const aliases = textsIn(row, 'VendorIDs');
  const name = textIn(row, 'PkgName');
  if (name === undefined) {
    scan.skip(row, 'the finding names no package', id, aliases);
    return;
  }
  const word = textIn(row, 'Severity');
  const status = textIn(row, 'Status');
  const primary = decorations.text(row, 'PrimaryURL');
  const dataSource = decorations.view(row, 'DataSource');
  scan.add({
    uri: subject.uri,
    id: id ?? '',
    aliases,
    package: foundPackage(row, name, result, subject, warn),
    fixes: splitFixes(textIn(row, 'FixedVersion')),
    severityName: word,
    ...severityOf(word, pointerTo(row, 'Severity'), warn),
    upstreamSeverity: upstreamSeverity(row, warn),
    cvss: ratingsBySource(viewIn(row, 'CVSS'), warn),
    packageSource: textIn(row, 'SeveritySource'),
    title: decorations.text(row, 'Title'),
    description: decorations.text(row, 'Description'),
    urls: [...(primary === undefined ? [] : [primary]), ...decorations.texts(row, 'References')],
    cwes: decorations.texts(row, 'CweIDs'),
    published: timeIn(row, 'PublishedDate', warn, decorations),
    modified: timeIn(row, 'LastModifiedDate', warn, decorations),
    source: dataSource === undefined ? undefined : decorations.text(dataSource, 'ID'),
    status,
    assessment:
      status === 'not_affected'
        ? 'NOT_AFFECTED'
        : status === 'under_investigation'
          ? 'UNDER_INVESTIGATION'
          : undefined,
    details: {
      paths: paths(row, result, decorations),
      srcName: decorations.text(row, 'SrcName'),
      purl: purlOf(row),
      vendorIds: aliases,
    },
  });
}

function foundPackage(
  row: View,
  name: string,
  result: TrivyResult,
  subject: TrivySubject,
  warn: Warn,
): FoundPackage {
  const version = textIn(row, 'InstalledVersion');
  checkInstalled(version, name, row, warn);
  const purl = purlOf(row);
  const purlType = typeOfPurl(purl);
  if (result.type === 'os') {
    return {
      name,
      type: 'OS',
      version,
      scheme: versionScheme(purlType, subject.distro?.family ?? result.ecosystem),
      arch: archOfPurl(purl),
      cpeUri: subject.distroCpe,
    };
  }
  const type = purlType ?? purlTypeOf(result.ecosystem ?? 'generic');
  return languagePackage(name, version, type, purl);
}

function purlOf(row: View): string | undefined {
  const identifier = viewIn(row, 'PkgIdentifier');
  return identifier === undefined ? undefined : textIn(identifier, 'PURL');
}

/** The severity of NVD, else of GitHub: 1 to 4, low to critical. */
function upstreamSeverity(row: View, warn: Warn): Severity | undefined {
  const words = viewIn(row, 'VendorSeverity');
  if (words === undefined) return undefined;
  for (const source of ['nvd', 'ghsa']) {
    const number = numberIn(words, source) ?? 0;
    if (number >= 1 && number <= 4 && Number.isInteger(number)) return severities[number];
    if (number !== 0) warn(pointerTo(words, source), `${number} is no known severity`);
  }
  return undefined;
}

const methods: readonly { version: CvssVersion; vector: string; score: string }[] = [
  { version: 2, vector: 'V2Vector', score: 'V2Score' },
  { version: 3, vector: 'V3Vector', score: 'V3Score' },
  { version: 4, vector: 'V40Vector', score: 'V40Score' },
];

/** CVSS by source, as Trivy and tools built on it write it. */
export function ratingsBySource(bySource: View | undefined, warn: Warn): SourcedCvss[] {
  if (bySource === undefined) return [];
  return Object.keys(bySource.value).flatMap((source) => {
    const rating = viewIn(bySource, source);
    if (rating === undefined) return [];
    return methods.flatMap(({ version, vector, score }) => {
      const parsed = parseCvss(version, textIn(rating, vector), numberIn(rating, score));
      if (parsed?.problem !== undefined) warn(rating, parsed.problem);
      return parsed === undefined || !('version' in parsed) ? [] : { source, cvss: parsed };
    });
  });
}

function timeIn(row: View, member: string, warn: Warn, decorations: Decorations): string | undefined {
  const text = decorations.text(row, member);
  const time = parseReportTime(text);
  // Year 1 is how tools write "none".
  if (time === undefined && text !== undefined && !text.startsWith('000')) {
    warn(pointerTo(row, member), `${JSON.stringify(text.slice(0, 80))} is not a usable time`);
  }
  return time;
}

/** The path in the resource: the file, else the lock file, and the layer that added it. */
function paths(row: View, result: TrivyResult, { text, view }: Decorations): string[] {
  const file = text(row, 'PkgPath') ?? (result.type === 'language' ? result.target : undefined);
  const layer = view(row, 'Layer');
  const digest = layer === undefined ? undefined : (text(layer, 'Digest') ?? text(layer, 'DiffID'));
  return [...(file === undefined ? [] : [file]), ...(digest === undefined ? [] : [`layer:${digest}`])];
}
