import { type ClairContext, findingsOf } from './clair-findings.js';
import type { Finding } from './common/finding.js';
import { resolveResource } from './common/resource-uri.js';
import { checkFindingCount, convertScan } from './common/scan.js';
import { isObject, pointerTo, textIn, type View, viewIn, viewOf } from './common/view.js';
import type { Converted, ConvertOptions, Importer, Report, Warn, Warning } from './types.js';

/** Vulnerability reports of Clair v4, which are tables joined by ids. */
export const clair: Importer = {
  format: 'clair',
  title: 'Clair v4 vulnerability report',
  bulk: [],
  detect: (head) =>
    isObject(head) && head.manifest_hash !== undefined && head.package_vulnerabilities !== undefined,
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const warnings: Warning[] = [];
  const warn: Warn = (at, reason) => {
    warnings.push({ pointer: typeof at === 'string' ? at : at.pointer, reason });
  };
  const head = viewOf(report.head, '');
  const digest = textIn(head, 'manifest_hash');
  const uri = resolveResource(options.resource, {
    // The report does not name the repository; only the caller knows it.
    images: options.resource === undefined || digest === undefined ? [] : [{ repository: '', digest }],
    isImage: true,
  });
  const table = (member: string): View => viewIn(head, member) ?? { value: {}, pointer: `/${member}` };
  const context: ClairContext = {
    uri,
    distro: options.distro,
    packages: table('packages'),
    vulnerabilities: table('vulnerabilities'),
    environments: table('environments'),
    distributions: table('distributions'),
    ratings: ratingTables(table('enrichments')),
  };
  const found = table('package_vulnerabilities');
  const findings: Finding[] = [];
  for (const packageId of Object.keys(found.value)) {
    for (const finding of findingsOf(packageId, found, context, warn)) findings.push(finding);
    checkFindingCount(findings.length);
  }
  return convertScan({ tool: 'clair', uri, findings, time: undefined, warnings }, options);
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
