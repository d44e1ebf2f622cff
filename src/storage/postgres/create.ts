import {
  type BadOccurrence,
  noteNamesUsed,
  noteRescored,
  notesExist,
  occurrencesRefused,
} from '../repository-errors.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import { demandsColumn } from '../sql/demands.js';
import { leftBehind } from '../sql/notes.js';
import { noteColumns, occurrenceColumns, packageColumns } from '../sql/rows.js';
import type { Statement } from '../sql/statement.js';
import { integerArray, textArray } from './binary-array.js';
import { countInput, notesAsTable, occurrencesAsTable, pendingOf } from './dialect.js';

/**
 * Many create calls in one statement. Each row has the number of its call. A call with a refused row writes none of its
 * rows; the others write theirs. The statement returns the refused rows.
 */

interface Refused {
  /** Position of the row among all rows of all calls, from 1. */
  readonly n: number;
  /** Kind of the existing note, or of remaining occurrences of a deleted one. */
  readonly note_kind: number | null;
}

/** The position of a row: its call, and its index within the call. */
interface Place {
  readonly call: number;
  readonly index: number;
}

export function createNotesStatement(calls: readonly (readonly NoteRow[])[]): Statement {
  const rows = calls.flat();
  const { from, bindings } = notesAsTable(rows);
  const columns = noteColumns.join(', ');
  return {
    sql: `WITH input AS MATERIALIZED (
  SELECT * FROM ${withMore(from, 'int', 'int', 'int')} AS r(${columns}, unused, rescored, call, n)
), refused AS MATERIALIZED (
  SELECT n, call, NULL::int AS note_kind FROM input i
  WHERE EXISTS (SELECT 1 FROM notes WHERE notes.scope = i.scope AND notes.id = i.id)
  UNION ALL
  SELECT n, call, o.kind FROM input i CROSS JOIN LATERAL (${leftBehind('i.id', 'i.scope')}) AS o
  WHERE o.kind <> i.kind OR i.unused = 1
), written AS (
  INSERT INTO notes (${columns}, pending) SELECT ${columns}, ${pendingOf('input')} FROM input
  WHERE call NOT IN (SELECT call FROM refused) ORDER BY scope, id
)
SELECT n, note_kind FROM refused ORDER BY n`,
    bindings: [
      ...bindings,
      integerArray(
        'integer',
        rows.map((row) => (row.needsUnusedName === true ? 1 : 0)),
      ),
      integerArray(
        'integer',
        rows.map((row) => (row.rescored === true ? 1 : 0)),
      ),
      callNumbers(calls),
    ],
  };
}

export function createOccurrencesStatement(calls: readonly (readonly OccurrenceRow[])[]): Statement {
  const rows = calls.flat();
  const { from, bindings } = occurrencesAsTable(rows);
  const columns = occurrenceColumns.join(', ');
  const derives = rows.some((row) => row.noteRevision !== undefined);
  const demanded = rows.some((row) => (row.demands ?? 0) !== 0);
  return {
    // KEY SHARE prevents deletion of the notes until the rows are committed, and blocks nothing else. SHARE also prevents
    // changes of their text, and returns the newest text if it had to wait for a change.
    sql: `WITH input AS MATERIALIZED (
  SELECT * FROM ${withMore(from, 'bigint', ...(demanded ? ['bigint'] : []), 'int')} AS r(${columns}, note_revision,${demanded ? ' demands,' : ''} call, n)
), held AS MATERIALIZED (
  SELECT scope, id, kind, revision, ${demandsColumn} FROM notes WHERE (scope, id) IN (SELECT note_scope, note_id FROM input)
  ORDER BY scope, id FOR ${derives ? 'SHARE' : 'KEY SHARE'}
), refused AS MATERIALIZED (
  SELECT i.n, i.call, h.kind AS note_kind
  FROM input i LEFT JOIN held h ON h.scope = i.note_scope AND h.id = i.note_id
  WHERE h.kind IS DISTINCT FROM i.kind OR (i.note_revision <> ${anyRevision} AND i.note_revision <> h.revision)
    OR h.demands <> ${demanded ? 'i.demands' : '0'}
), written AS (
  INSERT INTO occurrences (${columns}) SELECT ${columns} FROM input
  WHERE call NOT IN (SELECT call FROM refused)
), packed AS (
  INSERT INTO packages (${packageColumns.join(', ')})
  SELECT p.name, i.scope, i.id, p.type, p.version
  FROM unnest(?::text[], ?::text[], ?::text[], ?::int[]) AS p(name, type, version, n) JOIN input i ON i.n = p.n
  WHERE i.call NOT IN (SELECT call FROM refused)
), counted AS (
  ${countInput('input', 'call NOT IN (SELECT call FROM refused)')}
)
SELECT n, note_kind FROM refused ORDER BY n`,
    bindings: [
      ...bindings,
      integerArray(
        'bigint',
        rows.map((row) => row.noteRevision ?? anyRevision),
      ),
      ...(demanded
        ? [
            integerArray(
              'bigint',
              rows.map((row) => row.demands ?? 0),
            ),
          ]
        : []),
      callNumbers(calls),
      ...packageArrays(rows),
    ],
  };
}

