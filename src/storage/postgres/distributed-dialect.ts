import { compareText } from '../../domain/filter/text-order.js';
import type { NoteKey } from '../../domain/names.js';
import { requestBounds } from '../repository-bounds.js';
import { demandsOf, sameScope } from '../sql/demands.js';
import type { Dialect } from '../sql/dialect.js';
import { replaceNote } from '../sql/notes.js';
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
import type { Lock, Statement } from '../sql/statement.js';
import { textArray } from './binary-array.js';
import { columnArray, columnType, onCounted, postgresDialect } from './dialect.js';

/**
 * PostgreSQL whose tables are distributed by scope (Citus, docs/adr/0010). Each statement names one scope, so that one node
 * executes it. A list in test/contract/postgres-distributed.test.ts has the statements for all nodes, with the reason. Rows are
 * inserted as VALUES, a few at a time, since INSERT … SELECT is planned each time.
 */
export const distributedDialect: Dialect = {
  ...postgresDialect,

  joinsPackages: false,
  crossesScopes: false,
  amongKeys: undefined,

  among(column, values) {
    return { sql: `${column} = ANY (?::text[])`, bindings: [textArray(values)] };
  },

  selectNotes(columns, keys, hold) {
    const lock = hold === undefined ? '' : ` FOR ${hold === 'text' ? 'SHARE' : 'KEY SHARE'}`;
    // A subquery within a column has to name the scope as well.
    const [own, named] = [columns.replace(sameScope, 'd.scope = ?'), columns.includes(sameScope)];
    const sql = `SELECT ${own} FROM notes WHERE scope = ? AND id = ANY (?::text[]) ORDER BY id${lock}`;
    return byScope(keys, (scope, its) => [
      { sql, bindings: [...(named ? [scope] : []), scope, idArray(its)] },
    ]);
  },

  selectDemands(keys) {
    const sql = demandsOf('scope = ? AND id = ANY (?::text[])');
    return byScope(keys, (scope, own) => [{ sql, bindings: [scope, idArray(own)] }]);
  },

  leftBehind(keys) {
    // Each note has occurrences of one kind only.
    const sql =
      'SELECT note_scope AS scope, note_id AS id, min(kind) AS kind FROM occurrences ' +
      'WHERE note_scope = ? AND note_id = ANY (?::text[]) GROUP BY note_scope, note_id';
    return byScope(keys, (scope, own) => [{ sql, bindings: [scope, idArray(own)] }]);
  },

  insertNotes(rows, pending) {
    return byScope(rows, (_, own) =>
      insert(
        'notes',
        [...noteColumns, 'pending'],
        own.map((row) => [...noteValues(row), pending.has(row) ? row.document : null]),
        'ON CONFLICT DO NOTHING',
      ),
    );
  },

  insertOccurrences(rows) {
    return byScope(rows, (_, own) => insert('occurrences', occurrenceColumns, own.map(occurrenceValues)));
  },

  updateNotes(changes) {
    return changes.map(({ expected, row }) => replaceNote(expected, row));
  },

  holdOccurrences(columns, rows) {
    const expected = `COALESCE(${itsOwn('?::text[]')}, document)`;
    const sql =
      `SELECT ${columns.join(', ')} FROM occurrences ` +
      `WHERE scope = ? AND id = ANY (?::text[]) AND document = ${expected} ORDER BY id FOR UPDATE`;
    return byScope(rows, (scope, own) => {
      const ids = idArray(own);
      return [{ sql, bindings: [scope, ids, textArray(own.map((row) => row.expected ?? null)), ids] }];
    });
  },

  updateOccurrences(rows) {
    const set = mutableOccurrenceColumns.map(
      (column) => `${column} = ${itsOwn(`?::${columnType(column)}[]`)}`,
    );
    const sql = `UPDATE occurrences SET ${set.join(', ')} WHERE scope = ? AND id = ANY (?::text[])`;
    return byScope(rows, (scope, own) => {
      const ids = idArray(own);
      const values = own.map(mutableOccurrenceValues);
      const arrays = mutableOccurrenceColumns.flatMap((column, place) => [
        columnArray(
          column,
          values.map((row) => row[place] ?? null),
        ),
        ids,
      ]);
      return [{ sql, bindings: [...arrays, scope, ids] }];
    });
  },

  deleteOccurrences(keys) {
    const sql = 'DELETE FROM occurrences WHERE scope = ? AND id = ANY (?::text[])';
    return byScope(keys, (scope, own) => [{ sql, bindings: [scope, idArray(own)] }]);
  },

  insertPackages(rows) {
    return byScope(rows, (_, own) =>
      insert('packages', packageColumns, own.map(packageValues), 'ON CONFLICT DO NOTHING'),
    );
  },

  /** All entries of an occurrence are removed together, so every pair of a name and an id is removed. */
  deletePackages(rows) {
    const sql = 'DELETE FROM packages WHERE scope = ? AND name = ANY (?::text[]) AND id = ANY (?::text[])';
    return byScope(rows, (scope, own) => {
      const names = textArray([...new Set(own.map(({ name }) => name))]);
      return [{ sql, bindings: [scope, names, idArray(own)] }];
    });
  },

  addCounts(changes) {
    const remove =
      'DELETE FROM severity_counts WHERE scope = ? AND resource_uri = ANY (?::text[]) AND total = 0';
    return byScope(changes, (scope, own) => {
      const rows = own.map(({ resourceUri, counts }) => [scope, resourceUri, ...counts]);
      const add = insert('severity_counts', ['scope', 'resource_uri', ...countColumns], rows, onCounted);
      const lessened = own.filter(({ counts }) => (counts[0] ?? 0) < 0);
      if (lessened.length === 0) return add;
      const uris = textArray(lessened.map(({ resourceUri }) => resourceUri));
      return [...add, { sql: remove, bindings: [scope, uris] }];
    });
  },

  shareLock(lock) {
    return [onShard('pg_advisory_xact_lock_shared(hashtextextended(?, 0))::text AS taken', lock)];
  },

  /** Of the scope that is written to; `scopesOfOldRequests` finds those nobody writes to. */
  removeRequests({ scope, caller, time }) {
    const { micros, count, sweepSize } = requestBounds;
    const old = 'SELECT caller, id FROM requests WHERE scope = ? AND time < ? ORDER BY time LIMIT ?';
    const many =
      'SELECT caller, id FROM requests WHERE scope = ? AND caller = ? ORDER BY time DESC LIMIT ? OFFSET ?';
    const remove = (which: string): string =>
      `DELETE FROM requests WHERE scope = ? AND (caller, id) IN (${which})`;
    return [
      { sql: remove(old), bindings: [scope, scope, time - micros, sweepSize] },
      { sql: remove(many), bindings: [scope, scope, caller, sweepSize, count] },
    ];
  },
};

