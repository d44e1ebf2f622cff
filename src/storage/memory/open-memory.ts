import { compareText } from '../../domain/filter/text-order.js';
import { randomSecret } from '../../domain/ids.js';
import { formatNoteName, type NoteKey, type OccurrenceKey, type Scope } from '../../domain/names.js';
import {
  carriedBytes,
  type DerivedPage,
  type DerivedQuery,
  type ImportedNote,
  type ImportedPage,
  type ImportedQuery,
  type ImportPart,
  type ImportQuery,
  type ImportSession,
  type Listed,
  type ListedOccurrence,
  type NoteOccurrenceQuery,
  type NoteQuery,
  type NoteRow,
  type OccurrenceChange,
  type OccurrenceQuery,
  type OccurrenceRow,
  type ProjectQuery,
  type Repository,
  type RequestRow,
  type StoredNote,
  type StoredOccurrence,
  type StoredRequest,
  type SummaryQuery,
  type SummaryRow,
} from '../repository.js';
import {
  type BadOccurrence,
  noteNamesUsed,
  noteRescored,
  notesExist,
  occurrencesRefused,
  projectExists,
  repeatedNotes,
} from '../repository-errors.js';
import { Turns } from '../repository-turns.js';
import { MemoryRequests } from './requests.js';
import { SortedMap } from './sorted-map.js';
import { matches, noteSubject, occurrenceSubject, projectSubject } from './subjects.js';

/** Rows of a part of an import, and of a page it reads. */
const partRows = 500;
const pageRows = 500;

type Collection<R> = SortedMap<SortedMap<R>>;

/** `row.document` is what is shown, `pending` the row that will be. */
interface Note extends NoteRow {
  readonly pending?: NoteRow | undefined;
}

/**
 * The reference: what the other backends must agree with, and a store for tests and demos. Every method
 * runs without a pause, so each is atomic by itself; lists walk everything.
 */
export function openMemory(): Repository {
  return new MemoryRepository();
}

class MemoryRepository implements Repository {
  private readonly projects = new SortedMap<true>();
  private readonly notes: Collection<Note> = new SortedMap();
  private readonly occurrences: Collection<OccurrenceRow> = new SortedMap();
  private readonly secrets = new Map<string, Buffer>();
  private readonly turns = new Turns();
  private readonly requests = new MemoryRequests();

  async createProject(id: string): Promise<void> {
    if (this.projects.has(id)) throw projectExists(id);
    this.projects.set(id, true);
  }

  async hasProject(id: string): Promise<boolean> {
    return this.projects.has(id);
  }

  async deleteProject(id: string): Promise<boolean> {
    return this.projects.delete(id);
  }

  async listProjects(query: ProjectQuery): Promise<readonly string[]> {
    const visible = query.visible === undefined ? undefined : new Set(query.visible);
    const found: string[] = [];
    for (const [id] of this.projects.entries(query.after)) {
      if (found.length >= query.limit) break;
      if (visible?.has(id) !== false && matches(query.where, id, projectSubject)) found.push(id);
    }
    return found;
  }

  async createNotes(rows: readonly NoteRow[], request?: RequestRow): Promise<StoredRequest | undefined> {
    return this.once(request, () => this.insertNotes(rows));
  }

  private insertNotes(rows: readonly NoteRow[]): undefined {
    const taken = rows.filter((row) => find(this.notes, row) !== undefined);
    const refused = taken.length > 0 ? taken : repeatedNotes(rows);
    if (refused.length > 0) throw notesExist(refused);
    this.putNotes(rows);
  }

  async getNote(key: NoteKey): Promise<StoredNote | undefined> {
    const row = find(this.notes, key);
    if (row === undefined) return undefined;
    return {
      kind: row.kind,
      document: row.document,
      ...(row.pending && { pending: row.pending.document }),
      revision: row.revision ?? 0,
    };
  }

  async replaceNote(expected: string, row: NoteRow): Promise<boolean> {
    const stored = find(this.notes, row);
    if (stored === undefined || newest(stored).document !== expected) return false;
    this.updateNote(stored, row);
    return true;
  }

