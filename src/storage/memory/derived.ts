import type { NoteKey, OccurrenceKey } from '../../domain/names.js';
import {
  carriedBytes,
  type DerivedPage,
  type DerivedQuery,
  type OccurrenceRow,
  type StoredNote,
  type StoredOccurrence,
} from '../repository-rows.js';
import { compareKeys, type MemoryRows, type Note, newest } from './rows.js';

/** Notes with a pending text, and the occurrences that derive from a note (docs/adr/0022). */

/** See Repository. */
export function listPendingNotes(
  rows: MemoryRows,
  { after, limit }: { readonly after?: NoteKey | undefined; readonly limit: number },
): readonly NoteKey[] {
  const found: NoteKey[] = [];
  for (const [scope, notes] of rows.notes.entries()) {
    for (const [id, { pending }] of notes.entries()) {
      if (found.length >= limit) return found;
      if (pending !== undefined && (after === undefined || compareKeys({ scope, id }, after) > 0))
        found.push({ scope, id });
    }
  }
  return found;
}

/** See Repository. */
export function listDerived(all: MemoryRows, { note, after, limit, isWanted }: DerivedQuery): DerivedPage {
  const rows: (StoredOccurrence & OccurrenceKey)[] = [];
  let [seen, bytes] = [0, 0];
  let last: OccurrenceKey | undefined;
  for (const row of all.occurrencesOf(note, after)) {
    if (isWanted?.(row.resourceUri) === false) continue;
    const size = Buffer.byteLength(row.document);
    if (seen >= limit || (seen > 0 && bytes + size > carriedBytes)) return { rows, next: last };
    [seen, bytes] = [seen + 1, bytes + size];
    last = { scope: row.scope, id: row.id };
    rows.push({ ...last, ...toStored(row) });
  }
  return { rows, next: undefined };
}

export function toStored(row: OccurrenceRow): StoredOccurrence {
  const { kind, note, imported, document, derived = null, verification = null } = row;
  return { kind, note, imported, document, derived, verification };
}

/** The row of a note as it is read, with what its newest text assesses. */
export function toStoredNote(row: Note): StoredNote {
  const { assessment } = newest(row);
  return {
    kind: row.kind,
    document: row.document,
    ...(row.pending && { pending: row.pending.document }),
    revision: row.revision ?? 0,
    ...(assessment && { assessment }),
  };
}
