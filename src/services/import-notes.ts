import { ApiError } from '../domain/errors.js';
import { randomRevision } from '../domain/ids.js';
import { lazyList } from '../domain/lazy-list.js';
import { formatNoteName, type NoteKey } from '../domain/names.js';
import { PackedList, PackedMap } from '../domain/packed-list.js';
import { timestampFromMillis } from '../domain/timestamp.js';
import { mergeNote } from '../importers/common/merge-note.js';
import type { Severity } from '../importers/common/severity.js';
import { severityOfNote } from '../importers/common/stored-finding.js';
import type { FromNote } from '../kinds/derived.js';
import type { NoteDocument, OccurrenceDocument, Registry } from '../kinds/registry.js';
import { type Forms, parseForms } from '../kinds/stored-text.js';
import { decode } from '../schema/codec.js';
import type { AssessmentRow, NoteChange, NoteRow, OccurrenceRow } from '../storage/repository-rows.js';
import { reachOf } from './assessments.js';
import type { CheckedImport, Deps, ImportPlan, ImportState, LaterNote } from './import-plan-types.js';
import type { CheckedNote } from './kept-notes.js';
import { givenBy, isNoteRescored, noteRow, type Times, timesOf } from './rows.js';

/** What occurrences derive from the note after the import, and its revision. The notes of a large report are not kept. */
export interface PlannedNote {
  readonly given: FromNote;
  readonly severity: Severity | undefined;
  readonly revision: number;
}

/** Plans the notes. */
export function planNotes(
  { registry }: Deps,
  report: CheckedImport,
  stored: ImportState,
): Pick<ImportPlan, 'createNotes' | 'updateNotes'> & { readonly planned: ReadonlyMap<string, PlannedNote> } {
  const [created, revisions]: [number[], number[]] = [[], []];
  const updated = new PackedList<NoteChange>();
  const planned = new PackedMap<PlannedNote>();
  const now = timestampFromMillis(report.now);
  const times = timesOf(now, now);
  const reach = () => report.reach;
  const plannedAs = (note: NoteDocument, revision: number): PlannedNote => ({
    given: givenBy(registry, note),
    severity: severityOfNote(note),
    revision,
  });
  for (const [index, known] of report.notes.entries()) {
    const { note, settled } = known;
    const key = report.noteKeys[index] as NoteKey;
    const name = formatNoteName(key);
    const before = stored.notes.get(name);
    if (before === undefined) {
      const revision = randomRevision();
      created.push(index);
      revisions.push(revision);
      planned.set(name, plannedAs(note.v1beta1, revision));
      continue;
    }
    const { document: text, revision } = before;
    const isSettled = settled?.text === text && before.assessment === undefined;
    if (isSettled) {
      planned.set(name, plannedAs(settled.merged, revision));
      continue;
    }
    const forms = parseForms<NoteDocument>(text);
    const old = forms.v1beta1;
    const [there, wanted] = [kindOf(registry, forms), kindOf(registry, note.before ?? note)];
    if (there !== wanted) {
      throw new ApiError(
        'KIND_MISMATCH',
        `the note "${name}" exists and is of kind ${there}, the report's is of kind ${wanted}`,
      );
    }
    const { v1beta1 } = note;
    const same = noteRow(registry, key, { v1beta1, before: forms }, storedTimes(old, now), reach);
    const isReached = isSameReach(same.assessment, before.assessment);
    if (same.document === text && isReached) {
      // Most often: nothing need be merged.
      planned.set(name, plannedAs(v1beta1, revision));
      if (same.assessment === undefined) known.settled = { text, merged: v1beta1 };
      continue;
    }
    const merged = decode(registry.Note, mergeNote(old, v1beta1), 'note');
    const isAssessing = (same.assessment ?? before.assessment) !== undefined;
    const rescored = isAssessing || isNoteRescored(registry, old, merged);
    const rowAt = (at: Times): NoteRow => ({
      ...noteRow(registry, key, { v1beta1: merged, before: forms }, at, reach),
      rescored,
    });
    const last = storedTimes(old, now);
    const row = isReached ? updatedRow({ text }, last, now, rowAt) : rowAt(timesOf(last.createTime, now));
    if (row !== undefined) updated.add({ expected: text, row });
    else if (!isAssessing) known.settled = { text, merged };
    planned.set(name, plannedAs(merged, row !== undefined && rescored ? (row.revision ?? 0) : revision));
  }
  const createNotes = lazyList(created.length, (at): LaterNote => {
    const index = created[at] as number;
    const key = report.noteKeys[index] as NoteKey;
    const row = (): NoteRow => ({
      ...noteRow(registry, key, (report.notes[index] as CheckedNote).note, times, reach),
      revision: revisions[at],
    });
    return { key, row };
  });
  return { planned, createNotes, updateNotes: updated.values() };
}

/** Whether an assessment is applied where it would be if it were written now. */
function isSameReach(row: AssessmentRow | undefined, stored: AssessmentRow | undefined): boolean {
  if (row === undefined || stored === undefined) return row === stored;
  return JSON.stringify(reachOf(row)) === JSON.stringify(reachOf(stored));
}

/** Name of a note's kind, which one version alone may have. */
function kindOf(registry: Registry, { v1beta1, v1 }: Forms<NoteDocument>): string | undefined {
  return (registry.kindOfNote(v1beta1) ?? (v1 && registry.v1?.registry.kindOfNote(v1)))?.name;
}

/**
 * The row with a new update time, or undefined if nothing else would change. A row of the same text changes if a member
 * that the server filled is now the client's own, or the other way round, since that determines whether it follows the note.
 */
export function updatedRow<R extends NoteRow | OccurrenceRow>(
  stored: { readonly text: string; readonly filled?: string | null },
  times: Times,
  now: string,
  rowAt: (times: Times) => R,
): R | undefined {
  const row = rowAt(times);
  const filled = 'derived' in row ? row.derived : undefined;
  const isSame = row.document === stored.text && (stored.filled ?? filled) === filled;
  return isSame ? undefined : rowAt(timesOf(times.createTime, now));
}

export function storedTimes(document: OccurrenceDocument | NoteDocument, now: string): Times {
  return timesOf(document.createTime ?? now, document.updateTime ?? now);
}
