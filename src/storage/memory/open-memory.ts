import { randomSecret } from '../../domain/ids.js';
import {
  type AttestorKey,
  type NoteKey,
  type OccurrenceKey,
  type PolicyKey,
  projectOf,
  type Scope,
} from '../../domain/names.js';
import type { ImportSession, Repository } from '../repository.js';
import {
  attestorExists,
  noteRescored,
  notesExist,
  occurrencesRefused,
  policyExists,
  projectExists,
  repeatedNotes,
} from '../repository-errors.js';
import type {
  AssessmentQuery,
  AssessmentRow,
  AttestorQuery,
  AttestorRow,
  DayMark,
  DayRow,
  DaysQuery,
  DerivedPage,
  DerivedQuery,
  FindQuery,
  ImportQuery,
  Listed,
  ListedOccurrence,
  NewestNote,
  NoteOccurrenceQuery,
  NoteQuery,
  NoteRow,
  OccurrenceChange,
  OccurrenceQuery,
  OccurrenceRow,
  PolicyQuery,
  PolicyRow,
  ProjectQuery,
  RequestRow,
  ResourceScopeQuery,
  ScopeQuery,
  StoredAttestor,
  StoredDemands,
  StoredNote,
  StoredOccurrence,
  StoredPolicy,
  StoredRequest,
  SummaryQuery,
  SummaryRow,
} from '../repository-rows.js';
import { Turns } from '../repository-turns.js';
import { listAssessments } from './assessments.js';
import { MemoryDays } from './days.js';
import { listDerived, listPendingNotes, toStored, toStoredNote } from './derived.js';
import { applyPart, importedNotes, importedPage, partRows } from './imports.js';
import { KeyedDocuments } from './keyed-documents.js';
import { MemoryRequests } from './requests.js';
import { compareKeys, find, isOf, isReplaceable, MemoryRows, newest, put, remove } from './rows.js';
import { nextScope, scopesOfResources } from './scopes.js';
import { SortedMap } from './sorted-map.js';
import {
  firstMatches,
  matches,
  matchesAtOnce,
  noteSubject,
  occurrenceSubject,
  projectSubject,
} from './subjects.js';
import { summarize } from './summary.js';

/**
 * The reference implementation that the other backends must agree with, and a store for tests and demos. Writes run without
 * a pause, so each is atomic. Lists and summaries scan all rows, with pauses for other requests.
 */
export function openMemory(): Repository {
  return new MemoryRepository();
}

