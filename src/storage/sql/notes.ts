import type { Predicate } from '../../domain/filter/predicate.js';
import type { NoteKey } from '../../domain/names.js';
import type { NoteRow, StoredNote } from '../repository-rows.js';
import type { Statement } from './driver.js';

/** Statements about a note and its pending text (docs/adr/0022). */

/** The newest text: the pending one if there is one, else the visible one. */
export const newestText = 'COALESCE(pending, document)';

/** See Repository.replaceNote. */
export function replaceNote(expected: string, row: NoteRow): Statement {
  const { scope, id, updateTime, document, revision = 0 } = row;
  const where = `WHERE scope = ? AND id = ? AND ${newestText} = ?`;
  if (row.rescored === true) {
    const sql = `UPDATE notes SET pending = ?, revision = ? ${where}`;
    return { sql, bindings: [document, revision, scope, id, expected] };
  }
  return {
    sql: `UPDATE notes SET ${replacedBy('?', '?')} ${where}`,
    bindings: [updateTime, document, document, scope, id, expected],
  };
}

/** Assignments that replace the pending text if there is one, else the visible one. `row` qualifies the columns. */
export function replacedBy(updateTime: string, document: string, row = ''): string {
  const isNone = `CASE WHEN ${row}pending IS NULL`;
  return (
    `update_time = ${isNone} THEN ${updateTime} ELSE ${row}update_time END, ` +
    `document = ${isNone} THEN ${document} ELSE ${row}document END, ` +
    `pending = ${isNone} THEN NULL ELSE ${document} END`
  );
}

export function publishNote({ scope, id, updateTime, document }: NoteRow): Statement {
  return {
    sql: 'UPDATE notes SET update_time = ?, document = pending, pending = NULL WHERE scope = ? AND id = ? AND pending = ?',
    bindings: [updateTime, scope, id, document],
  };
}

/**
 * The kind of a remaining occurrence of a deleted note of this name; no row if there is none. All are of one kind, since the
 * name cannot be reused for another kind while they exist.
 */
export function leftBehind(id: string, scope: string): string {
  return `SELECT kind FROM occurrences o WHERE o.note_id = ${id} AND o.note_scope = ${scope} LIMIT 1`;
}

/** The conditions that an occurrence is of a note. */
export function ofNote({ scope, id }: NoteKey): readonly Predicate[] {
  const equal = (column: 'noteScope' | 'noteId', value: string): Predicate => ({
    op: 'compare',
    field: { name: column, type: 'text', column, path: [] },
    comparator: '=',
    value,
  });
  return [equal('noteId', id), equal('noteScope', scope)];
}

export type StoredNoteRow = Omit<StoredNote, 'pending'> & { readonly pending: string | null };

export function toStoredNote({ kind, document, pending, revision }: StoredNoteRow): StoredNote {
  return pending === null ? { kind, document, revision } : { kind, document, pending, revision };
}
