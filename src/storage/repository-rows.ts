import type { Predicate } from '../domain/filter/predicate.js';
import type { TextRange } from '../domain/filter/resource-range.js';
import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';

/** Input and output of a backend: rows, and the queries of lists and imports. */

/**
 * Makes a write idempotent. The request is stored in the transaction of the write, keyed by scope, caller and id. If there is
 * one of that key already, nothing is checked or written, and the stored one is returned; otherwise the write returns
 * undefined. A write without a request has no extra cost. Requests are kept for an hour at least; of each caller in a scope
 * only the newest 100,000 need to be kept.
 */
export interface RequestRow extends StoredRequest {
  readonly scope: Scope;
  readonly caller: string;
  readonly id: string;
  /** Microseconds since the epoch. */
  readonly time: number;
}

export interface StoredRequest {
  /** Equal for equal requests. A backend does not interpret it. */
  readonly digest: string;
  /** The data that, with the request, gives the same response again; at most as long as the documents. */
  readonly result: string;
}

export interface NoteRow extends NoteKey {
  /** Number of the kind. */
  readonly kind: number;
  /** Microseconds since the epoch. */
  readonly createTime: number;
  readonly updateTime: number;
  readonly document: string;
  /** Random; it changes with each text that occurrences derive from. Absent means 0. */
  readonly revision?: number | undefined;
  /** Occurrences derive other values from this text than from the one before, or than without it. */
  readonly rescored?: boolean | undefined;
  /** For creates: no occurrence of an earlier note may count for this one. */
  readonly needsUnusedName?: boolean | undefined;
  /** What the newest text says of occurrences of other notes; it takes the place of what was stored of it. */
  readonly assessment?: AssessmentRow | undefined;
}

/** What a note says of the occurrences that notes of an id have for an artifact (docs/adr/0040). */
export interface AssessmentRow {
  readonly noteId: string;
  /** In the one spelling by which it is looked for. */
  readonly product: string;
  /** What it gives and where; a backend does not look at it. */
  readonly text: string;
}

export interface AssessmentQuery {
  readonly noteIds: readonly string[];
  /** Only those of these products; of all where absent. */
  readonly products?: readonly string[] | undefined;
  /** At most so many of each id and product, and without `products` so many in all. */
  readonly limit: number;
}

export interface StoredNote {
  readonly kind: number;
  /** The text that gets and lists return. */
  readonly document: string;
  /** The text that replaces it once all occurrences are carried over to it. */
  readonly pending?: string | undefined;
  readonly revision: number;
  /** Of the newest text. */
  readonly assessment?: AssessmentRow | undefined;
}

export interface OccurrenceRow extends OccurrenceKey {
  /** Number of the kind. */
  readonly kind: number;
  readonly note: NoteKey;
  readonly resourceUri: string;
  /** Microseconds since the epoch. `id` contains the same instant in milliseconds. */
  readonly createTime: number;
  readonly updateTime: number;
  /** Number of the effective severity; 0 if the kind has none. */
  readonly severity: number;
  readonly fixable: boolean;
  /** Whether it is counted as not affected; not where left out. */
  readonly notAffected?: boolean | undefined;
  /** Written by an importer, which may remove it in a later import. */
  readonly imported: boolean;
  readonly document: string;
  /** The packages that it names, as `indexedPackages` returns them; absent means none. */
  readonly packages?: readonly PackageKey[] | undefined;
  /** Paths of the members that the server filled, joined by commas; null if unknown. */
  readonly derived?: string | null | undefined;
  /** The revision of the note that the row derives from; it is written only if the note still has it. */
  readonly noteRevision?: number | undefined;
  /** The `StoredDemands.revision` that the row was checked against; absent means 0. The row is written only if it is current. */
  readonly demands?: number | undefined;
  /** The result of verifying its signatures; null if nothing demanded that. */
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
  /** Set if it has a demand on its note's occurrences, or had one before. Written in one transaction with the row. */
  readonly demand?: DemandRow | undefined;
}

export interface DemandRow {
  readonly note: NoteKey;
  /** Random; it changes with each text of the attestor. 0: it has no demand any more. */
  readonly revision: number;
}

export interface StoredDemands {
  /** Sum of the revisions: it changes whenever one of the attestors changes. 0 if there is none. */
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
  /** Without a scope: of all notes of the id, also of those that are gone. */
  readonly note: { readonly id: string; readonly scope?: Scope | undefined };
  /** Only occurrences of resources for which it returns true; up to `lookedAt` others are passed over in a page. */
  readonly isWanted?: ((resourceUri: string) => boolean) | undefined;
  readonly after?: OccurrenceKey | undefined;
  readonly limit: number;
}

