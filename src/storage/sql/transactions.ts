import { ApiError } from '../../domain/errors.js';
import type { NoteKey, OccurrenceKey, Scope } from '../../domain/names.js';
import { formatPackages, parsePackages } from '../../domain/packages.js';
import {
  type BadOccurrence,
  noteKeyText,
  noteNamesUsed,
  noteRescored,
  notesExist,
  occurrencesRefused,
  repeatedNotes,
} from '../repository-errors.js';
import type { ImportPart, NoteRow, OccurrenceChange, OccurrenceRow } from '../repository-rows.js';
import { demandsColumn, demandsHold } from './demands.js';
import type { Dialect, ExpectedOccurrence } from './dialect.js';
import { assessing } from './notes.js';
import { packageEntries } from './packages.js';
import { type CountChange, type Counted, countChanges } from './severity-counts.js';
import { execute, type Statement, select, type Work } from './statement.js';

/** Thrown inside import work if a row that it depends on has changed since it was read. */
export class StaleRead extends Error {}

/** Retries: another request may have written first what did not exist before, and the next attempt finds it. @throws CONFLICT */
export async function retryStale<T>(transact: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      if (!(error instanceof StaleRead)) throw error;
      if (attempt === 5) throw new ApiError('CONFLICT', 'too many concurrent changes to one object');
    }
  }
}

interface NoteRecord {
  readonly scope: string;
  readonly id: string;
  readonly kind: number;
  readonly document: string;
  readonly revision: number;
  readonly demands: number;
}

const notesOfRows = `scope, id, kind, revision, ${demandsColumn}`;

export function* createNotes(dialect: Dialect, rows: readonly NoteRow[]): Work<undefined> {
  const repeated = repeatedNotes(rows);
  if (repeated.length > 0) throw notesExist(repeated);
  const existing = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id', rows, undefined));
  if (existing.length > 0) {
    const keys = new Set(existing.map(noteKeyText));
    throw notesExist(rows.filter((row) => keys.has(noteKeyText(row))));
  }
  const pending = yield* checkUnused(dialect, rows);
  // Rows that another transaction inserted meanwhile are skipped, so the result has to be counted. Sorted, to avoid deadlocks.
  yield* exactly(
    dialect.insertNotes(
      inKeyOrder(rows, (row) => row),
      pending,
    ),
    rows.length,
  );
  return undefined;
}

/** Returns the rows whose names have occurrences to carry over. @throws NOTE_NAME_USED */
function* checkUnused(dialect: Dialect, rows: readonly NoteRow[]): Work<ReadonlySet<NoteRow>> {
  const left = yield* selectAll<Pick<NoteRecord, 'scope' | 'id' | 'kind'>>(dialect.leftBehind(rows));
  const kinds = new Map(left.map((note) => [noteKeyText(note), note.kind]));
  const taken = rows.filter((row) => kinds.has(noteKeyText(row)));
  const used = taken.filter(
    (row) => row.needsUnusedName === true || kinds.get(noteKeyText(row)) !== row.kind,
  );
  if (used.length > 0) throw noteNamesUsed(used);
  // A transaction that creates these notes may not know their assessments.
  const assessed = new Set<string>();
  if (rows.length > 0) {
    const among = dialect.among('assessed_id', [...new Set(rows.map(({ id }) => id))]);
    const sql = `SELECT DISTINCT assessed_id AS id FROM notes WHERE ${among.sql}`;
    for (const { id } of yield* select<{ id: string }>({ ...among, sql })) assessed.add(id);
  }
  return new Set([...taken, ...rows.filter(({ id, rescored }) => rescored === true || assessed.has(id))]);
}

export function* createOccurrences(dialect: Dialect, rows: readonly OccurrenceRow[]): Work<undefined> {
  const [error] = yield* createGroup(dialect, [rows]);
  if (error !== undefined) throw error;
  return undefined;
}

/** Creates of several callers. A call with a refused row writes none of its rows. Returns an error or undefined for each call. */
export function* createGroup(
  dialect: Dialect,
  calls: readonly (readonly OccurrenceRow[])[],
): Work<readonly (ApiError | undefined)[]> {
  const rows = calls.flat();
  const notes = distinct(rows.map((row) => row.note));
  const hold = rows.some((row) => row.noteRevision !== undefined) ? 'text' : 'note';
  const found = yield* selectAll<NoteRecord>(dialect.selectNotes(notesOfRows, notes, hold));
  const stored = new Map(found.map((note) => [noteKeyText(note), note]));
  const errors = calls.map((call) => createError(call, stored));
  const accepted = calls.filter((_, index) => errors[index] === undefined).flat();
  yield* execute(dialect.insertOccurrences(accepted));
  yield* execute(dialect.insertPackages(packageEntries(accepted)));
  yield* execute(dialect.addCounts(countChanges(accepted, [])));
  return errors;
}

