import type { Predicate } from '../../domain/filter/predicate.js';
import type { NoteKey, Scope } from '../../domain/names.js';
import { shortNote } from '../repository-bounds.js';
import type { AssessmentQuery, AssessmentRow, NewestNote, NoteRow, StoredNote } from '../repository-rows.js';
import type { Dialect } from './dialect.js';
import type { SqlDriver } from './driver.js';
import { assessmentValues } from './rows.js';
import type { Lock, Statement } from './statement.js';

/** Statements about a note and its pending text (docs/adr/0022). */

/** The newest text: the pending one if there is one, else the visible one. */
export const newestText = 'COALESCE(pending, document)';

/** See Repository.getNotes. Those that are too long cost no more than finding their length. */
export async function readNotes(
  driver: Pick<SqlDriver, 'dialect' | 'read'>,
  keys: readonly NoteKey[],
): Promise<readonly NewestNote[]> {
  const document = `CASE WHEN octet_length(${newestText}) <= ${shortNote} THEN ${newestText} END AS document`;
  const statements = driver.dialect.selectNotes(`scope, id, kind, revision, ${document}`, keys, undefined);
  const found = await Promise.all(statements.map((statement) => driver.read(statement)));
  const rows = found.flat() as readonly (NewestNote | { readonly document: null })[];
  return rows.filter((row) => row.document !== null);
}

/** See Repository.replaceNote. */
export function replaceNote(expected: string, row: NoteRow): Statement {
  const { scope, id, updateTime, document, revision = 0 } = row;
  const assessment = assessmentValues(row);
  const [noteId, product] = assessment;
  const where = `WHERE scope = ? AND id = ? AND ${newestText} = ? AND ${isReplaceable('', '?', '?')}`;
  const bindings = [...assessment, scope, id, expected, noteId, product];
  const set = 'assessed_id = ?, assessed_product = ?, assessment = ?';
  if (row.rescored === true) {
    const sql = `UPDATE notes SET pending = ?, revision = ?, ${set} ${where}`;
    return { sql, bindings: [document, revision, ...bindings] };
  }
  return {
    sql: `UPDATE notes SET ${replacedBy('?', '?')}, ${set} ${where}`,
    bindings: [updateTime, document, document, ...bindings],
  };
}

/**
 * Transactions that create notes together with their occurrences share this lock, as no other transaction sees these notes yet. A
 * transaction that changes assessments holds it alone. So one of the two sees what the other wrote.
 */
export const assessing: Lock = { scope: '', name: 'assessments' };

/** See Repository.reviseNotes. */
export async function reviseNotes(driver: SqlDriver, id: string, revision: number): Promise<void> {
  // biome-ignore lint/correctness/useYield: it only waits for those who share the lock
  await driver.transact<undefined>(assessing, function* () {
    return undefined;
  });
  const find = 'SELECT scope FROM notes WHERE id = ? ORDER BY scope';
  const found = (await driver.read({ sql: find, bindings: [id] })) as readonly { readonly scope: Scope }[];
  const sql = 'UPDATE notes SET revision = ? WHERE scope = ? AND id = ?';
  // One after the other, as each waits for the writers that hold its note, and none of them for another one.
  for (const { scope } of found) await driver.write({ sql, bindings: [revision, scope, id] });
}

/** Sets what the newest text assesses. */
export function assessedBy(row: string): string {
  return assessmentColumns.map((column) => `${column} = ${row}${column}`).join(', ');
}

/** A pending text that assesses something else must reach its occurrences first: afterwards nothing refers to them. */
export function isReplaceable(row: string, noteId: string, product: string): string {
  return (
    `(${row}pending IS NULL OR (${row}assessed_id IS NOT DISTINCT FROM ${noteId} ` +
    `AND ${row}assessed_product IS NOT DISTINCT FROM ${product}))`
  );
}

/** See Repository.listAssessments. */
export function listAssessments(
  { among }: Pick<Dialect, 'among'>,
  { noteIds, products, limit }: AssessmentQuery,
): Statement {
  const ids = among('assessed_id', noteIds);
  const columns = 'assessed_id, assessed_product, assessment';
  if (products === undefined) {
    const sql = `SELECT ${columns} FROM notes WHERE ${ids.sql} LIMIT ?`;
    return { sql, bindings: [...ids.bindings, limit], small: true };
  }
  const named = among('assessed_product', products);
  const numbered = `SELECT ${columns}, row_number() OVER (PARTITION BY assessed_id, assessed_product) AS place FROM notes`;
  return {
    sql: `SELECT ${columns} FROM (${numbered} WHERE ${ids.sql} AND ${named.sql}) AS numbered WHERE place <= ?`,
    bindings: [...ids.bindings, ...named.bindings, limit],
    small: true,
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

/** What a note assesses, as it is stored. */
export interface AssessmentRecord {
  readonly assessed_id: string | null;
  readonly assessed_product: string | null;
  readonly assessment: string | null;
}

export const assessmentColumns = ['assessed_id', 'assessed_product', 'assessment'] as const;

export function toAssessment(record: AssessmentRecord): { readonly assessment?: AssessmentRow } {
  const { assessed_id: noteId, assessed_product: product, assessment: text } = record;
  return noteId === null || product === null || text === null
    ? {}
    : { assessment: { noteId, product, text } };
}

export type StoredNoteRow = Pick<StoredNote, 'kind' | 'document' | 'revision'> &
  AssessmentRecord & { readonly pending: string | null };

export const storedNoteColumns = ['kind', 'document', 'pending', 'revision', ...assessmentColumns].join(', ');

export function toStoredNote(row: StoredNoteRow): StoredNote {
  const { kind, document, pending, revision } = row;
  return { kind, document, ...(pending === null ? {} : { pending }), revision, ...toAssessment(row) };
}