export interface DerivedPage {
  readonly rows: readonly (StoredOccurrence & OccurrenceKey)[];
  /** The key after which the next page starts; undefined on the last page. */
  readonly next: OccurrenceKey | undefined;
}

/** Bytes of documents after which a page of `listDerived` ends; one longer document is a page of its own. */
export const carriedBytes = 1_000_000;
/** Rows that a page of `listDerived` with `isWanted` looks at: such a page may be empty and not the last. */
export const lookedAt = 500;

export interface Listed {
  readonly id: string;
  readonly document: string;
}

export interface ListedOccurrence extends Listed {
  readonly scope: Scope;
}

/** A read that may take long. */
export interface LongRead {
  /** Aborted when nobody waits for the result any more. The read then ends as soon as possible, with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

export interface PageQuery<Cursor> extends LongRead {
  readonly where?: Predicate | undefined;
  /** Maximal number of rows. Callers request one more than a page, to see whether there is a next page. */
  readonly limit: number;
  /**
   * Lets a backend bound its work. If it ends a page that is not full while rows are left, it calls this before it returns,
   * with the key after which the next page starts. If it is not called, a page that is not full is the last one.
   */
  readonly onStop?: ((cursor: Cursor) => void) | undefined;
  /** `v1`: the caller reads only the v1 form of documents that have one. A backend may then cut the text after that form. */
  readonly form?: 'v1' | undefined;
}

export interface ProjectQuery extends PageQuery<string> {
  readonly after?: string | undefined;
  /** Restricts the list to these projects if the caller may not see all. */
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

/** A range of scopes: from one scope on and before another one. */
export interface ScopeQuery {
  readonly of: 'notes' | 'occurrences';
  readonly from: Scope;
  readonly before?: Scope | undefined;
}

export interface ResourceScopeQuery {
  readonly resources: TextRange;
  /** Number of resources, in each scope, that are read at most. */
  readonly limit: number;
}

export interface FindQuery extends PageQuery<OccurrenceKey> {
  /** Restricts the search to scopes of these projects if the caller may not read all. */
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
  /** Whether `notAffected` is counted too, for which more may have to be read. */
  readonly assessed?: boolean | undefined;
  /** Called with the counts found so far, before more are read. If it throws, the read ends with that error. */
  readonly onFound?: ((found: readonly Pick<SummaryRow, 'resourceUri'>[]) => void) | undefined;
}

export interface SummaryRow {
  readonly resourceUri: string;
  readonly severity: number;
  readonly total: number;
  readonly fixable: number;
  /** Where it was asked for and is not 0. */
  readonly notAffected?: number | undefined;
}

export interface ImportQuery extends LongRead {
  /** Scope of the occurrences. `signal` ends the waiting for a turn. */
  readonly scope: Scope;
  /** The only resource of the occurrences that the import reads and writes. */
  readonly resource?: string | undefined;
}

/** A note with its newest text: `pending`, or else `document`. */
export interface NewestNote extends NoteKey {
  readonly kind: number;
  readonly document: string;
  readonly revision: number;
}

export interface ImportedNote extends NoteKey {
  readonly document: string;
  readonly revision: number;
  /** Of the newest text. */
  readonly assessment?: AssessmentRow | undefined;
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
  /** The cursor after which the next page starts; undefined on the last page. */
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

/** Rows that an import writes in one transaction. No row is in it twice. */
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

/** What a scope has at one time of a day. */
export interface DayMark {
  readonly scope: Scope;
  /** The kind of which occurrences are counted: the one that declares `counted`. */
  readonly kind: number;
  /** In UTC, such as `2026-11-28`. */
  readonly day: string;
  /** Microseconds since the epoch. */
  readonly time: number;
}

export interface DaysQuery {
  readonly scope: Scope;
  /** The first day and the last one. */
  readonly from: string;
  readonly to: string;
}

export interface DayRow extends Pick<DayMark, 'day' | 'time'> {
  /** Ascending by severity, only counts above 0. Severities other than 1 to 5 count as 0, unspecified. */
  readonly counts: readonly SeverityCount[];
}

export interface SeverityCount {
  readonly severity: number;
  readonly total: number;
  readonly fixable: number;
  readonly notAffected: number;
}
