import type { NoteKey, OccurrenceKey } from '../../domain/names.js';
import { v1Start } from '../../domain/stored-forms.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import { demandsOf } from '../sql/demands.js';
import type { Change, Dialect } from '../sql/dialect.js';
import { assessedBy, isReplaceable, leftBehind, replacedBy } from '../sql/notes.js';
import { removeRequests } from '../sql/requests.js';
import {
  mutableOccurrenceColumns,
  noteColumns,
  noteValues,
  occurrenceColumns,
  occurrenceValues,
  packageColumns,
  packageValues,
} from '../sql/rows.js';
import { type CountChange, countColumns, countedInSql, countedKind } from '../sql/severity-counts.js';
import type { Statement } from '../sql/statement.js';
import { integerArray, textArray } from './binary-array.js';
import { postgresPredicates } from './predicate-dialect.js';

const integerTypes: Readonly<Record<string, 'smallint' | 'bigint'>> = {
  kind: 'smallint',
  severity: 'smallint',
  fixable: 'smallint',
  not_affected: 'smallint',
  imported: 'smallint',
  create_time: 'bigint',
  update_time: 'bigint',
  revision: 'bigint',
};

const mutable = mutableOccurrenceColumns.map((column) => `${column} = new.${column}`).join(', ');

/** The dialect of PostgreSQL. Many rows are one statement, with one array for each column. */
export const postgresDialect: Dialect = {
  ...postgresPredicates,

  /** Binds the values as one text, so that small reads can share a round trip. */
  among(column, values) {
    const all = 'SELECT jsonb_array_elements_text(?::jsonb)';
    return { sql: `${column} = ANY (ARRAY(${all}))`, bindings: [JSON.stringify(values)] };
  },

  /** The v1beta1 form begins with the name. A client may write the same text into a document; `isV1Cut` finds what is then too short. */
  v1Document(table) {
    const name = `'"name":"projects/' || scope || '/${table}/' || id || '"'`;
    return `CASE WHEN left(document, ${v1Start.length}) = '${v1Start}' THEN split_part(document, ',' || ${name}, 1) ELSE document END`;
  },

  amongKeys(keys) {
    return { sql: '(scope, id) IN (SELECT * FROM unnest(?::text[], ?::text[]))', bindings: keyArrays(keys) };
  },

  projectOf(scope) {
    return `split_part(${scope}, '/', 1)`;
  },

  within(column, query) {
    return `${column} = ANY (ARRAY(${query}))`;
  },

  selectNotes(columns: string, keys: readonly NoteKey[], hold): Statement[] {
    if (keys.length === 0) return [];
    // Always in the same order, so that two transactions that lock the same notes cannot deadlock.
    const lock = hold === 'text' ? 'SHARE' : 'KEY SHARE';
    const tail = hold === undefined ? '' : ` ORDER BY scope, id FOR ${lock}`;
    return [
      {
        sql: `SELECT ${columns} FROM notes WHERE (scope, id) IN (SELECT * FROM unnest(?::text[], ?::text[]))${tail}`,
        bindings: [textArray(keys.map((key) => key.scope)), textArray(keys.map((key) => key.id))],
      },
    ];
  },

  selectDemands(keys) {
    if (keys.length === 0) return [];
    const among = '(scope, id) IN (SELECT * FROM unnest(?::text[], ?::text[]))';
    return [{ sql: demandsOf(among), bindings: keyArrays(keys) }];
  },

  leftBehind(keys) {
    if (keys.length === 0) return [];
    const sql =
      'SELECT i.scope, i.id, left_behind.kind FROM unnest(?::text[], ?::text[]) AS i(scope, id) ' +
      `CROSS JOIN LATERAL (${leftBehind('i.id', 'i.scope')}) AS left_behind`;
    return [{ sql, bindings: keyArrays(keys) }];
  },

  insertNotes(rows, pending) {
    if (rows.length === 0) return [];
    const values = rows.map((row) => [...noteValues(row), pending.has(row) ? row.document : null]);
    const columns = [...noteColumns, 'pending'];
    const { from, bindings } = asTable(columns, values);
    return [
      {
        sql: `INSERT INTO notes (${columns.join(', ')}) SELECT * FROM ${from} ON CONFLICT DO NOTHING`,
        bindings,
      },
    ];
  },

  shareLock({ name }) {
    return [{ sql: 'SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))', bindings: [name] }];
  },

  removeRequests,

  joinsPackages: true,
  crossesScopes: true,

  insertOccurrences(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = occurrencesAsTable(rows);
    const columns = occurrenceColumns.join(', ');
    return [{ sql: `INSERT INTO occurrences (${columns}) SELECT * FROM ${from}`, bindings }];
  },

  updateNotes(changes) {
    const rescored = changes.filter(({ row }) => row.rescored === true);
    const others = changes.filter(({ row }) => row.rescored !== true);
    const set = `${replacedBy('new.update_time', 'new.document', 't.')}, ${assessedBy('new.')}`;
    return [
      ...updateNotes(`pending = new.document, revision = new.revision, ${assessedBy('new.')}`, rescored),
      ...updateNotes(set, others),
    ];
  },

  holdOccurrences(columns, rows) {
    if (rows.length === 0) return [];
    return [
      {
        sql:
          `SELECT ${columns.map((column) => `o.${column}`).join(', ')} FROM occurrences o ` +
          'JOIN unnest(?::text[], ?::text[], ?::text[]) AS held(scope, id, document) ON o.scope = held.scope ' +
          'AND o.id = held.id AND (held.document IS NULL OR o.document = held.document) ' +
          `WHERE ${keepsCounts} ORDER BY o.scope, o.id FOR UPDATE OF o`,
        bindings: [...keyArrays(rows), textArray(rows.map((row) => row.expected ?? null))],
      },
    ];
  },

  updateOccurrences(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = occurrencesAsTable(rows);
    const sql =
      `UPDATE occurrences t SET ${mutable} FROM ${from} AS new(${occurrenceColumns.join(', ')}) ` +
      'WHERE t.scope = new.scope AND t.id = new.id';
    return [{ sql, bindings }];
  },

  deleteOccurrences(keys) {
    if (keys.length === 0) return [];
    const sql =
      'DELETE FROM occurrences o USING unnest(?::text[], ?::text[]) AS gone(scope, id) ' +
      'WHERE o.scope = gone.scope AND o.id = gone.id';
    return [{ sql, bindings: keyArrays(keys) }];
  },

  insertPackages(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = asTable(packageColumns, rows.map(packageValues));
    const sql = `INSERT INTO packages (${packageColumns.join(', ')}) SELECT * FROM ${from} ON CONFLICT DO NOTHING`;
    return [{ sql, bindings }];
  },

  deletePackages(rows) {
    if (rows.length === 0) return [];
    const { from, bindings } = asTable(packageColumns, rows.map(packageValues));
    const same = packageColumns.map((column) => `p.${column} = gone.${column}`).join(' AND ');
    const sql = `DELETE FROM packages p USING ${from} AS gone(${packageColumns.join(', ')}) WHERE ${same}`;
    return [{ sql, bindings }];
  },

  addCounts(changes) {
    if (changes.length === 0) return [];
    const arrays = countColumns.map((_, place) =>
      integerArray(
        'bigint',
        changes.map(({ counts }) => counts[place] ?? 0),
      ),
    );
    const rows = `unnest(?::text[], ?::text[], ${countColumns.map(() => '?::bigint[]').join(', ')})`;
    const add = {
      sql: `${insertCounts} SELECT * FROM ${rows} ${onCounted}`,
      bindings: [...countedArrays(changes), ...arrays],
    };
    const lessened = changes.filter(({ counts }) => (counts[0] ?? 0) < 0);
    if (lessened.length === 0) return [add];
    return [add, removeEmptyCounts(lessened)];
  },
};

