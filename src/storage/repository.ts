import type { Predicate } from '../domain/filter/predicate.js';
import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';

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
   * Where it has occurrences and takes them over, `pending` of the note is its document until `publishNote`. For `request` see
   * RequestRow.
   */
  createNotes(rows: readonly NoteRow[], request?: RequestRow): Promise<StoredRequest | undefined>;
  getNote(key: NoteKey): Promise<StoredNote | undefined>;
  /**
   * Replaces document and update time of the note if its newest text, `pending` or else `document`, still is
   * `expected`; kind and creation time stay. False where it is not, or is gone. Where a text is pending the new one takes
   * its place. With `rescored` the new text becomes pending and `revision` that of the row, while lists and gets still
   * show the text before: first the occurrences are carried over, then `publishNote` shows the note.
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
   * nothing written, if the note is gone or its revision another one.
   */
  carryOver(note: NoteKey, revision: number, changes: readonly OccurrenceChange[]): Promise<boolean>;
  /** Shows the pending text, if it still is that of the row. False where it is not. */
  publishNote(row: NoteRow): Promise<boolean>;
  /** Occurrences of the note stay. With `expected`, only if the text still is that. */
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

  /** A random secret of 32 bytes, made once and shared by all replicas on one database. */
  secret(name: string): Promise<Buffer>;
  /** Resolves when the backend can answer reads and writes. @throws STORE_UNAVAILABLE */
  ping(): Promise<void>;
  /** Finishes what was accepted and frees what is held. */
  close(): Promise<void>;
}

/**
 * Makes a write happen once, however often it is asked for. It is stored in the transaction of the write, under its scope,
 * caller and id. Where there is one of that key already, nothing else is looked at, nothing is written, and the stored one
 * is returned; else the write returns undefined. Without a request a write costs nothing more than it did.
 * It is kept for an hour at least, but of each caller in a scope only the newest 100,000 need be.
 */
export interface RequestRow extends StoredRequest {
  readonly scope: Scope;
  readonly caller: string;
  readonly id: string;
  /** Microseconds since the epoch. */
  readonly time: number;
}

export interface StoredRequest {
  /** Says whether two requests ask for the same; a backend does not look at it. */
  readonly digest: string;
  /** What gives the same answer again, together with the request; at most as long as the documents. */
  readonly result: string;
}

export interface NoteRow extends NoteKey {
  /** Number of the kind. */
  readonly kind: number;
  /** Microseconds since the epoch. */
  readonly createTime: number;
  readonly updateTime: number;
  readonly document: string;
  /** Random; another one for each text that occurrences derive from. 0 where absent. */
  readonly revision?: number | undefined;
  /** Of an update: occurrences derive other values from this text than from the one before. */
  readonly rescored?: boolean | undefined;
  /** Of a creation: no occurrence of an earlier note may count for this one. */
  readonly needsUnusedName?: boolean | undefined;
}

export interface StoredNote {
  readonly kind: number;
  /** What gets and lists show. */
  readonly document: string;
  /** The text that will take its place once all occurrences are carried over to it. */
  readonly pending?: string | undefined;
  readonly revision: number;
}

export interface OccurrenceRow extends OccurrenceKey {
  /** Number of the kind. */
  readonly kind: number;
  readonly note: NoteKey;
  readonly resourceUri: string;
  /** Microseconds since the epoch. `id` carries the same instant in milliseconds. */
  readonly createTime: number;
  readonly updateTime: number;
  /** Number of the effective severity, 0 where the kind has none. */
  readonly severity: number;
  readonly fixable: boolean;
  /** Written by an importer, which may remove it in a later import. */
  readonly imported: boolean;
  readonly document: string;
  /** The packages that it names, as `indexedPackages` returns them; none where left out. */
  readonly packages?: readonly PackageKey[] | undefined;
  /** Paths of the members that the server filled, joined by commas; null where that is not known. */
  readonly derived?: string | null | undefined;
  /** The revision of the note that the row derives from; it is written only if the note still has it. */
  readonly noteRevision?: number | undefined;
  /** `StoredDemands.revision` of the note that the row was checked by, 0 where absent; it is written only if that is still so. */
  readonly demands?: number | undefined;
  /** What was found out about its signatures; null where nothing demanded that. */
  readonly verification?: string | null | undefined;
}

export interface StoredOccurrence {
  readonly kind: number;
  readonly note: NoteKey;
  readonly imported: boolean;
  readonly document: string;
  readonly derived: string | null;
  readonly verification: string | null;
}

export interface StoredAttestor {
  readonly document: string;
}

export interface AttestorRow extends AttestorKey, StoredAttestor {
  /** Set where it demands something of its note's occurrences, or did so before. Written in one transaction with the row. */
  readonly demand?: DemandRow | undefined;
}

export interface DemandRow {
  readonly note: NoteKey;
  /** Random; another one for each text of the attestor. 0: it demands nothing any more. */
  readonly revision: number;
}

