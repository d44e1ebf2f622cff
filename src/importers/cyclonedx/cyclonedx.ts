import { isObject } from '../../domain/is-object.js';
import {
  invalidReport,
  requiredListIn,
  textIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from '../common/json-view.js';
import { equalIds } from '../common/note-id.js';
import { addPackages } from '../common/packages.js';
import { Reading } from '../common/reading.js';
import { resolveResource } from '../common/resource-uri.js';
import { addSbom } from '../common/sbom.js';
import { givenDistro } from '../common/scan.js';
import { toolName } from '../common/tool-name.js';
import type { Converted, ConvertOptions, Importer, Report } from '../types.js';
import { allComponents, componentsByRef, distroOf, listedPackageOf, toolsOf } from './components.js';
import { aliasesOf, readVulnerability } from './findings.js';
import { subjectOf } from './subject.js';
import { readAnalyses } from './vex.js';

const versions = /^1\.[2-7]$/;

/** CycloneDX JSON 1.2 to 1.7: bills of materials, what scanners found, and VEX. */
export const cyclonedx: Importer = {
  format: 'cyclonedx',
  title: 'CycloneDX JSON: bill of materials, vulnerabilities, VEX',
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
  const components = componentsByRef(head);
  if (head.value.components !== undefined && !isVex(head)) readBom(head, version, report, reading);
  else if (rows.length === 0)
    throw invalidReport('', 'the document has neither "components" nor "vulnerabilities"');
  // Trivy writes an empty list even if it did not scan.
  if (rows.length === 0 && head.value.vulnerabilities !== undefined)
    reading.warn('/vulnerabilities', notClean);
  readAnalyses(head, rows, components, reading);
  // Where each has an analysis, it is a VEX document, and says nothing of what else there is.
  if (rows.some((row) => viewIn(row, 'analysis') === undefined))
    readFindings(head, rows, components, reading);
  const metadata = viewIn(head, 'metadata');
  return reading.converted([head], { time: reading.time(metadata, 'timestamp') });
}

const notClean =
  'the report has no vulnerability, and CycloneDX does not show whether the tool scanned for them: nothing stored is removed';

function readBom(head: View, version: string, report: Report, reading: Reading): void {
  requiredListIn(head, 'components');
  const metadata = viewIn(head, 'metadata');
  const component = metadata === undefined ? undefined : viewIn(metadata, 'component');
  const subject = subjectOf(head);
  const serial = textIn(head, 'serialNumber');
  const uri = resolveResource(reading.options.resource, subject);
  addSbom(
    {
      format: 'cyclonedx',
      version,
      mimeType: 'application/vnd.cyclonedx+json',
      uri,
      name: (component === undefined ? undefined : textIn(component, 'name')) ?? '',
      location: serial,
      digest: report.digest(),
    },
    reading,
  );
  if (reading.options.packages !== true) return;
  const components = allComponents(head);
  const distro = distroOf(components) ?? givenDistro(reading.options.distro);
  addPackages(
    uri,
    components.flatMap((one) => listedPackageOf(one, reading) ?? []),
    distro,
    reading,
  );
}

/** Where each has an analysis, it is a VEX document, and says nothing of what else there is. */
function isVex(head: View): boolean {
  const rows = viewsIn(head, 'vulnerabilities');
  return rows.length > 0 && rows.every((row) => viewIn(row, 'analysis') !== undefined);
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
    const id = textIn(row, 'id');
    const aliases = aliasesOf(row);
    if (!isHarmless(row)) readVulnerability(row, components, platform, scan, reading);
    else if (id === undefined) scan.doubt(row, 'the vulnerability has no id');
    else for (const own of equalIds(id, aliases)) scan.keep(own, aliases);
  }
}

/** Findings that an analysis calls harmless: not imported, and not removed if they are stored. */
function isHarmless(row: View): boolean {
  const analysis = viewIn(row, 'analysis');
  const state = analysis === undefined ? undefined : textIn(analysis, 'state');
  return state !== undefined && /^(?:not_affected|false_positive|resolved(?:_with_pedigree)?)$/.test(state);
}
