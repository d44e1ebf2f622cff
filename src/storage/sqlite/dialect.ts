import type { NoteKey } from '../../domain/names.js';
import type { Dialect } from '../sql/dialect.js';
import type { Statement } from '../sql/driver.js';
import { leftBehind, replaceNote } from '../sql/notes.js';
import {
  mutableOccurrenceColumns,
  mutableOccurrenceValues,
  noteColumns,
  noteValues,
  occurrenceColumns,
  occurrenceValues,
} from '../sql/rows.js';
import { countsOf, severities } from '../sql/severity-counts.js';
import { sqlitePredicates } from './predicate-dialect.js';

const insertNote =
  `INSERT INTO notes (${noteColumns.join(', ')}, pending) ` +
  `SELECT ${places(noteColumns)}, CASE WHEN EXISTS (${leftBehind('?', '?')}) THEN ? END WHERE TRUE ON CONFLICT DO NOTHING`;
const insertOccurrence = `INSERT INTO occurrences (${occurrenceColumns.join(', ')}) VALUES (${places(occurrenceColumns)})`;
/** By severity, whose own columns come beside the totals. What is not named starts with 0. */
const addCounts: readonly string[] = [0, ...severities].map((severity) => {
  const columns = [
    'total',
    'fixable',
    ...(severity === 0 ? [] : [`total_${severity}`, `fixable_${severity}`]),
  ];
  return (
    `INSERT INTO severity_counts (scope, resource_uri, ${columns.join(', ')}) VALUES (?, ?, ${places(columns)}) ` +
    `ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`
  );
});
const updateOccurrence = `UPDATE occurrences SET ${mutableOccurrenceColumns
  .map((column) => `${column} = ?`)
  .join(', ')} WHERE scope = ? AND id = ? AND document = ?`;

/** A statement costs a few microseconds here, so many rows are many runs of one prepared statement. */
export const sqliteDialect: Dialect = {
  ...sqlitePredicates,

  among(column, values) {
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, bindings: [JSON.stringify(values)] };
  },

  holdText: '',

  within(column, query) {
    return `${column} IN (${query})`;
  },

  selectNotes(columns: string, keys: readonly NoteKey[]): Statement[] {
    const sql = `SELECT ${columns} FROM notes WHERE scope = ? AND id = ?`;
    return keys.map((key) => ({ sql, bindings: [key.scope, key.id] }));
  },

  insertNotes(rows) {
    return rows.map((row) => ({
      sql: insertNote,
      bindings: [...noteValues(row), row.id, row.scope, row.document],
    }));
  },

  insertOccurrences(rows) {
    return [
      ...rows.map((row) => ({ sql: insertOccurrence, bindings: occurrenceValues(row) })),
      ...countsOf(rows).map(({ scope, resourceUri, severity, total, fixable }) => ({
        sql: addCounts[severity] ?? '',
        bindings: [scope, resourceUri, total, fixable, ...(severity === 0 ? [] : [total, fixable])],
      })),
    ];
  },

  updateNotes(changes) {
    return changes.map(({ expected, row }) => replaceNote(expected, row));
  },

  updateOccurrences(changes) {
    return changes.map(({ expected, row }) => ({
      sql: updateOccurrence,
      bindings: [...mutableOccurrenceValues(row), row.scope, row.id, expected],
    }));
  },

  deleteOccurrences(scope, rows) {
    const sql = 'DELETE FROM occurrences WHERE scope = ? AND id = ? AND document = ?';
    return rows.map(({ id, document }) => ({ sql, bindings: [scope, id, document] }));
  },
};

function places(columns: readonly string[]): string {
  return columns.map(() => '?').join(', ');
}