export interface StoredDemands {
  /** Sum of the revisions: another number whenever one of the attestors has changed. 0 where there is none. */
  readonly revision: number;
  /** Ascending by scope, then id. */
  readonly attestors: readonly AttestorKey[];
}

export interface StoredPolicy {
  readonly document: string;
}

export interface PolicyRow extends PolicyKey, StoredPolicy {}

export interface OccurrenceChange {
  readonly expected: string;
  readonly row: OccurrenceRow;
}

export interface DerivedQuery {
  readonly note: NoteKey;
  readonly after?: OccurrenceKey | undefined;
  readonly limit: number;
}

export interface DerivedPage {
  readonly rows: readonly (StoredOccurrence & OccurrenceKey)[];
  /** The key the next page starts after; undefined on the last one. */
  readonly next: OccurrenceKey | undefined;
}

/** Bytes of documents after which a page of `listDerived` ends; one longer document is a page of its own. */
export const carriedBytes = 1_000_000;

export interface Listed {
  readonly id: string;
  readonly document: string;
}

export interface ListedOccurrence extends Listed {
  readonly scope: Scope;
}

/** A read that may take long. */
export interface LongRead {
  /** Aborted when nobody waits for the result any more: the read ends as soon as it can, with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

export interface PageQuery<Cursor> extends LongRead {
  readonly where?: Predicate | undefined;
  /** At most this many; callers ask for one more than a page to learn whether there is a next. */
  readonly limit: number;
  /**
   * Lets a backend bound its work: where it ends a page that is not full while rows are left, it calls this, before it
   * answers, with the key the next page starts after. Without it, and where it is not called, such a page is the last.
   */
  readonly onStop?: ((cursor: Cursor) => void) | undefined;
}

export interface ProjectQuery extends PageQuery<string> {
  readonly after?: string | undefined;
  /** Only these, where the caller may not see all. */
  readonly visible?: readonly string[] | undefined;
}

export interface NoteQuery extends PageQuery<string> {
  readonly scope: Scope;
  readonly after?: string | undefined;
}

export interface AttestorQuery extends Omit<PageQuery<string>, 'where'> {
  /** The project. */
  readonly scope: Scope;
  readonly after?: string | undefined;
}

export interface PolicyQuery extends Omit<PageQuery<string>, 'where'> {
  /** The project. */
  readonly scope: Scope;
  readonly after?: string | undefined;
}

export interface OccurrenceQuery extends PageQuery<string> {
  readonly scope: Scope;
  readonly after?: string | undefined;
}

/** Scopes, by their order, from one on and before another one. */
export interface ScopeQuery {
  readonly of: 'notes' | 'occurrences';
  readonly from: Scope;
  readonly before?: Scope | undefined;
}

export interface FindQuery extends PageQuery<OccurrenceKey> {
  /** Only scopes of these projects, where the caller may not read all. */
  readonly projects?: readonly string[] | undefined;
  readonly after?: OccurrenceKey | undefined;
}

export interface NoteOccurrenceQuery extends PageQuery<{ readonly scope: Scope; readonly id: string }> {
  readonly note: NoteKey;
  readonly after?: { readonly scope: Scope; readonly id: string } | undefined;
}

export interface SummaryQuery extends LongRead {
  readonly scope: Scope;
  readonly kind: number;
  readonly where?: Predicate | undefined;
  /** Told of counts as they are found, before more are looked for; may throw, which ends the read with that error. */
  readonly onFound?: ((found: readonly Pick<SummaryRow, 'resourceUri'>[]) => void) | undefined;
}

export interface SummaryRow {
  readonly resourceUri: string;
  readonly severity: number;
  readonly total: number;
  readonly fixable: number;
}

export interface ImportQuery extends LongRead {
  /** Where occurrences go. `signal` ends the waiting for a turn. */
  readonly scope: Scope;
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

export interface ImportedNote extends NoteKey {
  readonly document: string;
  readonly revision: number;
}

export interface ImportedQuery {
  readonly resources: readonly string[];
  readonly after?: ImportedCursor | undefined;
}

export interface ImportedCursor {
  readonly resource: string;
  readonly id: string;
}

export interface ImportedPage {
  readonly rows: readonly ImportedOccurrence[];
  /** Where the next page starts after; undefined on the last one. */
  readonly next: ImportedCursor | undefined;
}

export interface ImportedOccurrence {
  readonly id: string;
  readonly kind: number;
  readonly note: NoteKey;
  readonly resourceUri: string;
  readonly document: string;
  /** As in OccurrenceRow. */
  readonly derived: string | null;
}

export interface NoteChange {
  readonly expected: string;
  readonly row: NoteRow;
}

/** Rows that an import writes together; no row twice. */
export interface ImportPart {
  readonly createNotes: readonly NoteRow[];
  readonly updateNotes: readonly NoteChange[];
  readonly createOccurrences: readonly OccurrenceRow[];
  readonly updateOccurrences: readonly OccurrenceChange[];
  readonly deleteOccurrences: readonly OccurrenceRemoval[];
}

export interface OccurrenceRemoval {
  readonly id: string;
  readonly expected: string;
}