class MemoryRepository implements Repository {
  private readonly projects = new SortedMap<true>();
  private readonly rows = new MemoryRows();
  private readonly attestors = new KeyedDocuments<AttestorRow>();
  private readonly policies = new KeyedDocuments<PolicyRow>();
  private readonly days = new MemoryDays();
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
    const taken = rows.filter((row) => find(this.rows.notes, row) !== undefined);
    const refused = taken.length > 0 ? taken : repeatedNotes(rows);
    if (refused.length > 0) throw notesExist(refused);
    this.rows.putNotes(rows);
  }

  async getNote(key: NoteKey): Promise<StoredNote | undefined> {
    const row = find(this.rows.notes, key);
    return row && toStoredNote(row);
  }

  async getNotes(keys: readonly NoteKey[]): Promise<readonly NewestNote[]> {
    return keys.flatMap((key) => {
      const row = find(this.rows.notes, key);
      if (row === undefined) return [];
      const { scope, id, kind, revision = 0 } = row;
      return [{ scope, id, kind, document: newest(row).document, revision }];
    });
  }

  async replaceNote(expected: string, row: NoteRow): Promise<boolean> {
    const stored = find(this.rows.notes, row);
    if (stored === undefined || newest(stored).document !== expected || !isReplaceable(stored, row))
      return false;
    this.rows.updateNote(stored, row);
    return true;
  }

  async listPendingNotes(query: { after?: NoteKey; limit: number }): Promise<readonly NoteKey[]> {
    return listPendingNotes(this.rows, query);
  }

  async listDerived(query: DerivedQuery): Promise<DerivedPage> {
    return listDerived(this.rows, query);
  }

  async carryOver(
    note: NoteKey,
    revision: number | undefined,
    changes: readonly OccurrenceChange[],
  ): Promise<boolean> {
    const stored = find(this.rows.notes, note);
    if ((stored && (stored.revision ?? 0)) !== revision) return false;
    const { revision: demands } = this.rows.demandsOf(note);
    for (const { expected, row } of changes) await this.replaceOccurrence(expected, { ...row, demands });
    return true;
  }

  async publishNote(row: NoteRow): Promise<boolean> {
    const stored = find(this.rows.notes, row);
    if (stored?.pending?.document !== row.document) return false;
    put(this.rows.notes, {
      ...stored,
      updateTime: row.updateTime,
      document: row.document,
      assessment: stored.pending.assessment,
      pending: undefined,
    });
    return true;
  }

  async listAssessments(query: AssessmentQuery): Promise<readonly AssessmentRow[]> {
    return listAssessments(this.rows, query);
  }

  async reviseNotes(id: string, revision: number): Promise<void> {
    for (const [scope] of this.rows.notes.entries()) {
      const note = find(this.rows.notes, { scope, id });
      if (note !== undefined) put(this.rows.notes, { ...note, revision });
    }
  }

  async deleteNote(key: NoteKey, expected?: string): Promise<boolean> {
    const stored = find(this.rows.notes, key);
    if (stored !== undefined && newest(stored).assessment !== undefined) return false;
    if (stored?.pending !== undefined && expected !== undefined) return false;
    return remove(this.rows.notes, key, expected);
  }

  async listNotes(query: NoteQuery): Promise<readonly Listed[]> {
    const rows = this.rows.notes.get(query.scope)?.entries(query.after) ?? [];
    const isMatch = ([, row]: readonly [string, NoteRow]) => matches(query.where, row, noteSubject);
    const found = await firstMatches(rows, query.limit, isMatch);
    return found.map(([id, { document }]) => ({ id, document }));
  }

  async createOccurrences(
    rows: readonly OccurrenceRow[],
    request?: RequestRow,
  ): Promise<StoredRequest | undefined> {
    return this.once(request, () => this.insertOccurrences(rows));
  }

  private insertOccurrences(rows: readonly OccurrenceRow[]): undefined {
    const bad = this.rows.badOccurrences(rows);
    if (bad.length > 0) throw occurrencesRefused(rows, bad);
    if (rows.some((row) => this.rows.isStale(row) || this.rows.isUnchecked(row))) throw noteRescored();
    for (const row of rows) put(this.rows.occurrences, row);
  }

  async getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined> {
    const row = find(this.rows.occurrences, key);
    return row === undefined ? undefined : toStored(row);
  }

  async replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    const stored = find(this.rows.occurrences, row);
    if (stored?.document !== expected) return false;
    const next = { ...row, note: stored.note };
    if (this.rows.isStale(next) || this.rows.isUnchecked(next)) return false;
    this.rows.replaceOccurrence(stored, row);
    return true;
  }

  async deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean> {
    return remove(this.rows.occurrences, key, expected);
  }

  async listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]> {
    const rows = this.rows.occurrences.get(query.scope);
    if (rows === undefined) return [];
    const isMatch = ([, row]: readonly [string, OccurrenceRow]) =>
      matches(query.where, row, occurrenceSubject);
    const found = await matchesAtOnce(rows, query.after, query.limit, isMatch);
    return found.map(([id, { document }]) => ({ id, document }));
  }

  async nextScope(query: ScopeQuery): Promise<Scope | undefined> {
    return nextScope(this.rows, query);
  }

  async scopesOfResources(query: ResourceScopeQuery): Promise<readonly Scope[]> {
    return scopesOfResources(this.rows.occurrences, query);
  }

  async findOccurrences(query: FindQuery): Promise<readonly ListedOccurrence[]> {
    const { projects, after, where, limit } = query;
    const known = projects && new Set(projects);
    const found = await firstMatches(
      this.rows.allOccurrences(),
      limit,
      (row) =>
        known?.has(projectOf(row.scope)) !== false &&
        (after === undefined || compareKeys(row, after) > 0) &&
        matches(where, row, occurrenceSubject),
    );
    return found.map(({ scope, id, document }) => ({ scope, id, document }));
  }

  async indexPackages(): Promise<boolean> {
    return true;
  }

  async listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]> {
    const { note, after, where, limit } = query;
    const isMatch = (row: OccurrenceRow) => isOf(row, note) && matches(where, row, occurrenceSubject);
    const found = await firstMatches(this.rows.allOccurrences(after), limit, isMatch);
    return found.map(({ scope, id, document }) => ({ scope, id, document }));
  }

  async createAttestor(row: AttestorRow): Promise<void> {
    if (!this.attestors.create(row)) throw attestorExists(row);
    if (row.demand !== undefined) this.rows.setDemand(row, row.demand);
  }

  async getDemands(note: NoteKey): Promise<StoredDemands> {
    return this.rows.demandsOf(note);
  }

  async getAttestor(key: AttestorKey): Promise<StoredAttestor | undefined> {
    return this.attestors.get(key);
  }

  async replaceAttestor(expected: string, row: AttestorRow): Promise<boolean> {
    if (!this.attestors.replace(expected, row)) return false;
    if (row.demand !== undefined) this.rows.setDemand(row, row.demand);
    return true;
  }

  async deleteAttestor(key: AttestorKey, expected?: string, note?: NoteKey): Promise<boolean> {
    if (!this.attestors.remove(key, expected)) return false;
    if (note !== undefined) this.rows.setDemand(key, { note, revision: 0 });
    return true;
  }

  async listAttestors({ scope, after, limit }: AttestorQuery): Promise<readonly Listed[]> {
    return this.attestors.list(scope, after, limit);
  }

  async createPolicy(row: PolicyRow): Promise<void> {
    if (!this.policies.create(row)) throw policyExists(row);
  }

  async getPolicy(key: PolicyKey): Promise<StoredPolicy | undefined> {
    return this.policies.get(key);
  }

  async replacePolicy(expected: string, row: PolicyRow): Promise<boolean> {
    return this.policies.replace(expected, row);
  }

  async deletePolicy(key: PolicyKey, expected?: string): Promise<boolean> {
    return this.policies.remove(key, expected);
  }

  async listPolicies({ scope, after, limit }: PolicyQuery): Promise<readonly Listed[]> {
    return this.policies.list(scope, after ?? '', limit);
  }

  async summarize(query: SummaryQuery): Promise<readonly SummaryRow[]> {
    return summarize(this.rows, query);
  }

  async keepDay(mark: DayMark): Promise<boolean> {
    return this.days.keep(mark, this.rows.occurrences.get(mark.scope)?.entries() ?? []);
  }

  async listDays(query: DaysQuery): Promise<readonly DayRow[]> {
    return this.days.list(query);
  }

  async removeDays(before: string): Promise<boolean> {
    return this.days.remove(before);
  }

  importInto<T>(query: ImportQuery, work: (session: ImportSession) => Promise<T>): Promise<T> {
    const { scope, resource, signal } = query;
    return this.turns.take({ key: scope, part: resource }, signal, () =>
      work({
        partRows,
        readNotes: async (keys) => importedNotes(this.rows, keys),
        readDemanded: async (keys) => keys.filter((key) => this.rows.demandsOf(key).revision !== 0),
        readOccurrences: async (imported) => importedPage(this.rows, scope, imported),
        earlier: async (request) => this.requests.find(request),
        apply: async (part, request) => applyPart(this.rows, this.requests, scope, part, request),
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

  /** Writes unless the request was executed before. `write` returns its result if it is only known then. */
  private once(request: RequestRow | undefined, write: () => string | undefined): StoredRequest | undefined {
    const earlier = request && this.requests.find(request);
    if (earlier !== undefined) return earlier;
    const result = write() ?? request?.result ?? '';
    if (request !== undefined) this.requests.add({ ...request, result });
    return undefined;
  }
}
