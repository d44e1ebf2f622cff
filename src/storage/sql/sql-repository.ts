import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../../domain/names.js';
import type { PackageKey } from '../../domain/packages.js';
import type { ImportSession, Repository } from '../repository.js';
import { attestorExists, policyExists, projectExists, storeUnavailable } from '../repository-errors.js';
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
import type { Stamp } from '../repository-stamps.js';
import { Turns } from '../repository-turns.js';
import { accessPath } from './access-path.js';
import { selectAttestors, toDemands, writeAttestor } from './demands.js';
import { derivedPage, type OccurrenceRecord, toStoredOccurrence } from './derived.js';
import type { SqlDriver } from './driver.js';
import { importSession } from './import-session.js';
import { attestors, policies } from './keyed-documents.js';
import { ListReader } from './list-reader.js';
import { checkApplied } from './migrations.js';
import {
  type AssessmentRecord,
  listAssessments,
  publishNote,
  readNotes,
  replaceNote,
  reviseNotes,
  type StoredNoteRow,
  storedNoteColumns,
  toAssessment,
  toStoredNote,
} from './notes.js';
import { OccurrenceLists } from './occurrence-lists.js';
import { indexStep } from './package-index.js';
import * as queries from './queries.js';
import { RequestSweeps } from './request-sweeps.js';
import { once } from './requests.js';
import { scopesOfResources } from './resources.js';
import { readSecret } from './secrets.js';
import { keepDay, listDays, removeDays } from './severity-days.js';
import type { Statement, Work } from './statement.js';
import { carryOver, createNotes, createOccurrences, retryStale } from './transactions.js';

/**
 * A repository over any database with a driver. It keeps no stored data in memory.
 *
 * @example const repository: Repository = new SqlRepository(driver);
 */
export class SqlRepository implements Repository {
  private readonly lists: ListReader;
  private readonly imports = new Turns();
  /** Number of multi-statement reads in progress, and the callback for their end. */
  private openReads = 0;
  private onIdle: (() => void) | undefined;
  private closing: Promise<void> | undefined;
  private readonly sweeps: RequestSweeps;
  private readonly run: SqlDriver['read'] = (statement) => this.driver.read(statement);
  private readonly occurrences: OccurrenceLists;

  constructor(private readonly driver: SqlDriver) {
    this.lists = new ListReader(driver);
    this.occurrences = new OccurrenceLists(driver, this.lists);
    this.sweeps = new RequestSweeps(driver, (sweep) => this.holdOpen(sweep));
  }

  async stamp(): Promise<Stamp | undefined> {
    return this.driver.stamp?.();
  }

  async createProject(id: string): Promise<void> {
    const sql = 'INSERT INTO projects (id) VALUES (?) ON CONFLICT DO NOTHING';
    if (!(await this.wrote(sql, [id]))) throw projectExists(id);
  }

  async hasProject(id: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM projects WHERE id = ?';
    return (await this.first({ sql, bindings: [id], small: true })) !== undefined;
  }

  deleteProject(id: string): Promise<boolean> {
    return this.wrote('DELETE FROM projects WHERE id = ?', [id]);
  }

  listProjects(query: ProjectQuery): Promise<readonly string[]> {
    return this.holdOpen(() => this.lists.projects(query));
  }

  async createNotes(rows: readonly NoteRow[], request?: RequestRow): Promise<StoredRequest | undefined> {
    if (request !== undefined) return this.once(request, () => createNotes(this.driver.dialect, rows));
    if (rows.length > 0) await this.driver.createNotes(rows);
    return undefined;
  }

  async getNote(key: NoteKey): Promise<StoredNote | undefined> {
    const sql = `SELECT ${storedNoteColumns} FROM notes WHERE scope = ? AND id = ?`;
    const row = await this.first<StoredNoteRow>({ sql, bindings: [key.scope, key.id], small: true });
    return row && toStoredNote(row);
  }

  getNotes(keys: readonly NoteKey[]): Promise<readonly NewestNote[]> {
    return readNotes(this.driver, keys);
  }

  replaceNote(expected: string, row: NoteRow): Promise<boolean> {
    return this.wroteAny(replaceNote(expected, row));
  }

