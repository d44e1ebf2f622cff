import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';
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
  ImportedNote,
  ImportedPage,
  ImportedQuery,
  ImportPart,
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
} from './repository-rows.js';
import type { Stamp } from './repository-stamps.js';

/**
 * The contract of a backend. Documents are canonical JSON text; a backend parses them only to evaluate predicates. Every method
 * is atomic and linearizable: once its promise resolves, the effect is durable (if the backend is) and visible to every
 * later read of every replica.
 *
 * A backend throws ApiError with these reasons only: PROJECT_EXISTS, NOTE_EXISTS, ATTESTOR_EXISTS, POLICY_EXISTS, NOTE_NAME_USED, INVALID_BATCH,
 * NOTE_NOT_FOUND, KIND_MISMATCH, CONFLICT, STORE_UNAVAILABLE, OVERLOADED, CANCELLED. No driver text in any message; it belongs
 * in `cause`.
 */
export interface Repository {
  /** @throws PROJECT_EXISTS */
  createProject(id: string): Promise<void>;
  hasProject(id: string): Promise<boolean>;
  /** Notes and occurrences of the project stay. Returns false if there was no such project. */
  deleteProject(id: string): Promise<boolean>;
  /** Ascending by id. `after` is the last id of the page before. */
  listProjects(query: ProjectQuery): Promise<readonly string[]>;

  /**
   * All or none. @throws NOTE_EXISTS with a violation for each existing note (field `notes["ID"]`), or for each
   * row whose key an earlier row has. @throws NOTE_NAME_USED with a violation for each row whose name still has
   * occurrences of a deleted note, if they are of another kind or the row wants none (`needsUnusedName`).
   * Where it has occurrences and takes them over, or is `rescored`, `pending` of the note is its document until `publishNote`. For `request` see
   * RequestRow.
   */
  createNotes(rows: readonly NoteRow[], request?: RequestRow): Promise<StoredRequest | undefined>;
  getNote(key: NoteKey): Promise<StoredNote | undefined>;
  /**
   * Reads several notes, a few hundred keys at most, in any order. At least those that exist and whose text is no longer than
   * `shortNote` are found; the caller reads others with `getNote`.
   */
  getNotes(keys: readonly NoteKey[]): Promise<readonly NewestNote[]>;
  /**
   * Replaces document and update time of the note if its newest text, `pending` or else `document`, still is
   * `expected`; kind and creation time stay. False where it is not, or is gone. Where a text is pending the new one takes
   * its place. With `rescored` the new text becomes pending and `revision` that of the row, while lists and gets still
   * show the text before: first the occurrences are carried over, then `publishNote` shows the note. False also where a pending
   * text has an `assessment` of another id or product: its occurrences come first.
   */
  replaceNote(expected: string, row: NoteRow): Promise<boolean>;
  /** Keys of the notes with a pending text, ascending by scope, then id. */
  listPendingNotes(query: {
    readonly after?: NoteKey | undefined;
    readonly limit: number;
  }): Promise<readonly NoteKey[]>;
  /**
   * A page of the note's occurrences that have derived members, or that were written before `derived` existed; ascending by
   * scope, then id, after a cursor. It reads `limit` rows at most and stops after `carriedBytes` of documents.
   */
  listDerived(query: DerivedQuery): Promise<DerivedPage>;
  /**
   * Replaces occurrences of one note whose text still is the expected one, and leaves the others alone. False, and
   * nothing written, if the note has another revision, or none as it is gone; undefined means that it is gone.
   */
  carryOver(
    note: NoteKey,
    revision: number | undefined,
    changes: readonly OccurrenceChange[],
  ): Promise<boolean>;
  /** Shows the pending text, if it still is that of the row. False where it is not. */
  publishNote(row: NoteRow): Promise<boolean>;
  /**
   * The assessments of the newest texts of notes. Only those that say something of occurrences of notes of these ids; more than
   * `limit` of one id and product are cut off.
   */
  listAssessments(query: AssessmentQuery): Promise<readonly AssessmentRow[]>;
  /** Gives all notes of the id a new revision, so that no row is written any more that derives from what was read before. */
  reviseNotes(id: string, revision: number): Promise<void>;
  /**
   * Occurrences of the note stay. With `expected`, only if the text still is that and none is pending. Not where it has an `assessment`: a text
   * without one has to take its place first.
   */
  deleteNote(key: NoteKey, expected?: string): Promise<boolean>;
  /** Ascending by id. */
  listNotes(query: NoteQuery): Promise<readonly Listed[]>;

