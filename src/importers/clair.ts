import { isObject } from '../domain/is-object.js';
import { type ClairContext, readPackage, skipUnjoined } from './clair-findings.js';
import { invalidReport, pointerTo, textIn, type View, viewIn, viewOf } from './common/json-view.js';
import { Reading } from './common/reading.js';
import { resolveResource } from './common/resource-uri.js';
import type { Converted, ConvertOptions, Importer, Report } from './types.js';

/** Vulnerability reports of Clair v4, which are tables joined by ids. */
export const clair: Importer = {
  format: 'clair',
  title: 'Clair v4 vulnerability report',
  bulk: [],
  missing: (head) =>
    isObject(head) && typeof head.manifest_hash === 'string' && head.package_vulnerabilities !== undefined
      ? undefined
      : '"manifest_hash" and "package_vulnerabilities"',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('clair', options);
  const head = viewOf(report.head, '');
  const found = viewIn(head, 'package_vulnerabilities');
  if (found === undefined) throw invalidReport('/package_vulnerabilities', 'expected an object, found null');
  const digest = textIn(head, 'manifest_hash');
  const uri = resolveResource(options.resource, {
    // The report does not name the repository; only the caller knows it.
    images: options.resource === undefined || digest === undefined ? [] : [{ repository: '', digest }],
    isImage: true,
  });
  const table = (member: string): View => viewIn(head, member) ?? { value: {}, pointer: `/${member}` };
  const context: ClairContext = {
    distro: options.distro,
    packages: table('packages'),
    vulnerabilities: table('vulnerabilities'),
    environments: table('environments'),
    distributions: table('distributions'),
    ratings: ratingTables(table('enrichments')),
  };
  const scan = reading.scan(uri);
  if (head.value.vulnerabilities === undefined || head.value.vulnerabilities === null)
    scan.doubt('/vulnerabilities', 'the table is missing');
  if (Object.keys(context.packages.value).length === 0)
    scan.doubt('/packages', 'no packages were found, so nothing was searched');
  for (const packageId of Object.keys(found.value)) readPackage(packageId, found, context, scan, reading);
  skipUnjoined(found, context, scan);
  return reading.converted([head], { time: undefined });
}

/** CVSS by vulnerability id. */
function ratingTables(enrichments: View): View[] {
  return Object.keys(enrichments.value)
    .filter((key) => /enricher=clair\.cvss\b/.test(key))
    .flatMap((key) => {
      const list = enrichments.value[key];
      const pointer = pointerTo(enrichments, key);
      return Array.isArray(list) ? list.map((table, index) => viewOf(table, `${pointer}/${index}`)) : [];
    });
}