  async listPendingNotes(query: { after?: NoteKey; limit: number }): Promise<readonly NoteKey[]> {
    const { after = { scope: '', id: '' }, limit } = query;
    const sql =
      'SELECT scope, id FROM notes WHERE pending IS NOT NULL AND (scope, id) > (?, ?) ORDER BY scope, id LIMIT ?';
    return this.rows<NoteKey>({ sql, bindings: [after.scope, after.id, limit] });
  }

  listDerived(query: DerivedQuery): Promise<DerivedPage> {
    return this.holdOpen(() => derivedPage(query, { dialect: this.driver.dialect, look: this.run }));
  }

  carryOver(
    note: NoteKey,
    revision: number | undefined,
    changes: readonly OccurrenceChange[],
  ): Promise<boolean> {
    const { dialect } = this.driver;
    const lock = { scope: note.scope, name: `carry over ${note.scope}/${note.id}` };
    return this.driver.transact(lock, () => carryOver(dialect, note, revision, changes));
  }

  publishNote(row: NoteRow): Promise<boolean> {
    return this.wroteAny(publishNote(row));
  }

  async listAssessments(query: AssessmentQuery): Promise<readonly AssessmentRow[]> {
    const found = await this.rows<AssessmentRecord>(listAssessments(this.driver.dialect, query));
    return found.flatMap((row) => toAssessment(row).assessment ?? []);
  }

  reviseNotes(id: string, revision: number): Promise<void> {
    return this.holdOpen(() => reviseNotes(this.driver, id, revision));
  }

  deleteNote(key: NoteKey, expected?: string): Promise<boolean> {
    const sql = 'DELETE FROM notes WHERE scope = ? AND id = ? AND assessed_id IS NULL';
    if (expected === undefined) return this.wrote(sql, [key.scope, key.id]);
    return this.wrote(`${sql} AND document = ? AND pending IS NULL`, [key.scope, key.id, expected]);
  }

  listNotes(query: NoteQuery): Promise<readonly Listed[]> {
    const path = accessPath(query.where, 'notes');
    return this.holdOpen(() => this.lists.page(queries.notes, query, path, query.scope));
  }

  async createOccurrences(
    rows: readonly OccurrenceRow[],
    request?: RequestRow,
  ): Promise<StoredRequest | undefined> {
    if (request !== undefined) return this.once(request, () => createOccurrences(this.driver.dialect, rows));
    if (rows.length > 0) await this.driver.createOccurrences(rows);
    return undefined;
  }

