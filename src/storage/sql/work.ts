import { formatNoteName, type NoteKey } from '../../domain/names.js';
import type {
  ImportedOccurrence,
  ImportPlan,
  ImportQuery,
  ImportState,
  NoteRow,
  OccurrenceChange,
  OccurrenceRow,
} from '../repository.js';
import {
  type BadOccurrence,
  noteKeyText,
  noteNamesUsed,
  noteRescored,
  notesExist,
  occurrencesRefused,
  repeatedNotes,
} from '../repository-errors.js';
import type { Dialect } from './dialect.js';
import { execute, type Statement, select, type Work } from './driver.js';
import { leftBehind, newestText } from './notes.js';

/** Thrown inside import work when a row it read has changed since; the work starts again. */
export class StaleRead extends Error {}

interface NoteRecord {
  readonly scope: string;
  readonly id: string;
  readonly kind: number;
  readonly document: string;
  readonly revision: number;
}

export function* createNotes(dialect: Dialect, rows: readonly NoteRow[]): Work<undefined> {
  const repeated = repeatedNotes(rows);
  if (repeated.length > 0) throw notesExist(repeated);
  const existing = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id', rows, undefined));
  if (existing.length > 0) {
    const keys = new Set(existing.map(noteKeyText));
    throw notesExist(rows.filter((row) => keys.has(noteKeyText(row))));
  }
  yield* checkUnused(rows);
  // What another transaction has meanwhile is left out, so it has to be counted.
  yield* exactly(dialect.insertNotes(rows), rows.length);
  return undefined;
}

/** @throws NOTE_NAME_USED */
function* checkUnused(rows: readonly NoteRow[]): Work<void> {
  const used: NoteRow[] = [];
  for (const row of rows) {
    const [left] = yield* select<{ kind: number }>({
      sql: leftBehind('?', '?'),
      bindings: [row.id, row.scope],
    });
    if (left !== undefined && (row.needsUnusedName === true || left.kind !== row.kind)) used.push(row);
  }
  if (used.length > 0) throw noteNamesUsed(used);
}

export function* createOccurrences(dialect: Dialect, rows: readonly OccurrenceRow[]): Work<undefined> {
  const notes = distinct(rows.map((row) => row.note));
  const hold = rows.some((row) => row.noteRevision !== undefined) ? 'text' : 'note';
  const found = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id, kind, revision', notes, hold));
  const stored = new Map(found.map((note) => [noteKeyText(note), note]));
  const bad: BadOccurrence[] = [];
  rows.forEach((row, index) => {
    const noteKind = stored.get(noteKeyText(row.note))?.kind;
    if (noteKind !== row.kind) bad.push({ index, noteKind });
  });
  if (bad.length > 0) throw occurrencesRefused(rows, bad);
  const isStale = ({ note, noteRevision }: OccurrenceRow): boolean =>
    noteRevision !== undefined && stored.get(noteKeyText(note))?.revision !== noteRevision;
  if (rows.some(isStale)) throw noteRescored();
  yield* execute(dialect.insertOccurrences(rows));
  return undefined;
}

