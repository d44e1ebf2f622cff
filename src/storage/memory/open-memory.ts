import { compareText } from '../../domain/filter/text-order.js';
import { randomSecret } from '../../domain/ids.js';
import { formatNoteName, type NoteKey, type OccurrenceKey, type Scope } from '../../domain/names.js';
import type {
  ImportedOccurrence,
  ImportPlan,
  ImportQuery,
  ImportState,
  Listed,
  ListedOccurrence,
  NoteOccurrenceQuery,
  NoteQuery,
  NoteRow,
  OccurrenceQuery,
  OccurrenceRow,
  ProjectQuery,
  Repository,
  StoredNote,
  StoredOccurrence,
  SummaryQuery,
  SummaryRow,
} from '../repository.js';
import {
  type BadOccurrence,
  notesExist,
  occurrencesRefused,
  projectExists,
  repeatedNotes,
} from '../repository-errors.js';
import { SortedMap } from './sorted-map.js';
import { matches, noteSubject, occurrenceSubject, projectSubject } from './subjects.js';

type Collection<R> = SortedMap<SortedMap<R>>;

/**
 * The reference: what the other backends must agree with, and a store for tests and demos. Every method
 * runs without a pause, so each is atomic by itself; lists walk everything.
 */
export function openMemory(): Repository {
  return new MemoryRepository();
}

class MemoryRepository implements Repository {
  private readonly projects = new SortedMap<true>();
  private readonly notes: Collection<NoteRow> = new SortedMap();
  private readonly occurrences: Collection<OccurrenceRow> = new SortedMap();
  private readonly secrets = new Map<string, Buffer>();

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

  async createNotes(rows: readonly NoteRow[]): Promise<void> {
    const taken = rows.filter((row) => find(this.notes, row) !== undefined);
    const refused = taken.length > 0 ? taken : repeatedNotes(rows);
    if (refused.length > 0) throw notesExist(refused);
    for (const row of rows) put(this.notes, row);
  }

  async getNote(key: NoteKey): Promise<StoredNote | undefined> {
    const row = find(this.notes, key);
    return row === undefined ? undefined : { kind: row.kind, document: row.document };
  }

  async replaceNote(expected: string, row: NoteRow): Promise<boolean> {
    const stored = find(this.notes, row);
    if (stored?.document !== expected) return false;
    put(this.notes, { ...stored, updateTime: row.updateTime, document: row.document });
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

  async createOccurrences(rows: readonly OccurrenceRow[]): Promise<void> {
    const bad = this.badOccurrences(rows);
    if (bad.length > 0) throw occurrencesRefused(rows, bad);
    for (const row of rows) put(this.occurrences, row);
  }

  async getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined> {
    const row = find(this.occurrences, key);
    if (row === undefined) return undefined;
    return { kind: row.kind, note: row.note, imported: row.imported, document: row.document };
  }

  async replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    const stored = find(this.occurrences, row);
    if (stored?.document !== expected) return false;
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

  async listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]> {
    const found: ListedOccurrence[] = [];
    for (const [scope, collection] of this.occurrences.entries()) {
      const order = query.after === undefined ? 1 : compareText(scope, query.after.scope);
      if (order < 0) continue;
      for (const [id, row] of collection.entries(order === 0 ? query.after?.id : undefined)) {
        if (found.length >= query.limit) return found;
        const ofNote = row.note.scope === query.note.scope && row.note.id === query.note.id;
        if (!ofNote || !matches(query.where, row, occurrenceSubject)) continue;
        found.push({ scope, id, document: row.document });
      }
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

  async applyImport(query: ImportQuery, plan: (stored: ImportState) => ImportPlan): Promise<void> {
    const writes = plan(this.importState(query));
    const created = new Map(writes.createNotes.map((row) => [formatNoteName(row), row]));
    const bad = this.badOccurrences(writes.createOccurrences, created);
    if (bad.length > 0) throw occurrencesRefused(writes.createOccurrences, bad);
    for (const row of [...writes.createNotes, ...writes.updateNotes]) put(this.notes, row);
    for (const id of writes.deleteOccurrences) remove(this.occurrences, { scope: query.scope, id });
    for (const row of [...writes.updateOccurrences, ...writes.createOccurrences]) put(this.occurrences, row);
  }

  async secret(name: string): Promise<Buffer> {
    const secret = this.secrets.get(name) ?? randomSecret();
    this.secrets.set(name, secret);
    return secret;
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  private badOccurrences(
    rows: readonly OccurrenceRow[],
    created: ReadonlyMap<string, NoteRow> = new Map(),
  ): BadOccurrence[] {
    return rows.flatMap((row, index) => {
      const note = created.get(formatNoteName(row.note)) ?? find(this.notes, row.note);
      return note?.kind === row.kind ? [] : [{ index, noteKind: note?.kind }];
    });
  }

  private importState(query: ImportQuery): ImportState {
    const notes = new Map<string, string>();
    for (const key of query.notes) {
      const row = find(this.notes, key);
      if (row !== undefined) notes.set(formatNoteName(key), row.document);
    }
    const resources = new Set(query.resources);
    const occurrences: ImportedOccurrence[] = [];
    for (const [id, row] of this.occurrences.get(query.scope)?.entries() ?? []) {
      if (!row.imported || !resources.has(row.resourceUri)) continue;
      const { kind, note, resourceUri, document } = row;
      occurrences.push({ id, kind, note, resourceUri, document });
    }
    return { notes, occurrences };
  }
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
