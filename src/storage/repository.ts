import type { Predicate } from '../domain/filter/predicate.js';
import type { NoteKey, OccurrenceKey, Scope } from '../domain/names.js';

/**
 * What a backend must do. Documents go in and out as their canonical JSON text; a backend never parses
 * them but to evaluate a predicate. Every method is atomic and linearizable: once its promise resolves
 * the effect is durable (where the backend is) and seen by every later read of every replica.
 *
 * A backend throws ApiError with these reasons only: PROJECT_EXISTS, NOTE_EXISTS, INVALID_BATCH,
 * NOTE_NOT_FOUND, KIND_MISMATCH, CONFLICT, STORE_UNAVAILABLE, OVERLOADED, CANCELLED. No driver text in any message; it belongs
 * in `cause`.
 */
export interface Repository {
  /** @throws PROJECT_EXISTS */
  createProject(id: string): Promise<void>;
  hasProject(id: string): Promise<boolean>;
  /** Notes and occurrences of the project stay (conformance 2.4). False where there was none. */
  deleteProject(id: string): Promise<boolean>;
  /** Ascending by id. `after` is the last id of the page before. */
  listProjects(query: ProjectQuery): Promise<readonly string[]>;

  /**
   * All or none. @throws NOTE_EXISTS with a violation for each existing note (field `notes["ID"]`), or for each
   * row whose key an earlier row has.
   */
  createNotes(rows: readonly NoteRow[]): Promise<void>;
  getNote(key: NoteKey): Promise<StoredNote | undefined>;
  /**
   * Replaces document and update time of the note if its text still is `expected`; kind and creation time stay.
   * False where it is not, or is gone.
   */
  replaceNote(expected: string, row: NoteRow): Promise<boolean>;
  /** Occurrences of the note stay (conformance 2.4). With `expected`, only if the text still is that. */
  deleteNote(key: NoteKey, expected?: string): Promise<boolean>;
  /** Ascending by id. */
  listNotes(query: NoteQuery): Promise<readonly Listed[]>;

  /**
   * All or none, in one transaction that also holds each row's note: it must exist and have the row's kind.
   * @throws NOTE_NOT_FOUND or KIND_MISMATCH with a violation for each bad row (field `occurrences[INDEX]`).
   * Concurrent calls may share a commit; each still gets its own result.
   */
  createOccurrences(rows: readonly OccurrenceRow[]): Promise<void>;
  getOccurrence(key: OccurrenceKey): Promise<StoredOccurrence | undefined>;
  /**
   * Replaces the occurrence if its text still is `expected`; note, kind and creation time stay as stored.
   * False where it is not, or is gone.
   */
  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean>;
  deleteOccurrence(key: OccurrenceKey, expected?: string): Promise<boolean>;
  /** Of a scope: ascending by id. */
  listOccurrences(query: OccurrenceQuery): Promise<readonly Listed[]>;
  /** Of a note, across projects: ascending by scope, then id. */
  listNoteOccurrences(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]>;

  /**
   * Counts of the scope's occurrences of one kind, by resource and severity, ascending by resource, then severity;
   * only counts above 0. Severities other than 1 to 5 count as 0, unspecified. What is written meanwhile may be counted
   * for one resource and not yet for another.
   */
  summarize(query: SummaryQuery): Promise<readonly SummaryRow[]>;

  /**
   * Applies an import in one transaction, serialised against other imports of the same scope: `plan` is
   * called with what is stored and answers the writes. It may be called again if the transaction must be
   * repeated, so it is pure. @throws CONFLICT where concurrent changes kept it from being applied.
   */
  applyImport(query: ImportQuery, plan: (stored: ImportState) => ImportPlan): Promise<void>;

  /** A random secret of 32 bytes, made once and shared by all replicas on one database. */
  secret(name: string): Promise<Buffer>;
  /** Resolves when the backend can answer reads and writes. @throws STORE_UNAVAILABLE */
  ping(): Promise<void>;
  /** Finishes what was accepted and frees what is held. */
  close(): Promise<void>;
}

export interface NoteRow extends NoteKey {
  /** Number of the kind. */
  readonly kind: number;
  /** Microseconds since the epoch. */
  readonly createTime: number;
  readonly updateTime: number;
  readonly document: string;
}

export interface StoredNote {
  readonly kind: number;
  readonly document: string;
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
}

export interface StoredOccurrence {
  readonly kind: number;
  readonly note: NoteKey;
  readonly imported: boolean;
  readonly document: string;
}

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

export interface OccurrenceQuery extends PageQuery<string> {
  readonly scope: Scope;
  readonly after?: string | undefined;
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

/** What an import needs to see. */
export interface ImportQuery {
  /** Where occurrences go. */
  readonly scope: Scope;
  /** Notes the report may create or merge with. */
  readonly notes: readonly NoteKey[];
  /** Occurrences written by importers for these resources. */
  readonly resources: readonly string[];
}

export interface ImportState {
  /** Stored documents of the notes asked for that exist, by note name. */
  readonly notes: ReadonlyMap<string, string>;
  /** Imported occurrences of the scope at the resources asked for, ascending by id. */
  readonly occurrences: readonly ImportedOccurrence[];
}

export interface ImportedOccurrence {
  readonly id: string;
  readonly kind: number;
  readonly note: NoteKey;
  readonly resourceUri: string;
  readonly document: string;
}

/** Throwing from the planner rolls back; its error reaches the caller as it is. */
export interface ImportPlan {
  readonly createNotes: readonly NoteRow[];
  readonly updateNotes: readonly NoteRow[];
  readonly createOccurrences: readonly OccurrenceRow[];
  readonly updateOccurrences: readonly OccurrenceRow[];
  readonly deleteOccurrences: readonly string[];
}
