import { compareText } from '../../domain/filter/text-order.js';
import {
  type AttestorKey,
  formatNoteName,
  type NoteKey,
  type OccurrenceKey,
  type Scope,
} from '../../domain/names.js';
import { type BadOccurrence, noteNamesUsed } from '../repository-errors.js';
import type { DemandRow, NoteRow, OccurrenceRow, StoredDemands } from '../repository-rows.js';
import { SortedMap } from './sorted-map.js';

export type Collection<R> = SortedMap<SortedMap<R>>;

/** A note with its visible document; `pending` is the row that will replace it. */
export interface Note extends NoteRow {
  readonly pending?: NoteRow | undefined;
}

/** The stored notes and occurrences, and the rules of every write. */
export class MemoryRows {
  readonly notes: Collection<Note> = new SortedMap();
  readonly occurrences: Collection<OccurrenceRow> = new SortedMap();
  /** Ids of notes whose occurrences were ever assessed: a new note with such an id has something to carry over, or nothing. */
  private readonly assessed = new Set<string>();
  /** By note, then attestor. */
  private readonly demands = new Map<string, Map<string, AttestorKey & { readonly revision: number }>>();

  /** @throws NOTE_NAME_USED */
  putNotes(rows: readonly NoteRow[]): void {
    const left = this.kindsOfOccurrences(new Set(rows.map(({ id }) => id)));
    const used = rows.filter((row) => {
      const kind = left.get(formatNoteName(row));
      return kind !== undefined && (row.needsUnusedName === true || kind !== row.kind);
    });
    if (used.length > 0) throw noteNamesUsed(used);
    for (const row of rows) {
      const isPending = left.has(formatNoteName(row)) || row.rescored === true || this.assessed.has(row.id);
      put<Note>(this.notes, isPending ? { ...row, pending: row } : row);
      if (row.assessment !== undefined) this.assessed.add(row.assessment.noteId);
    }
  }

  /** By name of the note, of notes with these ids that have occurrences. One pass over all rows, however many notes are written. */
  private kindsOfOccurrences(ids: ReadonlySet<string>): ReadonlyMap<string, number> {
    const kinds = new Map<string, number>();
    for (const { note, kind } of this.allOccurrences())
      if (ids.has(note.id)) kinds.set(formatNoteName(note), kind);
    return kinds;
  }

  updateNote(stored: Note, row: NoteRow): void {
    const { kind, createTime } = stored;
    const revision = row.rescored === true ? row.revision : stored.revision;
    const isPending = row.rescored === true || stored.pending !== undefined;
    const next = { ...row, kind, createTime };
    if (row.assessment !== undefined) this.assessed.add(row.assessment.noteId);
    put<Note>(this.notes, isPending ? { ...stored, revision, pending: next } : { ...next, revision });
  }

  replaceOccurrence({ kind, note, createTime }: OccurrenceRow, row: OccurrenceRow): void {
    put(this.occurrences, { ...row, kind, note, createTime });
  }

  /** Whether the row derives from a text of its note that is no longer the newest. */
  isStale({ note, noteRevision }: OccurrenceRow): boolean {
    return noteRevision !== undefined && (find(this.notes, note)?.revision ?? 0) !== noteRevision;
  }

  /** Whether its note has other demands than the row was checked against. */
  isUnchecked({ note, demands = 0 }: OccurrenceRow): boolean {
    return this.demandsOf(note).revision !== demands;
  }

  demandsOf(note: NoteKey): StoredDemands {
    const all = [...(this.demands.get(formatNoteName(note))?.values() ?? [])].sort(
      (a, b) => compareText(a.scope, b.scope) || compareText(a.id, b.id),
    );
    return {
      revision: all.reduce((sum, { revision }) => sum + revision, 0),
      attestors: all.map(({ scope, id }) => ({ scope, id })),
    };
  }

  setDemand({ scope, id }: AttestorKey, { note, revision }: DemandRow): void {
    const name = formatNoteName(note);
    const all = this.demands.get(name) ?? new Map();
    this.demands.set(name, all);
    if (revision === 0) all.delete(`${scope}/${id}`);
    else all.set(`${scope}/${id}`, { scope, id, revision });
  }

  /** Of a note, by scope, then id. */
  *occurrencesOf(
    note: { readonly id: string; readonly scope?: Scope | undefined },
    after?: OccurrenceKey,
  ): Generator<OccurrenceRow, undefined> {
    for (const row of this.allOccurrences(after)) if (isOf(row, note)) yield row;
    return undefined;
  }

  /** By scope, then id. */
  *allOccurrences(after?: OccurrenceKey): Generator<OccurrenceRow, undefined> {
    for (const [scope, collection] of this.occurrences.entries()) {
      const order = after === undefined ? 1 : compareText(scope, after.scope);
      if (order < 0) continue;
      for (const [, row] of collection.entries(order === 0 ? after?.id : undefined)) yield row;
    }
    return undefined;
  }

  badOccurrences(
    rows: readonly OccurrenceRow[],
    created: ReadonlyMap<string, NoteRow> = new Map(),
  ): BadOccurrence[] {
    return rows.flatMap((row, index) => {
      const note = created.get(formatNoteName(row.note)) ?? find(this.notes, row.note);
      return note?.kind === row.kind ? [] : [{ index, noteKind: note?.kind }];
    });
  }
}

/** Whether an occurrence is of a note, or without a scope of any note with the id. */
export function isOf(
  row: OccurrenceRow,
  note: { readonly id: string; readonly scope?: Scope | undefined },
): boolean {
  return row.note.id === note.id && (note.scope ?? row.note.scope) === row.note.scope;
}

export function newest(note: Note): NoteRow {
  return note.pending ?? note;
}

/** See Repository.replaceNote. */
export function isReplaceable({ pending }: Note, { assessment }: NoteRow): boolean {
  if (pending === undefined) return true;
  const before = pending.assessment;
  return before?.noteId === assessment?.noteId && before?.product === assessment?.product;
}

interface Row extends OccurrenceKey {
  readonly document: string;
}

export function find<R>(collection: Collection<R>, key: { scope: Scope; id: string }): R | undefined {
  return collection.get(key.scope)?.get(key.id);
}

export function put<R extends Row>(collection: Collection<R>, row: R): void {
  const rows = collection.get(row.scope) ?? new SortedMap<R>();
  collection.set(row.scope, rows);
  rows.set(row.id, row);
}

export function remove<R extends Row>(
  collection: Collection<R>,
  key: OccurrenceKey,
  expected?: string,
): boolean {
  const stored = find(collection, key);
  if (stored === undefined || (expected !== undefined && stored.document !== expected)) return false;
  return collection.get(key.scope)?.delete(key.id) ?? false;
}

/** The order of keys: by scope, then by id. */
export function compareKeys(a: NoteKey, b: NoteKey): number {
  return compareText(a.scope, b.scope) || compareText(a.id, b.id);
}
