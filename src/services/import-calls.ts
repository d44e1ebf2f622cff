import { formatNoteName } from '../domain/names.js';
import type { ImportSession, Repository } from '../storage/repository.js';
import type { ImportedCursor } from '../storage/repository-rows.js';
import { assessmentsOf } from './assessments.js';
import type { ImportJob, ReportSlice, Wanted } from './import-job.js';

/** What the server exchanges with the job of an import in another process. */

/** Calls the job in its process. */
export type Call = <Name extends keyof ImportJob>(
  handler: Name,
  ...rest: Parameters<ImportJob[Name]> extends [infer Argument] ? [argument: Argument] : []
) => Promise<ReturnType<ImportJob[Name]>>;

/** Bytes of a report that are sent to the process at once. */
const sentBytes = 1024 * 1024;

/** Sends a report and has it opened with its last slice. */
export async function openUpload(
  call: Call,
  { report, format }: { readonly report: Buffer; readonly format?: string | undefined },
): Promise<Awaited<ReturnType<ImportJob['open']>>> {
  const size = report.length;
  const slice = (at: number): ReportSlice => ({ size, at, bytes: report.subarray(at, at + sentBytes) });
  let at = 0;
  for (; at + sentBytes < size; at += sentBytes) await call('receive', slice(at));
  return call('open', { last: slice(at), format });
}

/** The job, and where the rows that it wants are stored. */
export interface Exchange {
  readonly session: ImportSession;
  readonly repository: Repository;
  readonly call: Call;
}

/** Reads the stored rows that the job wants first, and then those that it wants in return. Adds the names of its notes. */
export async function handIn(
  { session, repository, call }: Exchange,
  names: Set<string>,
  first: Wanted | undefined,
): Promise<void> {
  let wanted = first;
  while (wanted !== undefined) {
    if ('notes' in wanted) {
      for (const key of wanted.notes) names.add(formatNoteName(key));
      wanted = await call('storedNotes', await session.readNotes(wanted.notes));
    } else if ('assessed' in wanted) {
      const { noteIds, resources } = wanted.assessed;
      wanted = await call('storedAssessments', await assessmentsOf(repository, noteIds, resources));
    } else wanted = await handInOccurrences({ session, repository, call }, wanted.resources);
  }
}

async function handInOccurrences(
  { session, call }: Exchange,
  resources: readonly string[],
): Promise<Wanted | undefined> {
  let after: ImportedCursor | undefined;
  for (;;) {
    const { rows, next } = await session.readOccurrences({ resources, after });
    const wanted = await call('storedOccurrences', { rows, isLast: next === undefined });
    if (next === undefined) return wanted;
    after = next;
  }
}
