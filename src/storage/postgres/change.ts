import type { OccurrenceKey } from '../../domain/names.js';
import { formatPackages } from '../../domain/packages.js';
import type { OccurrenceRow } from '../repository-rows.js';
import { demandsOfNote } from '../sql/demands.js';
import { mutableOccurrenceColumns, mutableOccurrenceValues, packageColumns } from '../sql/rows.js';
import { countColumns, countedInSql, countedKind } from '../sql/severity-counts.js';
import type { Statement } from '../sql/statement.js';
import { insertCounts, keepsCounts, onCounted } from './dialect.js';

/**
 * Changes one occurrence and its counts in one statement; transactions of storage/sql do the same in six. The row is locked
 * first, so that no other transaction changes it.
 */

/** See Repository.replaceOccurrence. */
export function replaceOccurrenceStatement(expected: string, row: OccurrenceRow): Statement {
  const { scope, id, note, noteRevision, demands = 0 } = row;
  const onlyWith = 'EXISTS (SELECT 1 FROM notes WHERE scope = ? AND id = ? AND revision = ? FOR SHARE)';
  const derives = noteRevision !== undefined;
  const packages = formatPackages(row.packages ?? []);
  const mutable = mutableOccurrenceColumns.map((column) => `${column} = ?`).join(', ');
  return {
    sql: changing(
      `document = ? AND (${demandsOfNote}) = ?${derives ? ` AND ${onlyWith}` : ''}`,
      `UPDATE occurrences o SET ${mutable} FROM held WHERE ${isHeld}`,
      'UNION ALL SELECT 1, kind, scope, ?::text, ?::smallint, ?::smallint, ?::smallint FROM held',
      repacked,
    ),
    bindings: [
      ...[
        scope,
        id,
        expected,
        note.scope,
        note.id,
        demands,
        ...(derives ? [note.scope, note.id, noteRevision] : []),
      ],
      ...mutableOccurrenceValues(row),
      ...[packages, packages, packages, packages],
      ...[row.resourceUri, row.severity, row.fixable ? 1 : 0, row.notAffected === true ? 1 : 0],
    ],
  };
}

/** See Repository.deleteOccurrence. */
export function deleteOccurrenceStatement(
  { scope, id }: OccurrenceKey,
  expected: string | undefined,
): Statement {
  return {
    sql: changing(
      expected === undefined ? 'TRUE' : 'document = ?',
      `DELETE FROM occurrences o USING held WHERE ${isHeld}`,
      '',
      unpacked(''),
    ),
    bindings: expected === undefined ? [scope, id] : [scope, id, expected],
  };
}

/** Reads the result of such a statement. `emptied` are resources whose counts became 0. */
export function changeOf(rows: readonly unknown[]): {
  readonly wrote: boolean;
  readonly emptied: readonly { readonly scope: string; readonly resourceUri: string }[];
} {
  const changed = rows as readonly { scope: string; resource_uri: string | null; total: number | null }[];
  return {
    wrote: changed.length > 0,
    emptied: changed.flatMap(({ scope, resource_uri: resourceUri, total }) =>
      resourceUri === null || total !== 0 ? [] : [{ scope, resourceUri }],
    ),
  };
}

const isHeld = 'o.scope = held.scope AND o.id = held.id';

/** Each package of a text as formatPackages makes it, as `k.value`. */
const packagesIn = (text: string): string => `jsonb_array_elements(NULLIF(${text}, '')::jsonb) AS k(value)`;

/** Removes the entries of the held occurrence from the table of packages. */
const unpacked = (condition: string): string => `, unpacked AS (
  DELETE FROM packages p USING held, ${packagesIn('held.package_keys')}
  WHERE p.name = k.value->>1 AND p.scope = held.scope AND p.id = held.id AND p.type = k.value->>0
  AND p.version = k.value->>2${condition}
)`;

/** Entries that stay are not touched: one statement must not remove and add the same row. */
const repacked = `${unpacked(
  ' AND held.package_keys IS DISTINCT FROM ?::text ' +
    "AND NOT COALESCE(NULLIF(?::text, '')::jsonb @> jsonb_build_array(k.value), FALSE)",
)}, packed AS (
  INSERT INTO packages (${packageColumns.join(', ')})
  SELECT k.value->>1, held.scope, held.id, k.value->>0, k.value->>2 FROM held, ${packagesIn('?::text')}
  WHERE held.package_keys IS DISTINCT FROM ?::text ON CONFLICT DO NOTHING
)`;

/** `added` selects the rows to add, in the form of the removed ones: 1, and the columns that determine counts. */
function changing(condition: string, write: string, added: string, packages: string): string {
  return `WITH held AS MATERIALIZED (
  SELECT scope, id, kind, resource_uri, severity, fixable, not_affected, package_keys FROM occurrences
  WHERE scope = ? AND id = ? AND ${condition} AND ${keepsCounts} FOR UPDATE
), written AS (
  ${write}
)${packages}, counted AS (
  ${insertCounts} SELECT * FROM (
    SELECT scope, resource_uri, ${countedInSql({ sign: 'sign' })} FROM (
      SELECT -1 AS sign, kind, scope, resource_uri, severity, fixable, not_affected FROM held ${added}
    ) AS rows(sign, kind, scope, resource_uri, severity, fixable, not_affected)
    WHERE kind = ${countedKind} GROUP BY scope, resource_uri
  ) AS changes WHERE (${countColumns.join(', ')}) <> (${countColumns.map(() => '0').join(', ')})
  ORDER BY scope, resource_uri
  ${onCounted} RETURNING scope, resource_uri, total
)
SELECT held.scope, counted.resource_uri, counted.total FROM held LEFT JOIN counted ON TRUE`;
}
