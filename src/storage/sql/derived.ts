import {
  carriedBytes,
  type DerivedPage,
  type DerivedQuery,
  type StoredOccurrence,
} from '../repository-rows.js';
import type { SqlDriver, Statement } from './driver.js';

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
}

/** Reads sizes first, so that memory is bounded for documents of any length. */
export async function derivedPage(
  { note, after = { scope: '', id: '' }, limit }: DerivedQuery,
  run: SqlDriver['read'],
): Promise<DerivedPage> {
  const page = (select: string, upTo: string): Statement => ({
    sql:
      `SELECT ${select} FROM occurrences WHERE note_id = ? AND note_scope = ? AND (scope, id) > (?, ?) ` +
      `${upTo} ORDER BY scope, id LIMIT ?`,
    bindings: [note.id, note.scope, after.scope, after.id],
  });
  const sizes = page('scope, id, octet_length(document) AS size', '');
  const sized = (await run({ ...sizes, bindings: [...sizes.bindings, limit + 1] })) as readonly Sized[];
  const last = sized[fitting(sized, limit) - 1];
  if (last === undefined) return { rows: [], next: undefined };
  const end = { scope: last.scope, id: last.id };
  const documents = page(
    'scope, id, kind, note_scope, note_id, imported, document, derived, verification',
    'AND (scope, id) <= (?, ?)',
  );
  const rows = await run({ ...documents, bindings: [...documents.bindings, end.scope, end.id, limit] });
  return {
    rows: (rows as readonly (OccurrenceRecord & Sized)[]).map((row) => ({
      scope: row.scope,
      id: row.id,
      ...toStoredOccurrence(row),
    })),
    next: last === sized.at(-1) ? undefined : end,
  };
}

/** How many rows, in order, fit a page; the first always does. */
function fitting(sized: readonly Sized[], limit: number): number {
  let bytes = 0;
  for (const [index, { size }] of sized.entries()) {
    bytes += size;
    if (index >= limit || (index > 0 && bytes > carriedBytes)) return index;
  }
  return sized.length;
}