/** The error if rows cannot be created with these notes. */
function createError(
  rows: readonly OccurrenceRow[],
  stored: ReadonlyMap<string, NoteRecord>,
): ApiError | undefined {
  const bad: BadOccurrence[] = [];
  rows.forEach((row, index) => {
    const noteKind = stored.get(noteKeyText(row.note))?.kind;
    if (noteKind !== row.kind) bad.push({ index, noteKind });
  });
  if (bad.length > 0) return occurrencesRefused(rows, bad);
  const isStale = ({ note, noteRevision, demands = 0 }: OccurrenceRow): boolean => {
    const found = stored.get(noteKeyText(note));
    return (noteRevision !== undefined && found?.revision !== noteRevision) || found?.demands !== demands;
  };
  return rows.some(isStale) ? noteRescored() : undefined;
}

/** See Repository.replaceOccurrence. */
export function* replaceOccurrence(dialect: Dialect, expected: string, row: OccurrenceRow): Work<boolean> {
  const [held] = yield* holdOccurrences(dialect, [expectedOf({ expected, row })]);
  if (held === undefined) return false;
  if (row.noteRevision !== undefined) {
    const [note] = yield* selectAll<NoteRecord>(dialect.selectNotes('revision', [row.note], 'text'));
    if (note?.revision !== row.noteRevision) return false;
  }
  if (!(yield* demandsHold(row))) return false;
  yield* writeOccurrences(dialect, { held: [held], updated: [row] });
  return true;
}

/** See Repository.deleteOccurrence. */
export function* deleteOccurrence(
  dialect: Dialect,
  key: OccurrenceKey,
  expected: string | undefined,
): Work<boolean> {
  const held = yield* holdOccurrences(dialect, [{ ...key, expected }]);
  yield* writeOccurrences(dialect, { held, deleted: held });
  return held.length > 0;
}

/** See ImportSession.apply. Writes compare rows with what was read, so nothing is locked while the import plans. */
export function* applyPart(dialect: Dialect, scope: Scope, part: ImportPart): Work<undefined> {
  // Always in the same order, so that imports into different projects cannot deadlock.
  const createdNotes = inKeyOrder(part.createNotes, (row) => row);
  const updatedNotes = inKeyOrder(part.updateNotes, ({ row }) => row);
  if (createdNotes.length > 0 && part.createOccurrences.length > 0)
    yield* execute(dialect.shareLock(assessing));
  const pending = yield* checkUnused(dialect, createdNotes);
  yield* checkNotes(dialect, part);
  yield* checkDemands(dialect, part);
  yield* exactly(dialect.insertNotes(createdNotes, pending), createdNotes.length);
  const deleted = part.deleteOccurrences.map(({ id, expected }) => ({ scope, id, expected }));
  const updated = part.updateOccurrences.map(({ row }) => row);
  const rows = [...part.updateOccurrences.map(expectedOf), ...deleted];
  const held = yield* holdOccurrences(dialect, rows);
  if (held.length !== rows.length) stale();
  const changes = yield* changeOccurrences(dialect, {
    held,
    updated,
    deleted,
    created: part.createOccurrences,
  });
  // Late, since transactions that derive from these notes wait from here to the commit.
  yield* exactly(dialect.updateNotes(updatedNotes), updatedNotes.length);
  yield* execute(dialect.addCounts(changes));
  return undefined;
}

/** Checks that notes that the part does not write exist and have the revisions that its rows derive from. */
function* checkNotes(dialect: Dialect, part: ImportPart): Work<void> {
  const written = new Set([...part.createNotes, ...part.updateNotes.map(({ row }) => row)].map(noteKeyText));
  const isOthers = ({ note }: OccurrenceRow): boolean => !written.has(noteKeyText(note));
  const created = part.createOccurrences.filter(isOthers);
  const updated = part.updateOccurrences
    .map(({ row }) => row)
    .filter((row) => row.noteRevision !== undefined && isOthers(row));
  const rows = [...created, ...updated];
  if (rows.length === 0) return;
  const keys = distinct(rows.map(({ note }) => note));
  const found = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id, kind, revision', keys, 'text'));
  const stored = new Map(found.map((note) => [noteKeyText(note), note]));
  if (created.some(({ note, kind }) => stored.get(noteKeyText(note))?.kind !== kind)) stale();
  // Values derived from a note deleted in the meantime stay.
  const isStale = ({ note, noteRevision }: OccurrenceRow): boolean =>
    noteRevision !== undefined && (stored.get(noteKeyText(note))?.revision ?? noteRevision) !== noteRevision;
  if (rows.some(isStale)) stale();
}

function* checkDemands(dialect: Dialect, { createOccurrences, updateOccurrences }: ImportPart): Work<void> {
  const rows = [...createOccurrences, ...updateOccurrences.map(({ row }) => row)];
  const keys = distinct(rows.map(({ note }) => note));
  const found = yield* selectAll<NoteRecord>(dialect.selectDemands(keys));
  const demanded = new Map(found.map((note) => [noteKeyText(note), note.demands]));
  if (rows.some(({ note, demands = 0 }) => (demanded.get(noteKeyText(note)) ?? 0) !== demands)) stale();
}

