import { formatNoteName, type Scope } from '../../domain/names.js';
import { normaliseTimestamp } from '../../domain/timestamp.js';
import type { NoteDocument, OccurrenceDocument } from '../../kinds/registry.js';
import type { ConvertedDiscovery } from '../types.js';

export type AnalysisStatus = 'PENDING' | 'SCANNING' | 'FINISHED_SUCCESS' | 'FINISHED_FAILED';

/** A google.rpc.Status. */
export interface AnalysisError {
  readonly code: number;
  readonly message: string;
}

/** A scan of one resource by one tool for one kind of findings. */
export interface Scan {
  readonly tool: string;
  readonly uri: string;
  readonly provider: Scope;
  /** Name of the kind that the tool searched for. */
  readonly kind: 'VULNERABILITY' | 'SECRET';
  /** What the tool searched for instead of vulnerable packages, such as MISCONFIGURATION. */
  readonly type?: string | undefined;
  readonly status: AnalysisStatus;
  /** Canonical; undefined if the report has no time. */
  readonly time: string | undefined;
  readonly now: string;
  /** When the tool's database was built. */
  readonly databaseTime?: string | undefined;
  readonly packageTypes: readonly string[];
  /** Errors and limits of the result. */
  readonly errors: readonly AnalysisError[];
  /** Another note that gets a copy. */
  readonly copyTo?: string | undefined;
}

/** The DISCOVERY notes (by name) and occurrences of a scan. */
export function discoveryOf(scan: Scan): {
  notes: [string, NoteDocument][];
  discovery: ConvertedDiscovery[];
} {
  const what = (scan.type ?? scan.kind).toLowerCase();
  const own = formatNoteName({ scope: scan.provider, id: `${scan.tool}-${what}` });
  const names = [...new Set([own, scan.copyTo ?? own])];
  const note: NoteDocument = {
    shortDescription: `Scans by ${scan.tool}.`,
    // A check of configurations is not a scan for vulnerabilities, and no gate may take it for one.
    discovery: { analysisKind: scan.type === undefined ? scan.kind : 'DISCOVERY' },
  };
  const types = [...new Set(scan.packageTypes)].sort();
  const discovered = {
    continuousAnalysis: 'INACTIVE',
    analysisStatus: scan.status,
    ...(types.length === 0 ? {} : { analysisCompleted: { analysisType: types } }),
    ...(scan.errors.length === 0 ? {} : { analysisError: scan.errors }),
    ...(scan.status === 'PENDING' || scan.status === 'SCANNING'
      ? {}
      : { lastScanTime: scan.time ?? scan.now }),
    ...(scan.databaseTime === undefined ? {} : { lastVulnerabilityUpdateTime: scan.databaseTime }),
  };
  return {
    notes: names.map((name) => [name, note]),
    discovery: names.map((noteName) => ({
      occurrence: { resource: { uri: scan.uri }, noteName, discovered: { discovered } },
      timed: scan.time !== undefined,
      copy: noteName !== own,
    })),
  };
}

interface Discovered {
  readonly lastScanTime?: string;
  readonly analysisStatus?: string | number;
}

function discoveredOf(occurrence: OccurrenceDocument): Discovered | undefined {
  return (occurrence.discovered as { discovered?: Discovered } | undefined)?.discovered;
}

/** The status of a scan, from its discovery occurrence. */
export function statusOf(occurrence: OccurrenceDocument): string | number | undefined {
  return discoveredOf(occurrence)?.analysisStatus;
}

/** The occurrence with another status. */
export function withStatus(occurrence: OccurrenceDocument, status: string | number): OccurrenceDocument {
  return {
    ...occurrence,
    discovered: { discovered: { ...discoveredOf(occurrence), analysisStatus: status } },
  };
}

/** The time of a scan, from its discovery occurrence. */
export function scanTimeOf(occurrence: OccurrenceDocument): string | undefined {
  return discoveredOf(occurrence)?.lastScanTime;
}

/** The occurrence with another scan time; a failed scan keeps the time of the last one that succeeded. */
export function withScanTime(occurrence: OccurrenceDocument, time: string | undefined): OccurrenceDocument {
  const discovered = discoveredOf(occurrence);
  if (discovered === undefined || time === undefined) return occurrence;
  return { ...occurrence, discovered: { discovered: { ...discovered, lastScanTime: time } } };
}

/** The occurrence while the findings of a scan are written: SCANNING, with the time of the last finished scan. */
export function scanningOf(occurrence: OccurrenceDocument, time: string | undefined): OccurrenceDocument {
  const analysisStatus: AnalysisStatus = 'SCANNING';
  const lastScanTime = time === undefined ? {} : { lastScanTime: time };
  return {
    ...occurrence,
    discovered: { discovered: { continuousAnalysis: 'INACTIVE', analysisStatus, ...lastScanTime } },
  };
}

/**
 * The canonical time a tool wrote, RFC 3339 or seconds since the epoch; undefined for times that stand for none: year
 * 1 and before, or beyond 9999.
 */
export function parseReportTime(value: string | number | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' || /^\d{1,12}$/.test(value)) {
    const millis = Math.round(Number(value) * 1000);
    return millis > 0 && millis <= 253402300799999
      ? normaliseTimestamp(new Date(millis).toISOString())
      : undefined;
  }
  const time = normaliseTimestamp(value);
  return time === undefined || time.startsWith('0001-') ? undefined : time;
}