export const insertCounts = `INSERT INTO severity_counts AS c (scope, resource_uri, ${countColumns.join(', ')})`;
export const onCounted = `ON CONFLICT (scope, resource_uri) DO UPDATE
  SET ${countColumns.map((column) => `${column} = c.${column} + excluded.${column}`).join(', ')}`;

/** Adds new occurrences to the counts of their resources within a statement, in the order of `countChanges`. */
export function countInput(input: string, condition: string): string {
  return `${insertCounts}
  SELECT scope COLLATE "C" AS at, resource_uri COLLATE "C" AS uri, ${countedInSql()}
  FROM ${input} WHERE kind = ${countedKind} AND ${condition} GROUP BY at, uri ORDER BY at, uri
  ${onCounted}`;
}

/**
 * A condition that is always true. It disables the triggers of the previous release, which count changes and deletes, for this
 * transaction, since the transaction maintains the counts (migrations/0005-counts-without-triggers.js).
 */
export const keepsCounts = "(SELECT set_config('grafeas.counts', 'kept', true)) = 'kept'";

function keyArrays(keys: readonly OccurrenceKey[]): Buffer[] {
  return [textArray(keys.map(({ scope }) => scope)), textArray(keys.map(({ id }) => id))];
}

/** A separate statement, which sees the changes of other transactions. */
export function removeEmptyCounts(counts: readonly CountedResource[]): Statement {
  const sql =
    'DELETE FROM severity_counts c USING unnest(?::text[], ?::text[]) AS gone(scope, resource_uri) ' +
    'WHERE c.scope = gone.scope AND c.resource_uri = gone.resource_uri AND c.total = 0';
  return { sql, bindings: countedArrays(counts) };
}