/** See Repository.carryOver. */
export function* carryOver(
  dialect: Dialect,
  key: NoteKey,
  revision: number | undefined,
  changes: readonly OccurrenceChange[],
): Work<boolean> {
  const [note] = yield* selectAll<NoteRecord>(dialect.selectNotes('scope, id, revision', [key], 'text'));
  if (note?.revision !== revision) return false;
  const held = yield* holdOccurrences(dialect, changes.map(expectedOf));
  const keys = new Set(held.map(noteKeyText));
  const updated = changes.map(({ row }) => row).filter((row) => keys.has(noteKeyText(row)));
  yield* writeOccurrences(dialect, { held, updated });
  return true;
}

/** Stored and locked occurrences, and their changes: each is updated or deleted. */
interface OccurrenceChanges {
  readonly held: readonly HeldOccurrence[];
  readonly updated?: readonly OccurrenceRow[];
  readonly deleted?: readonly OccurrenceKey[];
  readonly created?: readonly OccurrenceRow[];
}

interface HeldOccurrence extends Counted {
  readonly id: string;
  /** The stored package keys. */
  readonly packages: string | null;
}

const heldColumns = [
  'scope',
  'id',
  'kind',
  'resource_uri',
  'severity',
  'fixable',
  'not_affected',
  'package_keys',
] as const;

interface HeldRecord {
  readonly scope: string;
  readonly id: string;
  readonly kind: number;
  readonly resource_uri: string;
  readonly severity: number;
  readonly fixable: number;
  readonly not_affected: number;
  readonly package_keys: string | null;
}

/** Locks the occurrences that are as expected, so that their counts do not change until the transaction ends. */
function* holdOccurrences(
  dialect: Dialect,
  rows: readonly ExpectedOccurrence[],
): Work<readonly HeldOccurrence[]> {
  const records = yield* selectAll<HeldRecord>(dialect.holdOccurrences(heldColumns, rows));
  return records.map(({ fixable, not_affected: notAffected, ...record }) => {
    const { scope, id, kind, resource_uri: resourceUri, severity, package_keys: packages } = record;
    return {
      ...{ scope, id, kind, resourceUri, severity, packages },
      fixable: fixable === 1,
      notAffected: notAffected === 1,
    };
  });
}

function expectedOf({ expected, row: { scope, id } }: OccurrenceChange): ExpectedOccurrence {
  return { scope, id, expected };
}

/** Writes occurrences and returns the changes of counts, which the caller writes last. */
function* changeOccurrences(
  dialect: Dialect,
  { held, updated = [], deleted = [], created = [] }: OccurrenceChanges,
): Work<readonly CountChange[]> {
  yield* execute(dialect.updateOccurrences(updated));
  yield* execute(dialect.deleteOccurrences(deleted));
  yield* execute(dialect.insertOccurrences(created));
  yield* changePackages(dialect, { held, updated, deleted, created });
  const kinds = new Map(held.map((row) => [noteKeyText(row), row.kind]));
  const after = updated.map((row): Counted => {
    const { scope, resourceUri, severity, fixable, notAffected } = row;
    // It stays as stored.
    const kind = kinds.get(noteKeyText(row)) ?? row.kind;
    return { scope, kind, resourceUri, severity, fixable, notAffected };
  });
  return countChanges([...after, ...created], held);
}

/** Updates the table of packages: for an update, only if its packages changed. */
function* changePackages(
  dialect: Dialect,
  { held, updated = [], deleted = [], created = [] }: OccurrenceChanges,
): Work<void> {
  const before = new Map(held.map((row) => [noteKeyText(row), row.packages]));
  const changed = updated.filter(
    (row) => before.get(noteKeyText(row)) !== formatPackages(row.packages ?? []),
  );
  const gone = [...changed, ...deleted].map(({ scope, id }) => {
    return { scope, id, packages: parsePackages(before.get(noteKeyText({ scope, id })) ?? '') };
  });
  yield* execute(dialect.deletePackages(packageEntries(gone)));
  yield* execute(dialect.insertPackages(packageEntries([...changed, ...created])));
}

function* writeOccurrences(dialect: Dialect, changes: OccurrenceChanges): Work<void> {
  yield* execute(dialect.addCounts(yield* changeOccurrences(dialect, changes)));
}

function* selectAll<R>(statements: readonly Statement[]): Work<R[]> {
  const found: R[] = [];
  // Not spread into the call: a statement may return more rows than a call can have arguments.
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

function inKeyOrder<R>(rows: readonly R[], keyOf: (row: R) => NoteKey): R[] {
  return rows.toSorted((a, b) => (noteKeyText(keyOf(a)) < noteKeyText(keyOf(b)) ? -1 : 1));
}