/** See Repository.applyImport. Writes compare with what was read, so nothing need be locked while planning. */
export function* applyImport(
  dialect: Dialect,
  query: ImportQuery,
  plan: (stored: ImportState) => ImportPlan,
): Work<string | undefined> {
  const keys = distinct(query.notes);
  const columns = `scope, id, ${newestText} AS document, revision`;
  const notes = yield* selectAll<NoteRecord>(dialect.selectNotes(columns, keys, undefined));
  const occurrences = yield* importedOccurrences(dialect, query);
  const state: ImportState = {
    notes: new Map(notes.map((note) => [formatNoteName(note), note.document])),
    occurrences,
  };
  const writes = plan(state);
  const before = new Map(occurrences.map((occurrence) => [occurrence.id, occurrence]));
  const expectedNote = (row: NoteRow): string => state.notes.get(formatNoteName(row)) ?? stale();
  const expected = (id: string): ImportedOccurrence => before.get(id) ?? stale();

  // In one order everywhere, so that imports into different projects never wait for each other in a ring.
  const updatedNotes = inOneOrder(writes.updateNotes).map((row) => ({ expected: expectedNote(row), row }));
  const createdNotes = inOneOrder(writes.createNotes);
  yield* checkUnused(createdNotes);
  yield* exactly(dialect.insertNotes(createdNotes), createdNotes.length);
  const updated = writes.updateOccurrences.map((row) => ({ expected: expected(row.id).document, row }));
  yield* exactly(dialect.updateOccurrences(updated), updated.length);
  const removed = writes.deleteOccurrences.map(expected);
  yield* exactly(dialect.deleteOccurrences(query.scope, removed), removed.length);
  if (writes.createOccurrences.length > 0) yield* createOccurrences(dialect, writes.createOccurrences);

  // Last, as whoever derives from these notes waits from here to the commit.
  const updatedKeys = new Set(updatedNotes.map(({ row }) => noteKeyText(row)));
  const read = notes.filter((note) => !updatedKeys.has(noteKeyText(note)));
  yield* checkRevisions(dialect, read);
  yield* exactly(dialect.updateNotes(updatedNotes), updatedNotes.length);
  return writes.result;
}

/** The notes that were read, and not written, still are what rows were derived from. */
function* checkRevisions(dialect: Dialect, read: readonly NoteRecord[]): Work<void> {
  const now = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id, revision', read, 'text'));
  const revisions = new Map(now.map((note) => [noteKeyText(note), note.revision]));
  // What was deleted meanwhile left its values behind, which stay.
  const isStale = (note: NoteRecord): boolean =>
    (revisions.get(noteKeyText(note)) ?? note.revision) !== note.revision;
  if (read.some(isStale)) stale();
}

/** See Repository.carryOver. */
export function* carryOver(
  dialect: Dialect,
  key: NoteKey,
  revision: number,
  changes: readonly OccurrenceChange[],
): Work<boolean> {
  const [note] = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id, revision', [key], 'text'));
  if (note?.revision !== revision) return false;
  yield* execute(dialect.updateOccurrences(changes));
  return true;
}

interface ImportedRecord {
  readonly id: string;
  readonly kind: number;
  readonly note_scope: string;
  readonly note_id: string;
  readonly resource_uri: string;
  readonly document: string;
}

function* importedOccurrences(dialect: Dialect, query: ImportQuery): Work<ImportedOccurrence[]> {
  if (query.resources.length === 0) return [];
  const resources = dialect.among('resource_uri', query.resources);
  const rows = yield* select<ImportedRecord>({
    sql:
      'SELECT id, kind, note_scope, note_id, resource_uri, document FROM occurrences ' +
      `WHERE scope = ? AND ${resources.sql} AND imported = 1`,
    bindings: [query.scope, ...resources.bindings],
  });
  // Sorted here: asked to sort, a planner may rather walk the whole scope in order.
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: { scope: row.note_scope, id: row.note_id },
    resourceUri: row.resource_uri,
    document: row.document,
  }));
}

function* selectAll<R>(statements: readonly Statement[]): Work<R[]> {
  const found: R[] = [];
  // Not spread into the call: a statement may bring more rows than a call takes arguments.
  for (const statement of statements) for (const row of yield* select<R>(statement)) found.push(row);
  return found;
}

function* exactly(statements: readonly Statement[], rows: number): Work<void> {
  if ((yield* execute(statements)) !== rows) stale();
}

function stale(): never {
  throw new StaleRead('a row changed since it was read');
}

function distinct(keys: readonly NoteKey[]): NoteKey[] {
  return [...new Map(keys.map((key) => [noteKeyText(key), key])).values()];
}

function inOneOrder(rows: readonly NoteRow[]): NoteRow[] {
  return rows.toSorted((a, b) => (noteKeyText(a) < noteKeyText(b) ? -1 : 1));
}