  async getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined> {
    const sql =
      'SELECT kind, note_scope, note_id, imported, document, derived, verification FROM occurrences WHERE scope = ? AND id = ?';
    const row = await this.first<OccurrenceRecord>({ sql, bindings: [key.scope, key.id], small: true });
    return row === undefined ? undefined : toStoredOccurrence(row);
  }

  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    return this.driver.replaceOccurrence(expected, row);
  }

  deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean> {
    return this.driver.deleteOccurrence(key, expected);
  }

  listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]> {
    return this.holdOpen(() => this.occurrences.list(query));
  }

  async nextScope(query: ScopeQuery): Promise<Scope | undefined> {
    return (await this.first<{ scope: Scope }>(queries.nextScope(query)))?.scope;
  }

  scopesOfResources(query: ResourceScopeQuery): Promise<readonly Scope[] | undefined> {
    return this.holdOpen(() => scopesOfResources(this.driver, query));
  }

  findOccurrences(query: FindQuery): Promise<readonly ListedOccurrence[] | undefined> {
    return this.holdOpen(() => this.occurrences.find(query));
  }

  async indexPackages(packagesOf: (document: string) => readonly PackageKey[]): Promise<boolean> {
    return this.holdOpen(() => indexStep(this.driver, packagesOf));
  }

  listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]> {
    return this.holdOpen(() => this.occurrences.ofNote(query));
  }

  async createAttestor(row: AttestorRow): Promise<void> {
    if (!(await this.writeAttestor(attestors.insert(row), row))) throw attestorExists(row);
  }

  async getDemands(note: NoteKey): Promise<StoredDemands> {
    return toDemands(await this.rows(selectAttestors(note)));
  }

  getAttestor(key: AttestorKey): Promise<StoredAttestor | undefined> {
    return this.first(attestors.select(key));
  }

  replaceAttestor(expected: string, row: AttestorRow): Promise<boolean> {
    return this.writeAttestor(attestors.update(expected, row), row);
  }

  deleteAttestor(key: AttestorKey, expected?: string, note?: NoteKey): Promise<boolean> {
    const demand = note && { note, revision: 0 };
    return this.writeAttestor(attestors.remove(key, expected), { ...key, demand });
  }

  listAttestors(query: AttestorQuery): Promise<readonly Listed[]> {
    return this.holdOpen(() => this.lists.pageByKey(attestors.list, query, query.scope));
  }

  async createPolicy(row: PolicyRow): Promise<void> {
    if (!(await this.wroteAny(policies.insert(row)))) throw policyExists(row);
  }

  getPolicy(key: PolicyKey): Promise<StoredPolicy | undefined> {
    return this.first(policies.select(key));
  }

  replacePolicy(expected: string, row: PolicyRow): Promise<boolean> {
    return this.wroteAny(policies.update(expected, row));
  }

  deletePolicy(key: PolicyKey, expected?: string): Promise<boolean> {
    return this.wroteAny(policies.remove(key, expected));
  }

  listPolicies(query: PolicyQuery): Promise<readonly Listed[]> {
    return this.holdOpen(() => this.lists.pageByKey(policies.list, query, query.scope));
  }

  summarize(query: SummaryQuery): Promise<readonly SummaryRow[]> {
    return this.holdOpen(() => this.occurrences.summarize(query));
  }

  keepDay(mark: DayMark): Promise<boolean> {
    return this.holdOpen(() => keepDay(this.driver, mark));
  }

  listDays(query: DaysQuery): Promise<readonly DayRow[]> {
    return listDays(this.driver, query);
  }

  removeDays(before: string): Promise<boolean> {
    return this.holdOpen(() => removeDays(this.driver, before));
  }

  importInto<T>(query: ImportQuery, work: (session: ImportSession) => Promise<T>): Promise<T> {
    const { scope, signal } = query;
    const part = this.driver.importsByResource ? query.resource : undefined;
    return this.holdOpen(() =>
      this.imports.take({ key: scope, part }, signal, () =>
        this.driver.exclusively(scope, signal, (own) =>
          work(importSession(this.driver, own, scope, (request) => this.sweeps.isDue(request))),
        ),
      ),
    );
  }

  private once(
    request: RequestRow,
    work: () => Work<string | undefined>,
  ): Promise<StoredRequest | undefined> {
    const { scope, caller, id } = request;
    const lock = { scope, name: `request ${scope} ${caller} ${id}` };
    const sweeps = this.sweeps.isDue(request);
    return retryStale(() =>
      this.driver.transact(lock, () => once(this.driver.dialect, request, sweeps, work)),
    );
  }

  secret(name: string): Promise<Buffer> {
    return readSecret(this.driver, name);
  }

  async ping(): Promise<void> {
    // A write that changes nothing: a read-only database is not ready.
    await this.driver.write({ sql: "DELETE FROM settings WHERE name = ''", bindings: [] });
    // Migrations may have been reverted, or an older backup restored. Those of a later release are harmless.
    const applied = await this.rows<{ name: string }>({
      sql: 'SELECT name FROM knex_migrations',
      bindings: [],
    });
    await checkApplied(applied.map(({ name }) => name));
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    if (this.openReads > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    await this.driver.close();
  }

  /** A read during which the store is not closed. */
  private async holdOpen<T>(read: () => Promise<T>): Promise<T> {
    if (this.closing !== undefined) throw storeUnavailable('the store is closed');
    this.openReads += 1;
    try {
      return await read();
    } finally {
      this.openReads -= 1;
      if (this.openReads === 0) this.onIdle?.();
    }
  }

  private writeAttestor(
    write: Statement,
    row: Pick<AttestorRow, 'scope' | 'id' | 'demand'>,
  ): Promise<boolean> {
    if (row.demand === undefined) return this.wroteAny(write);
    const lock = { scope: row.scope, name: `attestor ${row.scope}/${row.id}` };
    return this.driver.transact(lock, () => writeAttestor(write, row));
  }

  private async wroteAny(statement: Statement): Promise<boolean> {
    return (await this.driver.write(statement)) > 0;
  }

  private async wrote(sql: string, bindings: readonly unknown[]): Promise<boolean> {
    return (await this.driver.write({ sql, bindings })) > 0;
  }

  private async first<R>(statement: Statement): Promise<R | undefined> {
    return (await this.rows<R>(statement))[0];
  }

  private async rows<R>(statement: Statement): Promise<readonly R[]> {
    return (await this.driver.read(statement)) as readonly R[];
  }
}