  async listPendingNotes({ after, limit }: { after?: NoteKey; limit: number }): Promise<readonly NoteKey[]> {
    const found: NoteKey[] = [];
    for (const [scope, notes] of this.notes.entries()) {
      for (const [id, { pending }] of notes.entries()) {
        if (found.length >= limit) return found;
        if (pending !== undefined && (after === undefined || compareKeys({ scope, id }, after) > 0))
          found.push({ scope, id });
      }
    }
    return found;
  }

  async listDerived({ note, after, limit }: DerivedQuery): Promise<DerivedPage> {
    const rows: (StoredOccurrence & OccurrenceKey)[] = [];
    let [seen, bytes] = [0, 0];
    let last: OccurrenceKey | undefined;
    for (const row of this.occurrencesOf(note, after)) {
      const size = Buffer.byteLength(row.document);
      if (seen >= limit || (seen > 0 && bytes + size > carriedBytes)) return { rows, next: last };
      [seen, bytes] = [seen + 1, bytes + size];
      last = { scope: row.scope, id: row.id };
      rows.push({ ...last, ...toStored(row) });
    }
    return { rows, next: undefined };
  }

  async carryOver(note: NoteKey, revision: number, changes: readonly OccurrenceChange[]): Promise<boolean> {
    const stored = find(this.notes, note);
    if (stored === undefined || (stored.revision ?? 0) !== revision) return false;
    for (const { expected, row } of changes) await this.replaceOccurrence(expected, row);
    return true;
  }

  async publishNote(row: NoteRow): Promise<boolean> {
    const stored = find(this.notes, row);
    if (stored?.pending?.document !== row.document) return false;
    put(this.notes, { ...stored, updateTime: row.updateTime, document: row.document, pending: undefined });
    return true;
  }

  async deleteNote(key: NoteKey, expected?: string): Promise<boolean> {
    return remove(this.notes, key, expected);
  }

