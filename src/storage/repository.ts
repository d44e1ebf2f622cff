import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';
import type {
  AssessmentQuery,
  AssessmentRow,
  AttestorQuery,
  AttestorRow,
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
 * What a backend must do. Documents go in and out as their canonical JSON text; a backend never parses
 * them but to evaluate a predicate. Every method is atomic and linearizable: once its promise resolves
 * the effect is durable (where the backend is) and seen by every later read of every replica.
 *
 * A backend throws ApiError with these reasons only: PROJECT_EXISTS, NOTE_EXISTS, ATTESTOR_EXISTS, POLICY_EXISTS, NOTE_NAME_USED, INVALID_BATCH,
 * NOTE_NOT_FOUND, KIND_MISMATCH, CONFLICT, STORE_UNAVAILABLE, OVERLOADED, CANCELLED. No driver text in any message; it belongs
 * in `cause`.
 */
export interface Repository {
  /** @throws PROJECT_EXISTS */
  createProject(id: string): Promise<void>;
  hasProject(id: string): Promise<boolean>;
  /** Notes and occurrences of the project stay. False where there was none. */
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
   * Some of the note's occurrences with derived members, or written before there was `derived`; ascending by scope, then
   * id, after a cursor. It looks at `limit` rows at most and stops after `carriedBytes` of documents.
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
   * All or none, in one transaction that also holds each row's note: it must exist and have the row's kind.
   * @throws NOTE_NOT_FOUND or KIND_MISMATCH with a violation for each bad row (field `occurrences[INDEX]`).
   * @throws CONFLICT if a note has another revision than `noteRevision` of a row, or other `demands`; then nothing is written.
   * Concurrent calls may share a commit; each still gets its own result. For `request` see RequestRow.
   */
  createOccurrences(rows: readonly OccurrenceRow[], request?: RequestRow): Promise<StoredRequest | undefined>;
  getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined>;
  /**
   * Replaces the occurrence if its text still is `expected`; note, kind and creation time stay as stored.
   * False where it is not, or is gone, or the note has another revision than `noteRevision`, or other `demands`.
   */
  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean>;
  deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean>;
  /** Of a scope: ascending by id. */
  listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]>;
  /** The first scope within a range that holds notes, or occurrences. One step, however many there are. */
  nextScope(query: ScopeQuery): Promise<Scope | undefined>;
  /**
   * Of all scopes, or of those of some projects: ascending by scope, then id. Undefined where no index finds what the filter
   * asks for in all scopes at once: then the caller reads scope by scope.
   */
  findOccurrences(query: FindQuery): Promise<readonly ListedOccurrence[] | undefined>;
  /**
   * Indexes the packages of some occurrences that an earlier release stored without them; `packagesOf` returns those of a
   * stored document. Returns whether all are indexed. Until then filters by packages are refused with STORE_UNAVAILABLE.
   */
  indexPackages(packagesOf: (document: string) => readonly PackageKey[]): Promise<boolean>;
  /** Of a note, across projects: ascending by scope, then id. */
  listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]>;

  /** @throws ATTESTOR_EXISTS */
  createAttestor(row: AttestorRow): Promise<void>;
  /** What attestors demand of the note's occurrences; the note need not exist. */
  getDemands(note: NoteKey): Promise<StoredDemands>;
  getAttestor(key: AttestorKey): Promise<StoredAttestor | undefined>;
  /** Replaces the attestor if its text still is `expected`. False where it is not, or is gone. */
  replaceAttestor(expected: string, row: AttestorRow): Promise<boolean>;
  /**
   * With `expected`, only if the text still is that. False where it is not, or there was none. `note` is the one of which
   * it demands something.
   */
  deleteAttestor(key: AttestorKey, expected?: string, note?: NoteKey): Promise<boolean>;
  /** Of a project: ascending by id. */
  listAttestors(query: AttestorQuery): Promise<readonly Listed[]>;

  /** @throws POLICY_EXISTS */
  createPolicy(row: PolicyRow): Promise<void>;
  getPolicy(key: PolicyKey): Promise<StoredPolicy | undefined>;
  /** Replaces the policy if its text still is `expected`. False where it is not, or is gone. */
  replacePolicy(expected: string, row: PolicyRow): Promise<boolean>;
  /** With `expected`, only if the text still is that. False where it is not, or there was none. */
  deletePolicy(key: PolicyKey, expected?: string): Promise<boolean>;
  /** Of a project: ascending by id, without the policy of the project itself, whose id is empty. */
  listPolicies(query: PolicyQuery): Promise<readonly Listed[]>;

  /**
   * Counts of the scope's occurrences of one kind, by resource and severity, ascending by resource, then severity;
   * only counts above 0. Severities other than 1 to 5 count as 0, unspecified. What is written meanwhile may be counted
   * for one resource and not yet for another.
   */
  summarize(query: SummaryQuery): Promise<readonly SummaryRow[]>;

  /**
   * Runs `work` while no other import into the scope runs, on this server or another one; those wait for their turn. Nothing
   * is locked and no transaction is open between the calls of its session, so `work` may take long. When this server
   * ends, others may import. What was applied stays, whatever `work` throws; its error reaches the caller as it is.
   */
  importInto<T>(query: ImportQuery, work: (session: ImportSession) => Promise<T>): Promise<T>;

  /**
   * What is stored now, to be compared with what is stored later. Undefined, or left out, where the backend cannot tell; then nothing
   * is cached.
   */
  stamp?(): Promise<Stamp | undefined>;
  /** A random secret of 32 bytes, made once and shared by all replicas on one database. */
  secret(name: string): Promise<Buffer>;
  /** Resolves when the backend can answer reads and writes. @throws STORE_UNAVAILABLE */
  ping(): Promise<void>;
  /** Finishes what was accepted and frees what is held. */
  close(): Promise<void>;
}

/** What an import reads and writes. Other callers' reads and writes go on between its calls. */
export interface ImportSession {
  /** How many rows the next part may hold, so that others hardly wait for it. */
  readonly partRows: number;
  /** Those of the notes that exist, each with its newest text, `pending` or else `document`. A few hundred keys at most. */
  readNotes(keys: readonly NoteKey[]): Promise<readonly ImportedNote[]>;
  /** Those of the notes of whose occurrences attestors demand something. */
  readDemanded(keys: readonly NoteKey[]): Promise<readonly NoteKey[]>;
  /**
   * Some of the occurrences that were written by importers for these resources: by resource in the order given, then
   * ascending by id, after a cursor. Rows and bytes of a page are bounded; it may be empty and not the last.
   */
  readOccurrences(query: ImportedQuery): Promise<ImportedPage>;
  /**
   * Writes all of the part in one transaction, durably. False, and nothing written, where something that it rests on has
   * changed: a row that is not what is expected, a note to be created that exists, a note that a new occurrence lacks or
   * that is of another kind, or one with another revision than `noteRevision` of a row that is created or updated (a
   * missing note does not keep an occurrence from being updated). Notes and revisions are written as by `createNotes` and
   * `replaceNote`. `request`, of the scope, is stored with the part; where there is one of its key, that is false too.
   * @throws NOTE_NAME_USED
   */
  apply(part: ImportPart, request?: RequestRow): Promise<boolean>;
  /** The request of this key that was carried out before. */
  earlier(request: RequestRow): Promise<StoredRequest | undefined>;
}
