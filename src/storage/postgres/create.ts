import type { NoteRow, OccurrenceRow } from '../repository.js';
import { type BadOccurrence, notesExist, occurrencesRefused } from '../repository-errors.js';
import type { Statement } from '../sql/driver.js';
import { noteColumns, occurrenceColumns } from '../sql/rows.js';
import { integerArray } from './binary-array.js';
import { addCounts, notesAsTable, occurrencesAsTable } from './dialect.js';

/**
 * Many create calls in one statement. Each row carries the number of its call; a call of which one row is
 * refused writes none of its rows, the others write theirs. What comes back are the refused rows.
 */

interface Refused {
  /** Position of the row among all rows of all calls, from 1. */
  readonly n: number;
  readonly note_kind: number | null;
}

/** The place of each row: which call, and where in it. */
interface Place {
  readonly call: number;
  readonly index: number;
}

export function createNotesStatement(calls: readonly (readonly NoteRow[])[]): Statement {
  const { from, bindings } = notesAsTable(calls.flat());
  return {
    sql: `WITH input AS MATERIALIZED (
  SELECT * FROM ${withCall(from)} AS r(${noteColumns.join(', ')}, call, n)
), refused AS MATERIALIZED (
  SELECT n, call FROM input i WHERE EXISTS (SELECT 1 FROM notes WHERE notes.scope = i.scope AND notes.id = i.id)
), written AS (
  INSERT INTO notes (${noteColumns.join(', ')}) SELECT ${noteColumns.join(', ')} FROM input
  WHERE call NOT IN (SELECT call FROM refused) ORDER BY scope, id
)
SELECT n, NULL AS note_kind FROM refused ORDER BY n`,
    bindings: [...bindings, callNumbers(calls)],
  };
}

export function createOccurrencesStatement(calls: readonly (readonly OccurrenceRow[])[]): Statement {
  const { from, bindings } = occurrencesAsTable(calls.flat());
  const columns = occurrenceColumns.join(', ');
  return {
    // KEY SHARE keeps the notes from being deleted until the rows are committed, and hinders nothing else.
    sql: `WITH input AS MATERIALIZED (
  SELECT * FROM ${withCall(from)} AS r(${columns}, call, n)
), held AS MATERIALIZED (
  SELECT scope, id, kind FROM notes WHERE (scope, id) IN (SELECT note_scope, note_id FROM input)
  ORDER BY scope, id FOR KEY SHARE
), refused AS MATERIALIZED (
  SELECT i.n, i.call, h.kind AS note_kind
  FROM input i LEFT JOIN held h ON h.scope = i.note_scope AND h.id = i.note_id
  WHERE h.kind IS DISTINCT FROM i.kind
), written AS (
  INSERT INTO occurrences (${columns}) SELECT ${columns} FROM input
  WHERE call NOT IN (SELECT call FROM refused)
), counted AS (
  ${addCounts('input', 'call NOT IN (SELECT call FROM refused)')}
)
SELECT n, note_kind FROM refused ORDER BY n`,
    bindings: [...bindings, callNumbers(calls)],
  };
}

/** One entry a call: its error, or undefined. */
export function noteErrors(calls: readonly (readonly NoteRow[])[], rows: readonly unknown[]): unknown[] {
  const places = placesOf(calls);
  return calls.map((notes, call) => {
    const taken = (rows as readonly Refused[]).flatMap(({ n }) => {
      const place = places[n - 1];
      const note = place?.call === call ? notes[place.index] : undefined;
      return note === undefined ? [] : [note];
    });
    return taken.length === 0 ? undefined : notesExist(taken);
  });
}

export function occurrenceErrors(
  calls: readonly (readonly OccurrenceRow[])[],
  rows: readonly unknown[],
): unknown[] {
  const places = placesOf(calls);
  return calls.map((occurrences, call) => {
    const bad = (rows as readonly Refused[]).flatMap(({ n, note_kind }): BadOccurrence[] => {
      const place = places[n - 1];
      if (place?.call !== call) return [];
      return [{ index: place.index, noteKind: note_kind ?? undefined }];
    });
    return bad.length === 0 ? undefined : occurrencesRefused(occurrences, bad);
  });
}

/** Adds to `unnest(…)` an array with the call of each row, and the position. */
function withCall(unnest: string): string {
  return `${unnest.slice(0, -1)}, ?::int[]) WITH ORDINALITY`;
}

function callNumbers(calls: readonly (readonly unknown[])[]): Buffer {
  return integerArray(
    'integer',
    placesOf(calls).map((place) => place.call),
  );
}

function placesOf(calls: readonly (readonly unknown[])[]): Place[] {
  return calls.flatMap((rows, call) => rows.map((_, index) => ({ call, index })));
}
