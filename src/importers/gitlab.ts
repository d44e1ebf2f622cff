import { isObject } from '../domain/is-object.js';
import type { Distro } from './common/cpe.js';
import { parseCvss, type SourcedCvss } from './common/cvss.js';
import { checkInstalled, type Finding } from './common/finding.js';
import { splitFixes } from './common/fixes.js';
import { pointerTo, requiredListIn, textIn, type View, viewIn, viewOf, viewsIn } from './common/json-view.js';
import { equalIds, isCve } from './common/note-id.js';
import { toFoundPackage } from './common/purl.js';
import { Reading } from './common/reading.js';
import { parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro, type Scan } from './common/scan.js';
import { severityOf } from './common/severity.js';
import { toolName } from './common/tool-name.js';
import type { Converted, ConvertOptions, Importer, Report, Warn } from './types.js';

/** GitLab's gl-container-scanning-report.json. */
export const gitlab: Importer = {
  format: 'gitlab',
  title: 'GitLab container scanning report',
  bulk: [],
  missing: (head) => {
    if (!isObject(head) || !isObject(head.scan) || head.vulnerabilities === undefined)
      return '"scan" and the list "vulnerabilities"';
    const { type } = head.scan;
    return type === 'container_scanning' || type === 'cluster_image_scanning'
      ? undefined
      : '"scan" of the type container_scanning';
  },
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const head = viewOf(report.head, '');
  const about = viewOf(head.value.scan, '/scan');
  const reading = new Reading(toolName('gitlab', scannerOf(about)), options);
  requiredListIn(head, 'vulnerabilities');
  const rows = viewsIn(head, 'vulnerabilities');
  const names = new Set(rows.flatMap((row) => imageOf(row) ?? []));
  const images = [...names].flatMap((name) => parseImage(name) ?? []);
  const scan = reading.scan(resolveResource(options.resource, { images, isImage: true }));
  if (names.size > 1) scan.doubt('/vulnerabilities', 'the findings are of several images');
  const part = ['partial_scan', 'partial_scan_mode'].find((member) => (about.value[member] ?? null) !== null);
  if (part !== undefined) scan.doubt(pointerTo(about, part), 'only a part was scanned');
  for (const message of viewsIn(about, 'messages'))
    if (textIn(message, 'level') !== 'info')
      scan.doubt(message, `the scanner had a problem: ${(textIn(message, 'value') ?? '').slice(0, 200)}`);
  const status = textIn(about, 'status');
  if (status !== 'success') {
    reading.warn('/scan/status', `the scan has the status ${JSON.stringify(status ?? null)}`);
    scan.unfinish('FINISHED_FAILED');
  }
  for (const row of rows) readRow(row, scan, reading);
  return reading.converted([head, about], { time: reading.time(...utc(about, 'end_time')) });
}

/** The scanner behind the report, each of which has its own findings; none is named for Trivy, which is GitLab's own. */
function scannerOf(about: View): string[] {
  const scanner = viewIn(about, 'scanner');
  const id = scanner === undefined ? undefined : textIn(scanner, 'id');
  return id === undefined || id.toLowerCase() === 'trivy' ? [] : [id];
}

/** GitLab writes times in UTC without a time zone. */
function utc(view: View, member: string): [View, string] {
  const text = textIn(view, member);
  if (text === undefined || !/T[\d:.]+$/.test(text)) return [view, member];
  return [{ ...view, value: { ...view.value, [member]: `${text}Z` } }, member];
}

function imageOf(row: View): string | undefined {
  const location = viewIn(row, 'location');
  return location === undefined ? undefined : textIn(location, 'image');
}

function readRow(row: View, scan: Scan, reading: Reading): void {
  const { warn, decorations } = reading;
  const names = viewsIn(row, 'identifiers').flatMap(
    (entry) => textIn(entry, 'name') ?? textIn(entry, 'value') ?? [],
  );
  const others = names.filter((name) => !isCve(name) && !/^CWE-/.test(name));
  const [id, ...aliases] = [...names.filter(isCve), ...others];
  const location = viewIn(row, 'location');
  const dependency = location === undefined ? undefined : viewIn(location, 'dependency');
  const found = dependency === undefined ? undefined : viewIn(dependency, 'package');
  const name = found === undefined ? undefined : textIn(found, 'name');
  if (location === undefined || dependency === undefined || name === undefined) {
    for (const own of id === undefined ? [id] : equalIds(id, aliases))
      scan.skip(row, 'the finding names no package', own, aliases);
    return;
  }
  const version = textIn(dependency, 'version');
  checkInstalled(version, name, row, warn);
  const distro = distroOf(textIn(location, 'operating_system')) ?? givenDistro(reading.options.distro);
  const word = textIn(row, 'severity');
  const shared: Omit<Finding, 'id'> = {
    uri: scan.uri,
    aliases,
    package: toFoundPackage({ name, version, purlType: undefined }, distro),
    fixes: solutionFixes(decorations.text(row, 'solution'), name),
    severityName: word,
    ...severityOf(word, pointerTo(row, 'severity'), warn),
    cvss: ratings(row, warn),
    title: decorations.text(row, 'name') ?? decorations.text(row, 'message'),
    description: decorations.text(row, 'description'),
    urls: [...decorations.views(row, 'links'), ...decorations.views(row, 'identifiers')].flatMap(
      (link) => decorations.text(link, 'url') ?? [],
    ),
    cwes: names.filter((entry) => /^CWE-\d+$/.test(entry)),
    details: { vendorIds: others },
  };
  for (const own of equalIds(id ?? '', aliases)) scan.add({ ...shared, id: own });
}

/** `debian 12.5` */
function distroOf(text: string | undefined): Distro | undefined {
  const match = /^(.*?)[ :]+v?(\d[\w.]*)/.exec(text ?? '');
  return match === null ? undefined : { family: match[1] ?? '', version: match[2] ?? '' };
}

/** The fix is only in the text of the solution: `Upgrade NAME from 1.0 to 1.1`. */
function solutionFixes(solution: string | undefined, name: string): string[] {
  const match = /^Upgrade (\S+)(?: from \S+)? to (?:version )?(.+?)\.?$/i.exec(solution ?? '');
  const fixes = match?.[1] === name ? splitFixes(match[2]) : [];
  return fixes.every((fix) => !/\s/.test(fix)) ? fixes : [];
}

function ratings(row: View, warn: Warn): SourcedCvss[] {
  return viewsIn(row, 'cvss_vectors').flatMap((rating) => {
    const parsed = parseCvss(
      textIn(rating, 'vector')?.startsWith('CVSS:') === true ? 3 : 2,
      textIn(rating, 'vector'),
      undefined,
    );
    if (parsed?.problem !== undefined) warn(rating, parsed.problem);
    const source = textIn(rating, 'vendor')?.toLowerCase() ?? 'unknown';
    return parsed === undefined || !('version' in parsed) ? [] : { source, cvss: parsed };
  });
}
