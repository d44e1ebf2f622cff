import { ApiError, invalidField } from '../domain/errors.js';
import { isObject } from '../domain/is-object.js';
import { ecr } from './aws/ecr.js';
import { inspector } from './aws/inspector.js';
import { clair } from './clair.js';
import { kubeBench } from './compliance/kube-bench.js';
import { trivyCompliance } from './compliance/trivy-compliance.js';
import { cyclonedx } from './cyclonedx/cyclonedx.js';
import { gitlab } from './gitlab.js';
import { grype } from './grype.js';
import { harbor } from './harbor.js';
import { neuvector } from './neuvector.js';
import { osInventory } from './os-inventory.js';
import { osv } from './osv.js';
import { osvScanner } from './osv-scanner.js';
import { conftest } from './policy/conftest.js';
import { gatekeeper } from './policy/gatekeeper.js';
import { prisma } from './prisma.js';
import { cloudBuild } from './provenance/cloud-build.js';
import { dsse } from './provenance/dsse.js';
import { inToto } from './provenance/in-toto.js';
import { sigstore } from './provenance/sigstore.js';
import { sarif } from './sarif/sarif.js';
import { cosign } from './signing/cosign.js';
import { notary } from './signing/notary.js';
import { notation } from './signing/notation.js';
import { snyk } from './snyk.js';
import { spdx } from './spdx.js';
import { trivy } from './trivy.js';
import { trivyOperator } from './trivy-operator.js';
import type { Importer, Report } from './types.js';
import { csaf } from './vex/csaf.js';
import { openvex } from './vex/openvex.js';

/** Every format that can be imported. A new one has its own file and a line here. */
export const importers: readonly Importer[] = [
  trivy,
  trivyOperator,
  grype,
  clair,
  harbor,
  neuvector,
  cyclonedx,
  sarif,
  gitlab,
  snyk,
  ecr,
  inspector,
  osvScanner,
  osv,
  prisma,
  conftest,
  gatekeeper,
  kubeBench,
  trivyCompliance,
  osInventory,
  spdx,
  openvex,
  csaf,
  dsse,
  sigstore,
  inToto,
  cloudBuild,
  cosign,
  notary,
  notation,
];

/** Root members that any format reads element by element. */
export const bulkMembers: readonly string[] = [...new Set(importers.flatMap(({ bulk }) => bulk))];

/** Formats that are recognised only for an error that names what to send instead. */
const unsupported: readonly { is(head: Readonly<Record<string, unknown>>): boolean; advice: string }[] = [
  {
    is: ({ scan, vulnerabilities }) => isObject(scan) && vulnerabilities !== undefined,
    advice:
      'of the reports of GitLab only those of container scanning are supported: gl-container-scanning-report.json',
  },
  {
    is: ({ SummaryControls }) => SummaryControls !== undefined,
    advice: 'a summary of compliance does not say what breaks a rule; have Trivy write it with --report all',
  },
  {
    is: (head) => typeof head['@context'] === 'string' && /spdx\.org\/rdf\/3/.test(head['@context']),
    advice: 'SPDX 3 is not supported; have the tool write SPDX 2.3 JSON',
  },
  {
    is: (head) => isObject(head.Layer) || (isObject(head.data) && isObject(head.data.Layer)),
    advice: 'reports of Clair v2 and of the API of Quay are not supported, those of Clair v4 only',
  },
  {
    is: (head) =>
      typeof head.apiVersion === 'string' && head.apiVersion.startsWith('aquasecurity.github.io/'),
    advice:
      'of the objects of trivy-operator only VulnerabilityReports are supported: kubectl get vulnerabilityreports -o json',
  },
];

/**
 * The importer of a report: the only one whose shape the report has, or of several the named one. A name alone
 * is not enough: a report without the shape of a format is not read as that format.
 *
 * @throws INVALID_REPORT with the candidates or what is missing; INVALID_PARAMETER if the name is unknown.
 */
export function chooseImporter(
  head: unknown,
  format: string | undefined,
  report?: Pick<Report, 'isLines' | 'items'>,
): Importer {
  const firstOf: FirstOf = (member) => [...take(report?.items(member) ?? [])][0]?.value;
  const isRead = importers.some(
    ({ readsLines, missing }) => readsLines === true && missing(head, firstOf) === undefined,
  );
  if (report?.isLines === true && !isRead)
    throw new ApiError(
      'INVALID_REPORT',
      'not valid JSON: unexpected text after the report; only signed evidence may have a document a line',
    );
  return chooseByShape(head, format, firstOf);
}

type FirstOf = (member: string) => unknown;

function* take<T>(items: Iterable<T>): Iterable<T> {
  for (const item of items) {
    yield item;
    return;
  }
}

function chooseByShape(head: unknown, format: string | undefined, firstOf: FirstOf): Importer {
  const known = importers.map((importer) => importer.format).join(', ');
  const fitting = importers.filter((importer) => importer.missing(head, firstOf) === undefined);
  const advice = isObject(head) ? unsupported.find(({ is }) => is(head))?.advice : undefined;
  if (format !== undefined && format !== '') {
    const named = importers.find((importer) => importer.format === format);
    if (named === undefined) {
      const description = `${JSON.stringify(format.slice(0, 80))} is not a format; there are ${known}`;
      throw invalidField('format', description, 'INVALID_PARAMETER');
    }
    const missing = named.missing(head, firstOf);
    if (missing === undefined) return named;
    const other = fitting[0] === undefined ? advice : `it has the shape of ${fitting[0].format}`;
    const description = `the report is not of the format ${format}, it lacks ${missing}`;
    throw new ApiError('INVALID_REPORT', other === undefined ? description : `${description}; ${other}`);
  }
  const [only, ...others] = fitting;
  if (only === undefined) {
    throw new ApiError('INVALID_REPORT', advice ?? `the report is of no known format; known are ${known}`);
  }
  if (others.length === 0) return only;
  const names = fitting.map((importer) => importer.format).join(', ');
  throw new ApiError('INVALID_REPORT', `the report could be any of ${names}; say which with format`);
}