  /**
   * All or none, in one transaction that also locks each row's note: it must exist and have the row's kind.
   * @throws NOTE_NOT_FOUND or KIND_MISMATCH with a violation for each bad row (field `occurrences[INDEX]`).
   * @throws CONFLICT if a note has another revision than `noteRevision` of a row, or other `demands`; then nothing is written.
   * Concurrent calls may share a commit; each still gets its own result. For `request` see RequestRow.
   */
  createOccurrences(rows: readonly OccurrenceRow[], request?: RequestRow): Promise<StoredRequest | undefined>;
  getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined>;
  /**
   * Replaces the occurrence if its text still is `expected`; note, kind and creation time stay as stored. Returns
   * false if it is not, if it is gone, or if the note has another revision than `noteRevision` or other `demands`.
   */
  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean>;
  deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean>;
  /** The occurrences of a scope, ascending by id. */
  listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]>;
  /** The first scope within a range that has notes, or occurrences. One index probe, however many rows there are. */
  nextScope(query: ScopeQuery): Promise<Scope | undefined>;
  /**
   * The scopes with occurrences of resources in a range, ascending. Undefined if there are more than `limit` of them, or no index
   * serves: then any scope may have some.
   */
  scopesOfResources(query: ResourceScopeQuery): Promise<readonly Scope[] | undefined>;
  /**
   * The occurrences of all scopes, or of those of some projects, ascending by scope, then id. Undefined if no index serves the
   * filter over all scopes: then the caller reads scope by scope.
   */
  findOccurrences(query: FindQuery): Promise<readonly ListedOccurrence[] | undefined>;
  /**
   * Indexes the packages of some occurrences that an earlier release stored without them; `packagesOf` returns those of a
   * stored document. Returns whether all are indexed. Until then filters by packages are refused with STORE_UNAVAILABLE.
   */
  indexPackages(packagesOf: (document: string) => readonly PackageKey[]): Promise<boolean>;
  /** The occurrences of a note across projects, ascending by scope, then id. */
  listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]>;

  /** @throws ATTESTOR_EXISTS */
  createAttestor(row: AttestorRow): Promise<void>;
  /** The demands of attestors on the note's occurrences. The note need not exist. */
  getDemands(note: NoteKey): Promise<StoredDemands>;
  getAttestor(key: AttestorKey): Promise<StoredAttestor | undefined>;
  /** Replaces the attestor if its text still is `expected`. Returns false if it is not, or if it is gone. */
  replaceAttestor(expected: string, row: AttestorRow): Promise<boolean>;
  /**
   * With `expected`, deletes only if the text still is that. Returns false if it is not, or if there was none. `note` is the
   * note that the attestor has a demand on.
   */
  deleteAttestor(key: AttestorKey, expected?: string, note?: NoteKey): Promise<boolean>;
  /** The attestors of a project, ascending by id. */
  listAttestors(query: AttestorQuery): Promise<readonly Listed[]>;

  /** @throws POLICY_EXISTS */
  createPolicy(row: PolicyRow): Promise<void>;
  getPolicy(key: PolicyKey): Promise<StoredPolicy | undefined>;
  /** Replaces the policy if its text still is `expected`. Returns false if it is not, or if it is gone. */
  replacePolicy(expected: string, row: PolicyRow): Promise<boolean>;
  /** With `expected`, deletes only if the text still is that. Returns false if it is not, or if there was none. */
  deletePolicy(key: PolicyKey, expected?: string): Promise<boolean>;
  /** The policies of a project, ascending by id, without the policy of the project itself, whose id is empty. */
  listPolicies(query: PolicyQuery): Promise<readonly Listed[]>;

  /**
   * Counts of the scope's occurrences of one kind, by resource and severity, ascending by resource, then severity;
   * only counts above 0. Severities other than 1 to 5 count as 0, unspecified. Concurrent writes may be counted
   * for one resource and not yet for another.
   */
  summarize(query: SummaryQuery): Promise<readonly SummaryRow[]>;

  /**
   * Counts the occurrences that the scope has now, all at one moment, and keeps that as its row of the day. False where the
   * day has one: then nothing is written. Concurrent calls keep one row.
   */
  keepDay(mark: DayMark): Promise<boolean>;
  /** The kept days of a scope, ascending. A day without a row is not among them. */
  listDays(query: DaysQuery): Promise<readonly DayRow[]>;
  /** Removes kept days of all scopes before a day, some of them at once. Returns whether none is left. */
  removeDays(before: string): Promise<boolean>;

  /**
   * Runs `work` while no other import of the same resource into the scope runs, on this server or another one; those wait for
   * their turn. An import without a resource runs alone in the scope. A backend may also let every import run alone. Nothing
   * is locked and no transaction is open between the calls of its session, so `work` may take long. When this server
   * ends, others may import. Applied parts stay if `work` throws; the caller gets its error unchanged.
   */
  importInto<T>(query: ImportQuery, work: (session: ImportSession) => Promise<T>): Promise<T>;

  /**
   * What is stored now, to be compared with what is stored later. Undefined, or left out, where the backend cannot tell; then nothing
   * is cached.
   */
  stamp?(): Promise<Stamp | undefined>;
  /** A random secret of 32 bytes, made once and shared by all replicas on one database. */
  secret(name: string): Promise<Buffer>;
  /** Resolves if the backend can serve reads and writes. @throws STORE_UNAVAILABLE */
  ping(): Promise<void>;
  /** Completes accepted work and releases all resources. */
  close(): Promise<void>;
}

