import { isObject } from '../../domain/is-object.js';
import { invalidReport, textIn, type View, viewIn, viewOf, viewsIn } from '../common/json-view.js';
import { Reading } from '../common/reading.js';
import { resolveResource } from '../common/resource-uri.js';
import { givenDistro } from '../common/scan.js';
import { toolName } from '../common/tool-name.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { componentsByRef, distroOf, toolsOf } from './components.js';
import { aliasesOf, readVulnerability } from './findings.js';
import { subjectOf } from './subject.js';
import { readAnalyses } from './vex.js';

const versions = /^1\.[2-7]$/;

/** CycloneDX JSON 1.2 to 1.7: what scanners found, and VEX. */
export const cyclonedx: Importer = {
  format: 'cyclonedx',
  title: 'CycloneDX JSON with vulnerabilities or their analysis (VEX)',
  bulk: [],
  missing: (head) =>
    isObject(head) && head.bomFormat === 'CycloneDX' && typeof head.specVersion === 'string'
      ? undefined
      : '"bomFormat" CycloneDX and "specVersion"',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const head = viewOf(report.head, '');
  const version = textIn(head, 'specVersion') ?? '';
  if (!versions.test(version))
    throw invalidReport('/specVersion', `${JSON.stringify(version)} is not supported; there are 1.2 to 1.7`);
  const reading = new Reading(toolName('cyclonedx', toolsOf(head)), options);
  const rows = viewsIn(head, 'vulnerabilities');
  if (rows.length === 0) {
    // Trivy writes an empty list also where it did not look.
    throw invalidReport(
      '/vulnerabilities',
      'nothing was found, or nothing was looked for: CycloneDX has no word for it; send the native JSON of the tool',
    );
  }
  const components = componentsByRef(head);
  readAnalyses(head, rows, components, reading);
  // Where each has an analysis, it is a VEX document, and says nothing of what else there is.
  if (rows.some((row) => viewIn(row, 'analysis') === undefined))
    readFindings(head, rows, components, reading);
  const metadata = viewIn(head, 'metadata');
  return reading.converted({ time: reading.time(metadata, 'timestamp') });
}

function readFindings(
  head: View,
  rows: readonly View[],
  components: ReadonlyMap<string, View>,
  reading: Reading,
): void {
  const { resource, distro } = reading.options;
  const scan = reading.scan(resolveResource(resource, subjectOf(head)));
  const platform = distroOf(components.values()) ?? givenDistro(distro);
  for (const row of rows) {
    if (!isHarmless(row)) readVulnerability(row, components, platform, scan, reading);
    else if (textIn(row, 'id') === undefined) scan.doubt(row, 'the vulnerability has no id');
    else scan.keep(textIn(row, 'id') ?? '', aliasesOf(row));
  }
}

/** What an analysis says that does not have to be fixed: not imported and, where it once was, not removed. */
function isHarmless(row: View): boolean {
  const analysis = viewIn(row, 'analysis');
  const state = analysis === undefined ? undefined : textIn(analysis, 'state');
  return state !== undefined && /^(?:not_affected|false_positive|resolved(?:_with_pedigree)?)$/.test(state);
}
