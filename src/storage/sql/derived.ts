import {
  carriedBytes,
  type DerivedPage,
  type DerivedQuery,
  lookedAt,
  type StoredOccurrence,
} from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver } from './driver.js';
import type { Statement } from './statement.js';

/** Pages of the occurrences that derive from a note (docs/adr/0022). */

export interface OccurrenceRecord {
  readonly kind: number;
  readonly note_scope: string;
  readonly note_id: string;
  readonly imported: number;
  readonly document: string;
  readonly derived: string | null;
  readonly verification: string | null;
}

export function toStoredOccurrence(row: OccurrenceRecord): StoredOccurrence {
  const { kind, document, derived, verification } = row;
  const note = { scope: row.note_scope, id: row.note_id };
  return { kind, note, imported: row.imported === 1, document, derived, verification };
}

interface Sized {
  readonly scope: string;
  readonly id: string;
  readonly size: number;
  readonly resource_uri: string;
}

/** Reads sizes first, so that memory is bounded for documents of any length. */
export async function derivedPage(
  { note, after = { scope: '', id: '' }, limit, isWanted }: DerivedQuery,
  { dialect, look }: { readonly dialect: Dialect; readonly look: SqlDriver['read'] },
): Promise<DerivedPage> {
  const ofScope = note.scope === undefined ? [] : [note.scope];
  const page = (select: string, upTo: string): Statement => ({
    sql:
      `SELECT ${select} FROM occurrences WHERE note_id = ? ${ofScope.length === 0 ? '' : 'AND note_scope = ? '}` +
      `AND (scope, id) > (?, ?) ${upTo} ORDER BY scope, id LIMIT ?`,
    bindings: [note.id, ...ofScope, after.scope, after.id],
  });
  const sizes = page('scope, id, resource_uri, octet_length(document) AS size', '');
  const most = isWanted === undefined ? limit : lookedAt;
  const looked = (await look({ ...sizes, bindings: [...sizes.bindings, most + 1] })) as readonly Sized[];
  const wanted = new Set(looked.filter((row) => isWanted?.(row.resource_uri) ?? true));
  const last = looked[fitting(looked, wanted, { most, limit }) - 1];
  if (last === undefined) return { rows: [], next: undefined };
  const end = { scope: last.scope, id: last.id };
  const next = last === looked.at(-1) ? undefined : end;
  if (wanted.size === 0) return { rows: [], next };
  // The range alone would read what is not wanted too; ids alone are not found by the index.
  const among =
    isWanted &&
    dialect.among(
      'id',
      [...wanted].map(({ id }) => id),
    );
  const documents = page(
    'scope, id, kind, note_scope, note_id, imported, document, derived, verification',
    `AND (scope, id) <= (?, ?)${among === undefined ? '' : ` AND ${among.sql}`}`,
  );
  const more = [end.scope, end.id, ...(among?.bindings ?? []), wanted.size];
  const rows = await look({ ...documents, bindings: [...documents.bindings, ...more] });
  return {
    rows: (rows as readonly (OccurrenceRecord & Sized)[]).map((row) => ({
      scope: row.scope,
      id: row.id,
      ...toStoredOccurrence(row),
    })),
    next,
  };
}

/** How many, in order, make a page; the first always does. */
function fitting(
  looked: readonly Sized[],
  wanted: ReadonlySet<Sized>,
  { most, limit }: { readonly most: number; readonly limit: number },
): number {
  let [bytes, count] = [0, 0];
  for (const [index, row] of looked.entries()) {
    if (index >= most) return index;
    if (!wanted.has(row)) continue;
    bytes += row.size;
    count += 1;
    if (count > limit || (count > 1 && bytes > carriedBytes)) return index;
  }
  return looked.length;
}
