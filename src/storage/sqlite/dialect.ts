import type { NoteKey } from '../../domain/names.js';
import { demandsOf } from '../sql/demands.js';
import type { Dialect } from '../sql/dialect.js';
import { leftBehind, replaceNote } from '../sql/notes.js';
import { removeRequests } from '../sql/requests.js';
import {
  mutableOccurrenceColumns,
  mutableOccurrenceValues,
  noteColumns,
  noteValues,
  occurrenceColumns,
  occurrenceValues,
  packageColumns,
  packageValues,
} from '../sql/rows.js';
import { countColumns } from '../sql/severity-counts.js';
import type { Statement } from '../sql/statement.js';
import { sqlitePredicates } from './predicate-dialect.js';

const insertNote = `INSERT INTO notes (${noteColumns.join(', ')}, pending) VALUES (${places(noteColumns)}, ?) ON CONFLICT DO NOTHING`;
const insertOccurrence = `INSERT INTO occurrences (${occurrenceColumns.join(', ')}) VALUES (${places(occurrenceColumns)})`;
const addCounts =
  `INSERT INTO severity_counts (scope, resource_uri, ${countColumns.join(', ')}) VALUES (?, ?, ${places(countColumns)}) ` +
  `ON CONFLICT DO UPDATE SET ${countColumns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
const insertPackages = `INSERT INTO packages (${packageColumns.join(', ')}) VALUES (${places(packageColumns)}) ON CONFLICT DO NOTHING`;
const removeEmptyCounts = 'DELETE FROM severity_counts WHERE scope = ? AND resource_uri = ? AND total = 0';
const updateOccurrence = `UPDATE occurrences SET ${mutableOccurrenceColumns
  .map((column) => `${column} = ?`)
  .join(', ')} WHERE scope = ? AND id = ?`;

/** A statement costs a few microseconds here, so many rows are many runs of one prepared statement. */
export const sqliteDialect: Dialect = {
  ...sqlitePredicates,

  among(column, values) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, bindings: [JSON.stringify(values)] };
  },

  amongKeys(keys) {
    return {
      sql: '(scope, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))',
      bindings: [JSON.stringify(keys.map(({ scope, id }) => [scope, id]))],
    };
  },

  projectOf(scope) {
    return `substr(${scope}, 1, instr(${scope} || '/', '/') - 1)`;
  },

  within(column, query) {
    return `${column} IN (${query})`;
  },

  selectNotes(columns: string, keys: readonly NoteKey[]): Statement[] {
    const sql = `SELECT ${columns} FROM notes WHERE scope = ? AND id = ?`;
    return keys.map((key) => ({ sql, bindings: [key.scope, key.id] }));
  },

  selectDemands(keys) {
    if (keys.length === 0) return [];
    const among = '(scope, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))';
    return [{ sql: demandsOf(among), bindings: [JSON.stringify(keys.map(({ scope, id }) => [scope, id]))] }];
  },

  leftBehind(keys) {
    const sql = `SELECT ? AS scope, ? AS id, kind FROM (${leftBehind('?', '?')})`;
    return keys.map(({ scope, id }) => ({ sql, bindings: [scope, id, id, scope] }));
  },

  insertNotes(rows, pending) {
    return rows.map((row) => ({
      sql: insertNote,
      bindings: [...noteValues(row), pending.has(row) ? row.document : null],
    }));
  },

  shareLock: () => [],

  removeRequests,

  joinsPackages: true,
  crossesScopes: true,

  insertOccurrences(rows) {
    return rows.map((row) => ({ sql: insertOccurrence, bindings: occurrenceValues(row) }));
  },

  updateNotes(changes) {
    return changes.map(({ expected, row }) => replaceNote(expected, row));
  },

  holdOccurrences(columns, rows) {
    const sql = `SELECT ${columns.join(', ')} FROM occurrences WHERE scope = ? AND id = ?`;
    return rows.map(({ scope, id, expected }) =>
      expected === undefined
        ? { sql, bindings: [scope, id] }
        : { sql: `${sql} AND document = ?`, bindings: [scope, id, expected] },
    );
  },

  updateOccurrences(rows) {
    return rows.map((row) => ({
      sql: updateOccurrence,
      bindings: [...mutableOccurrenceValues(row), row.scope, row.id],
    }));
  },

  deleteOccurrences(keys) {
    const sql = 'DELETE FROM occurrences WHERE scope = ? AND id = ?';
    return keys.map(({ scope, id }) => ({ sql, bindings: [scope, id] }));
  },

  /** In the order of the key: in any order they took twice the time. Through one statement over JSON they took longer, too. */
  insertPackages(rows) {
    const ordered = rows.map(packageValues).sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
    return ordered.map((bindings) => ({ sql: insertPackages, bindings }));
  },

  deletePackages(rows) {
    const sql = `DELETE FROM packages WHERE ${packageColumns.map((column) => `${column} = ?`).join(' AND ')}`;
    return rows.map((row) => ({ sql, bindings: packageValues(row) }));
  },

  addCounts(changes) {
    return changes.flatMap(({ scope, resourceUri, counts }) => {
      const add = { sql: addCounts, bindings: [scope, resourceUri, ...counts] };
      if ((counts[0] ?? 0) >= 0) return [add];
      return [add, { sql: removeEmptyCounts, bindings: [scope, resourceUri] }];
    });
  },
};

function places(columns: readonly string[]): string {
  return columns.map(() => '?').join(', ');
}
