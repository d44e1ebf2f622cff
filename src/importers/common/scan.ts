import { ApiError } from '../../domain/errors.js';
import type { Converted, ConvertOptions, NaturalKey, Warning } from '../types.js';
import { convertFindings } from './convert-findings.js';
import { type Distro, parseDistro } from './cpe.js';
import { discoveryOf } from './discovery.js';
import type { Finding } from './finding.js';
import { reportLimits } from './report.js';
import { invalidReport } from './view.js';

/** What a scanner's report says of its one resource. */
export interface ScannedResource {
  /** Name of the format. */
  readonly tool: string;
  readonly uri: string;
  readonly findings: readonly Finding[];
  /** Canonical; undefined where the report has none. */
  readonly time: string | undefined;
  readonly databaseTime?: string | undefined;
  readonly keeps?: readonly NaturalKey[];
  readonly warnings: readonly Warning[];
}

/** A complete scan of one resource for vulnerabilities, converted. */
export function convertScan(scanned: ScannedResource, options: ConvertOptions): Converted {
  const { tool, uri, findings } = scanned;
  const { provider } = options;
  const { notes, occurrences } = convertFindings(findings, { importer: tool, provider });
  const scan = discoveryOf({
    tool,
    uri,
    provider,
    kind: 'VULNERABILITY',
    time: scanned.time,
    databaseTime: scanned.databaseTime,
    now: options.now,
    packageTypes: findings.map(({ package: found }) => found.type),
    errors: [],
    copyTo: options.discoveryNote,
  });
  for (const [name, note] of scan.notes) notes.set(name, note);
  return {
    notes,
    occurrences,
    discovery: scan.discovery,
    replaces: [{ uri, provider, kind: 'VULNERABILITY' }],
    keeps: scanned.keeps ?? [],
    resources: [uri],
    warnings: scanned.warnings,
  };
}

/** @throws TOO_LARGE */
export function checkFindingCount(count: number): void {
  if (count <= reportLimits.findings) return;
  throw new ApiError(
    'TOO_LARGE',
    `the report has ${count} findings or more, the limit is ${reportLimits.findings}`,
  );
}

/** The distribution the caller named. @throws INVALID_REPORT */
export function givenDistro(text: string | undefined): Distro | undefined {
  if (text === undefined || text === '') return undefined;
  const distro = parseDistro(text);
  if (distro === undefined)
    throw invalidReport('distro', 'must have the form NAME:VERSION, such as debian:11');
  return distro;
}
