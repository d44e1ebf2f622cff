import { isObject } from '../../domain/is-object.js';
import { shownText } from '../../domain/text.js';
import type { VulnerabilityCheck } from '../documents.js';
import type { OccurrenceFact } from '../facts.js';
import { reason } from '../reasons.js';
import type { Reason } from '../verdict.js';

/** What a part of a check found. */
export interface Judged {
  readonly problems: readonly Reason[];
  readonly passing: readonly Reason[];
  readonly warnings: readonly string[];
}

/** Whether a scan for vulnerabilities has finished without errors, recently enough. */
export function judgeScan(
  occurrences: readonly OccurrenceFact[],
  { allowUnscanned, maximumScanAge }: Pick<VulnerabilityCheck, 'allowUnscanned' | 'maximumScanAge'>,
  isOver: (time: number) => boolean,
): Judged & { readonly isMissing: boolean } {
  const discoveries = occurrences.filter(({ kind }) => kind === 'DISCOVERY');
  const scans = discoveries.filter(({ analysisKind }) => analysisKind === 'VULNERABILITY');
  // If the note is gone, it is not known what the scan looks for.
  const running = discoveries.filter(
    (scan) => statusOf(scan) === 'SCANNING' && (scan.analysisKind ?? 'VULNERABILITY') === 'VULNERABILITY',
  );
  const ended = scans.filter((scan) => statusOf(scan) === 'FINISHED_SUCCESS');
  const errorsIn = (scan: OccurrenceFact): readonly string[] => errorsOf(discoveredOf(scan));
  const finished = ended.filter((scan) => errorsIn(scan).length === 0);
  const names = (list: readonly OccurrenceFact[]) => ({ occurrences: list.map(({ name }) => name) });
  if (running.length > 0)
    return scanProblem(
      reason('SCAN_UNFINISHED', 'A scan for vulnerabilities is still running.', names(running)),
    );
  if (finished.length === 0) {
    if (allowUnscanned === true) {
      const how = ended.length > 0 ? 'has finished without errors' : 'has finished';
      const warning = `No scan for vulnerabilities ${how}, and the policy lets that pass.`;
      return {
        problems: [],
        passing: [reason('UNSCANNED_ALLOWED', warning, names(scans))],
        warnings: [warning],
        isMissing: false,
      };
    }
    if (scans.length === 0)
      return { ...scanProblem(reason('NO_SCAN', 'No scan for vulnerabilities is known.')), isMissing: true };
    if (ended.length > 0) {
      const errors = [...new Set(ended.flatMap(errorsIn))].slice(0, 3).join('; ');
      const message = `The scan for vulnerabilities finished with errors: ${errors}.`;
      return scanProblem(reason('SCAN_WITH_ERRORS', message, names(ended)));
    }
    const states = [...new Set(scans.map(statusOf))].join(', ');
    return scanProblem(
      reason('SCAN_UNFINISHED', `No scan for vulnerabilities has finished: ${states}.`, names(scans)),
    );
  }
  const age = secondsOf(maximumScanAge);
  const recent = age === undefined ? finished : finished.filter((scan) => isWithin(scan, age, isOver));
  if (recent.length === 0)
    return scanProblem(
      reason('SCAN_TOO_OLD', `No scan of the last ${age} seconds is known.`, names(finished)),
    );
  return {
    problems: [],
    passing: [reason('FINDINGS_PASS', 'A scan for vulnerabilities has finished.', names(recent))],
    warnings: [],
    isMissing: false,
  };
}

function scanProblem(problem: Reason): Judged & { readonly isMissing: boolean } {
  return { problems: [problem], passing: [], warnings: [], isMissing: false };
}

function discoveredOf({ v1beta1, v1 }: OccurrenceFact): Readonly<Record<string, unknown>> {
  const inV1 = isObject(v1) && isObject(v1.discovery) ? v1.discovery : undefined;
  const outer = isObject(v1beta1.discovered) ? v1beta1.discovered : undefined;
  return inV1 ?? (isObject(outer?.discovered) ? outer.discovered : {});
}

/** The findings of an archived scan are incomplete. */
function statusOf(scan: OccurrenceFact): string {
  const { analysisStatus, archiveTime } = discoveredOf(scan);
  if (archiveTime !== undefined) return 'ARCHIVED';
  return analysisStatus === undefined ? 'no status' : String(analysisStatus);
}

interface ScanErrors {
  readonly analysisError?: unknown;
  readonly analysisStatusError?: unknown;
}

/**
 * What went wrong in a scan, in the words of the scanner: what it could not look at may have findings. Each entry of
 * `analysisError` is a failure; a Status of code 0 without a text is none.
 */
export function errorsOf({ analysisError, analysisStatusError }: ScanErrors): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(analysisError) ? analysisError : [];
  const single = isFailure(analysisStatusError) ? [analysisStatusError] : [];
  return [...listed, ...single].map((status) => {
    const { code, message } = isObject(status) ? status : {};
    return typeof message === 'string' && message !== ''
      ? shownText(message, 200)
      : `code ${String(code ?? 'unknown')}`;
  });
}

function isFailure(status: unknown): boolean {
  if (!isObject(status)) return false;
  const { code = 0, message = '', details = [] } = status;
  return code !== 0 || message !== '' || !Array.isArray(details) || details.length > 0;
}

/** Milliseconds that the clock of a scanner may be fast. */
const maxAhead = 5 * 60_000;

/**
 * A scan that states no time has none: the time at which its occurrence was written says little. One of the future is none either, or
 * the scan would never be too old.
 */
function isWithin(scan: OccurrenceFact, age: number, isOver: (time: number) => boolean): boolean {
  const { lastScanTime, lastAnalysisTime } = discoveredOf(scan);
  const time = Date.parse(String(lastScanTime ?? lastAnalysisTime ?? ''));
  return Number.isFinite(time) && isOver(time - maxAhead) && !isOver(time + age * 1000);
}

/** Seconds of a Duration in JSON, such as `86400s`. */
export function secondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : Number(duration.replace(/s$/, ''));
}