/** Takes a lock until the transaction ends, on the node of its scope, whichever node the server is connected to. */
export function takeShardLock(lock: Lock): Statement {
  return onShard('pg_advisory_xact_lock(hashtextextended(?, 0))::text AS taken', lock);
}

/** The same without waiting: `held` is false if another transaction has it. */
export function tryShardLock(lock: Lock): Statement {
  return onShard('pg_try_advisory_xact_lock(hashtextextended(?, 0)) AS held', lock);
}

/** Uses an aggregate, since it returns one row even if there is nothing to count. */
function onShard(select: string, { scope, name }: Lock): Statement {
  const sql = `SELECT count(*) AS counted, ${select} FROM requests WHERE scope = ? AND caller = '' AND id = ''`;
  return { sql, bindings: [name, scope] };
}

/** Numbers of rows per statement. Each makes another text, which is planned once per connection. */
const chunks = [64, 16, 4, 1];

type Value = string | number | null;

function insert(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  tail = '',
): Statement[] {
  const places = `(${columns.map(() => '?').join(', ')})`;
  const name = table === 'severity_counts' ? 'severity_counts AS c' : table;
  const statements: Statement[] = [];
  for (let from = 0; from < rows.length; ) {
    const size = chunks.find((most) => most <= rows.length - from) ?? 1;
    const sql = `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${Array(size).fill(places).join(', ')} ${tail}`;
    statements.push({ sql, bindings: rows.slice(from, from + size).flat() });
    from += size;
  }
  return statements;
}

/** The statements of each scope, in the order of scopes and, within a scope, of the rows. */
function byScope<R extends { readonly scope: string }>(
  rows: readonly R[],
  toStatements: (scope: string, own: readonly R[]) => Statement[],
): Statement[] {
  const scopes = new Map<string, R[]>();
  for (const row of rows) {
    const own = scopes.get(row.scope);
    if (own === undefined) scopes.set(row.scope, [row]);
    else own.push(row);
  }
  return [...scopes]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([scope, own]) => toStatements(scope, own));
}

function idArray(keys: readonly Pick<NoteKey, 'id'>[]): Buffer {
  return textArray(keys.map(({ id }) => id));
}

/** The value in an array at the position of the row's id. Not a join, which Citus would plan for all nodes. */
function itsOwn(values: string): string {
  return `(${values})[array_position(?::text[], id)]`;
}