type CountedResource = Pick<CountChange, 'scope' | 'resourceUri'>;

function countedArrays(counts: readonly CountedResource[]): Buffer[] {
  return [
    textArray(counts.map(({ scope }) => scope)),
    textArray(counts.map(({ resourceUri }) => resourceUri)),
  ];
}

/** The pending text of a note to be created: its own, where occurrences follow from it. */
export function pendingOf(row: string): string {
  return `CASE WHEN ${row}.rescored = 1 OR EXISTS (${leftBehind(`${row}.id`, `${row}.scope`)}) THEN ${row}.document END`;
}

export interface RowTable {
  /** `unnest(…)`, for FROM. */
  readonly from: string;
  readonly bindings: readonly unknown[];
}

export function notesAsTable(rows: readonly NoteRow[]): RowTable {
  return asTable(noteColumns, rows.map(noteValues));
}

export function occurrencesAsTable(rows: readonly OccurrenceRow[]): RowTable {
  return asTable(occurrenceColumns, rows.map(occurrenceValues));
}

/** Turns rows of values into one array for each column. */
export function asTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): RowTable {
  return {
    from: `unnest(${columns.map((column) => `?::${columnType(column)}[]`).join(', ')})`,
    bindings: columns.map((column, index) =>
      columnArray(
        column,
        rows.map((row) => row[index] ?? null),
      ),
    ),
  };
}

export function columnType(column: string): 'smallint' | 'bigint' | 'text' {
  return integerTypes[column] ?? 'text';
}

/** Values of one column as an array of its type; only texts may be null. */
export function columnArray(column: string, values: readonly (string | number | null)[]): Buffer {
  const type = columnType(column);
  if (type === 'text') return textArray(values as (string | null)[]);
  return integerArray(type, values as number[]);
}

function updateNotes(set: string, changes: readonly Change<NoteRow>[]): Statement[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ expected, row }) => [...noteValues(row), expected]);
  const { from, bindings } = asTable([...noteColumns, 'expected'], rows);
  const sql =
    `UPDATE notes t SET ${set} FROM ${from} AS new(${noteColumns.join(', ')}, expected) ` +
    'WHERE t.scope = new.scope AND t.id = new.id AND COALESCE(t.pending, t.document) = new.expected ' +
    `AND ${isReplaceable('t.', 'new.assessed_id', 'new.assessed_product')}`;
  return [{ sql, bindings }];
}