/** One entry for each call: its error, or undefined. */
export function noteErrors(calls: readonly (readonly NoteRow[])[], rows: readonly unknown[]): unknown[] {
  const places = placesOf(calls);
  return calls.map((notes, call) => {
    const refused = (isTaken: boolean): NoteRow[] =>
      (rows as readonly Refused[]).flatMap(({ n, note_kind }) => {
        const place = places[n - 1];
        const note = place?.call === call ? notes[place.index] : undefined;
        return note === undefined || (note_kind === null) !== isTaken ? [] : [note];
      });
    const [taken, used] = [refused(true), refused(false)];
    if (taken.length > 0) return notesExist(taken);
    return used.length === 0 ? undefined : noteNamesUsed(used);
  });
}

export function occurrenceErrors(
  calls: readonly (readonly OccurrenceRow[])[],
  rows: readonly unknown[],
): unknown[] {
  const places = placesOf(calls);
  return calls.map((occurrences, call) => {
    const refused = (rows as readonly Refused[]).flatMap(({ n, note_kind }): BadOccurrence[] => {
      const place = places[n - 1];
      if (place?.call !== call) return [];
      return [{ index: place.index, noteKind: note_kind ?? undefined }];
    });
    const bad = refused.filter(({ index, noteKind }) => noteKind !== occurrences[index]?.kind);
    if (bad.length > 0) return occurrencesRefused(occurrences, bad);
    return refused.length === 0 ? undefined : noteRescored();
  });
}

/** The revision of rows that derive nothing from their note. */
const anyRevision = -2;

/** Adds further arrays to `unnest(…)`, and the position. */
function withMore(unnest: string, ...types: readonly string[]): string {
  return `${unnest.slice(0, -1)}, ${types.map((type) => `?::${type}[]`).join(', ')}) WITH ORDINALITY`;
}

function callNumbers(calls: readonly (readonly unknown[])[]): Buffer {
  return integerArray(
    'integer',
    placesOf(calls).map((place) => place.call),
  );
}

/** Arrays of the name, type and version of each package, and of the position of the row that names it. */
function packageArrays(rows: readonly OccurrenceRow[]): Buffer[] {
  const packed = rows.flatMap(({ packages = [] }, index) =>
    packages.map((key) => ({ ...key, n: index + 1 })),
  );
  return [
    textArray(packed.map(({ name }) => name)),
    textArray(packed.map(({ type }) => type)),
    textArray(packed.map(({ version }) => version)),
    integerArray(
      'integer',
      packed.map(({ n }) => n),
    ),
  ];
}

function placesOf(calls: readonly (readonly unknown[])[]): Place[] {
  return calls.flatMap((rows, call) => rows.map((_, index) => ({ call, index })));
}