/**
 * What every method does to what is stored. The compiler reports one that is missing here; `stamp` is optional, so it is not.
 *
 * - `read`: returns what requests read. A read replica serves it.
 * - `write`: changes what requests read. `withStamps` counts it by its topics; the compiler asks for them there.
 * - `other`: neither, such as bookkeeping that requests do not read. The primary serves it.
 */
export const methods = {
  createProject: 'write',
  hasProject: 'read',
  deleteProject: 'write',
  listProjects: 'read',
  createNotes: 'write',
  getNote: 'read',
  getNotes: 'read',
  replaceNote: 'write',
  listPendingNotes: 'other',
  listDerived: 'other',
  carryOver: 'write',
  publishNote: 'write',
  listAssessments: 'other',
  reviseNotes: 'other',
  deleteNote: 'write',
  listNotes: 'read',
  createOccurrences: 'write',
  getOccurrence: 'read',
  replaceOccurrence: 'write',
  deleteOccurrence: 'write',
  listOccurrences: 'read',
  nextScope: 'read',
  scopesOfResources: 'read',
  findOccurrences: 'read',
  indexPackages: 'other',
  listNoteOccurrences: 'read',
  createAttestor: 'write',
  getDemands: 'read',
  getAttestor: 'read',
  replaceAttestor: 'write',
  deleteAttestor: 'write',
  listAttestors: 'read',
  createPolicy: 'write',
  getPolicy: 'read',
  replacePolicy: 'write',
  deletePolicy: 'write',
  listPolicies: 'read',
  summarize: 'read',
  keepDay: 'other',
  listDays: 'read',
  removeDays: 'other',
  importInto: 'write',
  secret: 'other',
  ping: 'other',
  close: 'other',
} as const satisfies Readonly<Record<Exclude<keyof Repository, 'stamp'>, 'read' | 'write' | 'other'>>;

/** Reads and writes of an import. Other callers' reads and writes run between its calls. */
export interface ImportSession {
  /** Maximal number of rows of the next part, so that others hardly wait for it. */
  readonly partRows: number;
  /** The notes that exist, each with its newest text, `pending` or else `document`. Takes a few hundred keys at most. */
  readNotes(keys: readonly NoteKey[]): Promise<readonly ImportedNote[]>;
  /** The notes among these that have demands of attestors. */
  readDemanded(keys: readonly NoteKey[]): Promise<readonly NoteKey[]>;
  /**
   * A page of the occurrences that importers wrote for these resources: by resource in the given order, then
   * ascending by id, after a cursor. Rows and bytes of a page are bounded; an empty page may not be the last.
   */
  readOccurrences(query: ImportedQuery): Promise<ImportedPage>;
  /**
   * Writes the whole part in one transaction, durably. Returns false and writes nothing if something that it depends on has
   * changed: a row differs from the expected one, a note to be created exists, the note of a new occurrence is missing or
   * of another kind, or has another revision than `noteRevision` of a row that is created or updated (an occurrence can be
   * updated without its note). Notes and revisions are written as by `createNotes` and `replaceNote`. `request`, of the
   * scope, is stored with the part; if there is one of its key already, the result is also false.
   * @throws NOTE_NAME_USED
   */
  apply(part: ImportPart, request?: RequestRow): Promise<boolean>;
  /** The stored request of this key, if it was executed before. */
  earlier(request: RequestRow): Promise<StoredRequest | undefined>;
}