  async listNotes(query: NoteQuery): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    for (const [id, row] of this.notes.get(query.scope)?.entries(query.after) ?? []) {
      if (found.length >= query.limit) break;
      if (matches(query.where, row, noteSubject)) found.push({ id, document: row.document });
    }
    return found;
  }

  async createOccurrences(
    rows: readonly OccurrenceRow[],
    request?: RequestRow,
  ): Promise<StoredRequest | undefined> {
    return this.once(request, () => this.insertOccurrences(rows));
  }

  private insertOccurrences(rows: readonly OccurrenceRow[]): undefined {
    const bad = this.badOccurrences(rows);
    if (bad.length > 0) throw occurrencesRefused(rows, bad);
    if (rows.some((row) => this.isStale(row))) throw noteRescored();
    for (const row of rows) put(this.occurrences, row);
  }

  async getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined> {
    const row = find(this.occurrences, key);
    return row === undefined ? undefined : toStored(row);
  }

  async replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    const stored = find(this.occurrences, row);
    if (stored?.document !== expected || this.isStale({ ...row, note: stored.note })) return false;
    put(this.occurrences, { ...row, kind: stored.kind, note: stored.note, createTime: stored.createTime });
    return true;
  }

  async deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean> {
    return remove(this.occurrences, key, expected);
  }

  async listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    for (const [id, row] of this.occurrences.get(query.scope)?.entries(query.after) ?? []) {
      if (found.length >= query.limit) break;
      if (matches(query.where, row, occurrenceSubject)) found.push({ id, document: row.document });
    }
    return found;
  }

  async nextLocation(project: string, after?: Scope): Promise<Scope | undefined> {
    const prefix = `${project}/locations/`;
    for (const [scope, collection] of this.occurrences.entries(after ?? prefix)) {
      if (!scope.startsWith(prefix)) return undefined;
      if (collection.size > 0) return scope;
    }
    return undefined;
  }

  async listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]> {
    const found: ListedOccurrence[] = [];
    for (const row of this.occurrencesOf(query.note, query.after)) {
      if (found.length >= query.limit) break;
      const { scope, id, document } = row;
      if (matches(query.where, row, occurrenceSubject)) found.push({ scope, id, document });
    }
    return found;
  }

  async summarize(query: SummaryQuery): Promise<readonly SummaryRow[]> {
    const resources = new SortedMap<{ total: number; fixable: number }[]>();
    for (const [, row] of this.occurrences.get(query.scope)?.entries() ?? []) {
      if (row.kind !== query.kind || !matches(query.where, row, occurrenceSubject)) continue;
      const counts = resources.get(row.resourceUri) ?? [];
      resources.set(row.resourceUri, counts);
      const severity = row.severity >= 1 && row.severity <= 5 ? row.severity : 0;
      const { total, fixable } = counts[severity] ?? { total: 0, fixable: 0 };
      counts[severity] = { total: total + 1, fixable: fixable + (row.fixable ? 1 : 0) };
    }
    return [...resources.entries()].flatMap(([resourceUri, counts]) =>
      Array.from(counts.entries())
        .filter(([, count]) => count !== undefined)
        .map(([severity, count]) => ({ resourceUri, severity, ...count })),
    );
  }

  importInto<T>(query: ImportQuery, work: (session: ImportSession) => Promise<T>): Promise<T> {
    const { scope, signal } = query;
    return this.turns.take(scope, signal, () =>
      work({
        partRows,
        readNotes: async (keys) => this.importedNotes(keys),
        readOccurrences: async (imported) => this.importedPage(scope, imported),
        earlier: async (request) => this.requests.find(request),
        apply: async (part, request) => this.applyPart(scope, part, request),
      }),
    );
  }

  async secret(name: string): Promise<Buffer> {
    const secret = this.secrets.get(name) ?? randomSecret();
    this.secrets.set(name, secret);
    return secret;
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  private putNotes(rows: readonly NoteRow[]): void {
    const left = rows.map((row) => this.occurrencesOf(row).next().value?.kind);
    const used = rows.filter((row, index) => {
      const kind = left[index];
      return kind !== undefined && (row.needsUnusedName === true || kind !== row.kind);
    });
    if (used.length > 0) throw noteNamesUsed(used);
    rows.forEach((row, index) => {
      put<Note>(this.notes, left[index] === undefined ? row : { ...row, pending: row });
    });
  }

  private updateNote(stored: Note, row: NoteRow): void {
    const { kind, createTime } = stored;
    const revision = row.rescored === true ? row.revision : stored.revision;
    const isPending = row.rescored === true || stored.pending !== undefined;
    const next = { ...row, kind, createTime };
    put<Note>(this.notes, isPending ? { ...stored, revision, pending: next } : { ...next, revision });
  }

  private isStale({ note, noteRevision }: OccurrenceRow): boolean {
    return noteRevision !== undefined && (find(this.notes, note)?.revision ?? 0) !== noteRevision;
  }

  private *occurrencesOf(note: NoteKey, after?: OccurrenceKey): Generator<OccurrenceRow, undefined> {
    for (const [scope, collection] of this.occurrences.entries()) {
      const order = after === undefined ? 1 : compareText(scope, after.scope);
      if (order < 0) continue;
      for (const [, row] of collection.entries(order === 0 ? after?.id : undefined))
        if (row.note.scope === note.scope && row.note.id === note.id) yield row;
    }
    return undefined;
  }

  /** Writes unless the request was carried out before. `write` returns its result where it is known only then. */
  private once(request: RequestRow | undefined, write: () => string | undefined): StoredRequest | undefined {
    const earlier = request && this.requests.find(request);
    if (earlier !== undefined) return earlier;
    const result = write() ?? request?.result ?? '';
    if (request !== undefined) this.requests.add({ ...request, result });
    return undefined;
  }

  private badOccurrences(
    rows: readonly OccurrenceRow[],
    created: ReadonlyMap<string, NoteRow> = new Map(),
  ): BadOccurrence[] {
    return rows.flatMap((row, index) => {
      const note = created.get(formatNoteName(row.note)) ?? find(this.notes, row.note);
      return note?.kind === row.kind ? [] : [{ index, noteKind: note?.kind }];
    });
  }

  private importedNotes(keys: readonly NoteKey[]): ImportedNote[] {
    return keys.flatMap(({ scope, id }) => {
      const row = find(this.notes, { scope, id });
      if (row === undefined) return [];
      return [{ scope, id, document: newest(row).document, revision: row.revision ?? 0 }];
    });
  }

  private importedPage(scope: Scope, { resources, after }: ImportedQuery): ImportedPage {
    const place = new Map(resources.map((resource, index) => [resource, index]));
    const start = after === undefined ? -1 : (place.get(after.resource) ?? -1);
    const left = [...(this.occurrences.get(scope)?.entries() ?? [])]
      .map(([, row]) => row)
      .filter(({ imported, resourceUri, id }) => {
        const at = imported ? (place.get(resourceUri) ?? -1) : -1;
        return at > start || (at >= 0 && at === start && id > (after?.id ?? ''));
      })
      // Stable, so ids keep their order.
      .sort((a, b) => (place.get(a.resourceUri) ?? 0) - (place.get(b.resourceUri) ?? 0));
    const rows = left.slice(0, pageRows).map(({ id, kind, note, resourceUri, document, derived }) => ({
      id,
      kind,
      note,
      resourceUri,
      document,
      derived: derived ?? null,
    }));
    const end = rows.at(-1);
    const isLast = end === undefined || left.length === rows.length;
    return { rows, next: isLast ? undefined : { resource: end.resourceUri, id: end.id } };
  }

  private applyPart(scope: Scope, part: ImportPart, request: RequestRow | undefined): boolean {
    if (!this.holds(scope, part)) return false;
    if (request !== undefined && this.requests.find(request) !== undefined) return false;
    this.putNotes(part.createNotes);
    for (const { row } of part.updateNotes) {
      const stored = find(this.notes, row);
      if (stored !== undefined) this.updateNote(stored, row);
    }
    for (const { id } of part.deleteOccurrences) remove(this.occurrences, { scope, id });
    for (const { row } of part.updateOccurrences) {
      const stored = find(this.occurrences, row);
      if (stored !== undefined)
        put(this.occurrences, {
          ...row,
          kind: stored.kind,
          note: stored.note,
          createTime: stored.createTime,
        });
    }
    for (const row of part.createOccurrences) put(this.occurrences, row);
    if (request !== undefined) this.requests.add(request);
    return true;
  }

  /** Whether everything is as the part was planned with. */
  private holds(scope: Scope, part: ImportPart): boolean {
    const written = new Set(
      [...part.createNotes, ...part.updateNotes.map(({ row }) => row)].map(formatNoteName),
    );
    const isNew = (row: OccurrenceRow): boolean => !written.has(formatNoteName(row.note));
    const created = new Map(part.createNotes.map((row) => [formatNoteName(row), row]));
    return (
      part.createNotes.every((row) => find(this.notes, row) === undefined) &&
      part.updateNotes.every(({ expected, row }) => {
        const stored = find(this.notes, row);
        return stored !== undefined && newest(stored).document === expected;
      }) &&
      [
        ...part.updateOccurrences.map(({ expected, row }) => ({ expected, id: row.id })),
        ...part.deleteOccurrences,
      ].every(({ expected, id }) => find(this.occurrences, { scope, id })?.document === expected) &&
      this.badOccurrences(part.createOccurrences, created).length === 0 &&
      [...part.createOccurrences, ...part.updateOccurrences.map(({ row }) => row)].every(
        (row) => !isNew(row) || find(this.notes, row.note) === undefined || !this.isStale(row),
      )
    );
  }
}

function newest(note: Note): NoteRow {
  return note.pending ?? note;
}

function toStored({ kind, note, imported, document, derived }: OccurrenceRow): StoredOccurrence {
  return { kind, note, imported, document, derived: derived ?? null };
}

function compareKeys(a: NoteKey, b: NoteKey): number {
  return compareText(a.scope, b.scope) || compareText(a.id, b.id);
}

interface Row extends OccurrenceKey {
  readonly document: string;
}

function find<R>(collection: Collection<R>, key: { scope: Scope; id: string }): R | undefined {
  return collection.get(key.scope)?.get(key.id);
}

function put<R extends Row>(collection: Collection<R>, row: R): void {
  const rows = collection.get(row.scope) ?? new SortedMap<R>();
  collection.set(row.scope, rows);
  rows.set(row.id, row);
}

function remove<R extends Row>(collection: Collection<R>, key: OccurrenceKey, expected?: string): boolean {
  const stored = find(collection, key);
  if (stored === undefined || (expected !== undefined && stored.document !== expected)) return false;
  return collection.get(key.scope)?.delete(key.id) ?? false;
}
