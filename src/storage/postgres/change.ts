import type { OccurrenceKey } from '../../domain/names.js';
import type { OccurrenceRow } from '../repository.js';
import { demandsOfNote } from '../sql/demands.js';
import type { Statement } from '../sql/driver.js';
import { mutableOccurrenceColumns, mutableOccurrenceValues } from '../sql/rows.js';
import { countColumns, countedInSql, countedKind } from '../sql/severity-counts.js';
import { insertCounts, keepsCounts, onCounted } from './dialect.js';

/**
 * A change of one occurrence and of what it counts, in one statement: transactions of storage/sql do the same in six. It is
 * held first, as nobody else then changes what it is.
 */

/** See Repository.replaceOccurrence. */
export function replaceOccurrenceStatement(expected: string, row: OccurrenceRow): Statement {
  const { scope, id, note, noteRevision, demands = 0 } = row;
  const onlyWith = 'EXISTS (SELECT 1 FROM notes WHERE scope = ? AND id = ? AND revision = ? FOR SHARE)';
  const derives = noteRevision !== undefined;
  const mutable = mutableOccurrenceColumns.map((column) => `${column} = ?`).join(', ');
  return {
    sql: changing(
      `document = ? AND (${demandsOfNote}) = ?${derives ? ` AND ${onlyWith}` : ''}`,
      `UPDATE occurrences o SET ${mutable} FROM held WHERE ${isHeld}`,
      'UNION ALL SELECT 1, kind, scope, ?::text, ?::smallint, ?::smallint FROM held',
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
      ...[row.resourceUri, row.severity, row.fixable ? 1 : 0],
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
    ),
    bindings: expected === undefined ? [scope, id] : [scope, id, expected],
  };
}

/** What such a statement returns. `emptied` are resources of which nothing is counted any more. */
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

/** `added` are further rows like those taken away: 1, and the columns that count. */
function changing(condition: string, write: string, added: string): string {
  return `WITH held AS MATERIALIZED (
  SELECT scope, id, kind, resource_uri, severity, fixable FROM occurrences
  WHERE scope = ? AND id = ? AND ${condition} AND ${keepsCounts} FOR UPDATE
), written AS (
  ${write}
), counted AS (
  ${insertCounts} SELECT * FROM (
    SELECT scope, resource_uri, ${countedInSql('sign')} FROM (
      SELECT -1 AS sign, kind, scope, resource_uri, severity, fixable FROM held ${added}
    ) AS rows(sign, kind, scope, resource_uri, severity, fixable)
    WHERE kind = ${countedKind} GROUP BY scope, resource_uri
  ) AS changes WHERE (${countColumns.join(', ')}) <> (${countColumns.map(() => '0').join(', ')})
  ORDER BY scope, resource_uri
  ${onCounted} RETURNING scope, resource_uri, total
)
SELECT held.scope, counted.resource_uri, counted.total FROM held LEFT JOIN counted ON TRUE`;
}
