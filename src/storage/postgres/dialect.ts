import type { NoteKey } from '../../domain/names.js';
import type { NoteRow, OccurrenceRow } from '../repository.js';
import type { Change, Dialect } from '../sql/dialect.js';
import type { Statement } from '../sql/driver.js';
import { leftBehind, replacedBy } from '../sql/notes.js';
import {
  mutableOccurrenceColumns,
  noteColumns,
  noteValues,
  occurrenceColumns,
  occurrenceValues,
} from '../sql/rows.js';
import { countColumns, countedKind, severities } from '../sql/severity-counts.js';
import { integerArray, textArray } from './binary-array.js';
import { postgresPredicates } from './predicate-dialect.js';

const integerTypes: Readonly<Record<string, 'smallint' | 'bigint'>> = {
  kind: 'smallint',
  severity: 'smallint',
  fixable: 'smallint',
  imported: 'smallint',
  create_time: 'bigint',
  update_time: 'bigint',
  revision: 'bigint',
};

const mutable = mutableOccurrenceColumns.map((column) => `${column} = new.${column}`).join(', ');

/** Many rows are one statement: each column travels as one array. */
export const postgresDialect: Dialect = {
  ...postgresPredicates,

  among(column, values) {
    return { sql: `${column} = ANY (?::text[])`, bindings: [values] };
  },

  holdText: ' FOR SHARE',

  within(column, query) {
    return `${column} = ANY (ARRAY(${query}))`;
  },

  selectNotes(columns: string, keys: readonly NoteKey[], hold): Statement[] {
    if (keys.length === 0) return [];
    // In one order, so that two transactions that hold the same notes never wait for each other in a ring.
    const lock = hold === 'text' ? 'SHARE' : 'KEY SHARE';
    const tail = hold === undefined ? '' : ` ORDER BY scope, id FOR ${lock}`;
    return [
      {
        sql: `SELECT ${columns} FROM notes WHERE (scope, id) IN (SELECT * FROM unnest(?::text[], ?::text[]))${tail}`,
        bindings: [textArray(keys.map((key) => key.scope)), textArray(keys.map((key) => key.id))],
      },
    ];
  },

  insertNotes(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = notesAsTable(rows);
    const columns = noteColumns.join(', ');
    const sql =
      `INSERT INTO notes (${columns}, pending) SELECT ${columns}, ${pendingOf('r')} ` +
      `FROM ${from} AS r(${columns}) ON CONFLICT DO NOTHING`;
    return [{ sql, bindings }];
  },

  insertOccurrences(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = occurrencesAsTable(rows);
    const columns = occurrenceColumns.join(', ');
    return [
      {
        sql:
          `WITH input AS MATERIALIZED (SELECT * FROM ${from} AS r(${columns})), ` +
          `counted AS (${addCounts('input')}) INSERT INTO occurrences (${columns}) SELECT * FROM input`,
        bindings,
      },
    ];
  },

  updateNotes(changes) {
    const rescored = changes.filter(({ row }) => row.rescored === true);
    const others = changes.filter(({ row }) => row.rescored !== true);
    const set = replacedBy('new.update_time', 'new.document', 't.');
    return [
      ...update(
        'notes',
        noteColumns,
        'pending = new.document, revision = new.revision',
        rescored,
        noteValues,
      ),
      ...update('notes', noteColumns, set, others, noteValues),
    ];
  },

  updateOccurrences(changes) {
    return update('occurrences', occurrenceColumns, mutable, changes, occurrenceValues);
  },

  deleteOccurrences(scope, rows) {
    if (rows.length === 0) return [];
    return [
      {
        sql:
          'DELETE FROM occurrences o USING unnest(?::text[], ?::text[]) AS gone(id, document) ' +
          'WHERE o.scope = ? AND o.id = gone.id AND o.document = gone.document',
        bindings: [textArray(rows.map((row) => row.id)), textArray(rows.map((row) => row.document)), scope],
      },
    ];
  },
};

/**
 * Adds new occurrences to the counts of their resources. In one order, so that two statements never wait for each other
 * in a ring.
 */
export function addCounts(input: string, condition = 'TRUE'): string {
  const sums = severities.flatMap((severity) => [
    `count(*) FILTER (WHERE severity = ${severity})`,
    `count(*) FILTER (WHERE severity = ${severity} AND fixable = 1)`,
  ]);
  return `INSERT INTO severity_counts AS c (scope, resource_uri, ${countColumns.join(', ')})
  SELECT scope COLLATE "C" AS at, resource_uri COLLATE "C" AS uri, count(*), count(*) FILTER (WHERE fixable = 1), ${sums.join(', ')}
  FROM ${input} WHERE kind = ${countedKind} AND ${condition} GROUP BY at, uri ORDER BY at, uri
  ON CONFLICT (scope, resource_uri) DO UPDATE
  SET ${countColumns.map((column) => `${column} = c.${column} + excluded.${column}`).join(', ')}`;
}

/** The pending text of a note to be created: its own, where the name has occurrences to carry over. */
export function pendingOf(row: string): string {
  return `CASE WHEN EXISTS (${leftBehind(`${row}.id`, `${row}.scope`)}) THEN ${row}.document END`;
}

export interface RowTable {
  /** `unnest(…)`, to stand in FROM. */
  readonly from: string;
  readonly bindings: readonly unknown[];
}

export function notesAsTable(rows: readonly NoteRow[]): RowTable {
  return asTable(noteColumns, rows.map(noteValues));
}

export function occurrencesAsTable(rows: readonly OccurrenceRow[]): RowTable {
  return asTable(occurrenceColumns, rows.map(occurrenceValues));
}

/** Rows of values turned into one array a column. */
export function asTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): RowTable {
  const types = columns.map((column) => integerTypes[column]);
  return {
    from: `unnest(${types.map((type) => `?::${type ?? 'text'}[]`).join(', ')})`,
    bindings: types.map((type, index) =>
      type === undefined
        ? textArray(rows.map((row) => row[index] as string | null))
        : integerArray(
            type,
            rows.map((row) => row[index] as number),
          ),
    ),
  };
}

function update<R>(
  table: 'notes' | 'occurrences',
  columns: readonly string[],
  set: string,
  changes: readonly Change<R>[],
  toValues: (row: R) => readonly (string | number | null)[],
): Statement[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ expected, row }) => [...toValues(row), expected]);
  const { from, bindings } = asTable([...columns, 'expected'], rows);
  const text = table === 'notes' ? 'COALESCE(t.pending, t.document)' : 't.document';
  const sql =
    `UPDATE ${table} t SET ${set} FROM ${from} AS new(${columns.join(', ')}, expected) ` +
    `WHERE t.scope = new.scope AND t.id = new.id AND ${text} = new.expected`;
  return [{ sql, bindings }];
}
