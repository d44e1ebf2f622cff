import type { AnOccurrence, Client } from './session.js';

/** What is known of the scans of an image. Only `scanned` allows to say that no finding means none was found. */
export type ScanState = 'scanned' | 'running' | 'failed' | 'never';

export interface Scans {
  readonly state: ScanState;
  /** Time of the latest successful scan. */
  readonly time: string;
  /** Providers that scanned. */
  readonly by: readonly string[];
  /** What went wrong, in the words of the scanner. */
  readonly problem: string;
}

/** Days after which a scan is called stale. */
export const staleDays = 30;

export function isStale(time: string, now: number = Date.now()): boolean {
  const at = Date.parse(time);
  return Number.isNaN(at) || now - at > staleDays * 86_400_000;
}

/**
 * Names of the discovery notes that are about vulnerabilities. A scan for secrets, or one whose note cannot be read, does
 * not count as a scan for vulnerabilities.
 */
export async function vulnerabilityScans(
  client: Client,
  discoveries: readonly AnOccurrence[],
): Promise<ReadonlySet<string>> {
  const firsts = new Map(discoveries.map(({ noteName = '', name = '' }) => [noteName, name]));
  const found = await Promise.all(
    [...firsts].map(async ([noteName, name]) => {
      const note = await client.occurrences.note(name).catch(() => undefined);
      return note?.discovery?.analysisKind === 'VULNERABILITY' ? [noteName] : [];
    }),
  );
  return new Set(found.flat());
}

/** Sums up the discoveries of one image. `counted` is what vulnerabilityScans returned. */
export function toScans(discoveries: readonly AnOccurrence[], counted: ReadonlySet<string>): Scans {
  const relevant = discoveries.filter(({ noteName = '' }) => counted.has(noteName));
  const withStatus = (...statuses: readonly string[]): AnOccurrence[] =>
    relevant.filter(
      ({ discovery }) =>
        statuses.includes(String(discovery?.analysisStatus)) && discovery?.archiveTime === undefined,
    );
  const ended = withStatus('FINISHED_SUCCESS', 'COMPLETE');
  // What a scan could not look at may have findings.
  const finished = ended.filter((scan) => problemsOf(scan).length === 0);
  const partial = ended.filter((scan) => problemsOf(scan).length > 0);
  const failed = [...withStatus('FINISHED_FAILED', 'FINISHED_UNSUPPORTED'), ...partial];
  const running = withStatus('PENDING', 'SCANNING');
  const timeOf = ({ discovery, updateTime = '' }: AnOccurrence): string =>
    discovery?.lastScanTime ?? updateTime;
  const state: ScanState =
    finished.length > 0 ? 'scanned' : running.length > 0 ? 'running' : failed.length > 0 ? 'failed' : 'never';
  return {
    state,
    time: finished.map(timeOf).sort().at(-1) ?? '',
    by: [...new Set(finished.map(({ noteName = '' }) => noteName.split('/')[1] ?? ''))],
    problem: failed.map((scan) => problemsOf(scan)[0] ?? String(scan.discovery?.analysisStatus)).join('; '),
  };
}

/** What went wrong in a scan, in the words of the scanner. */
function problemsOf({ discovery }: AnOccurrence): readonly string[] {
  const { analysisError = [], analysisStatusError: single } = discovery ?? {};
  const { code = 0, message = '', details = [] } = single ?? {};
  const isFailure = code !== 0 || message !== '' || details.length > 0;
  return [...(isFailure && single !== undefined ? [single] : []), ...analysisError].map(
    ({ code, message = '' }) => message || `error ${code ?? ''}`,
  );
}
