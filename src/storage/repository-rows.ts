import type { Predicate } from '../domain/filter/predicate.js';
import type { AttestorKey, NoteKey, OccurrenceKey, PolicyKey, Scope } from '../domain/names.js';
import type { PackageKey } from '../domain/packages.js';

/** What goes into a backend and comes out of it: rows, and what lists and imports ask for. */

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
  /** Occurrences derive other values from this text than from the one before, or than without it. */
  readonly rescored?: boolean | undefined;
  /** Of a creation: no occurrence of an earlier note may count for this one. */
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
  /** What gets and lists show. */
  readonly document: string;
  /** The text that will take its place once all occurrences are carried over to it. */
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
  /** Microseconds since the epoch. `id` carries the same instant in milliseconds. */
  readonly createTime: number;
  readonly updateTime: number;
  /** Number of the effective severity, 0 where the kind has none. */
  readonly severity: number;
  readonly fixable: boolean;
  /** Whether it is counted as not affected; not where left out. */
  readonly notAffected?: boolean | undefined;
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
  /** Without a scope: of all notes of the id, also of those that are gone. */
  readonly note: { readonly id: string; readonly scope?: Scope | undefined };
  /** Only occurrences of resources for which it returns true; up to `lookedAt` others are passed over in a page. */
  readonly isWanted?: ((resourceUri: string) => boolean) | undefined;
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
  /** Whether `notAffected` is counted too, for which more may have to be read. */
  readonly assessed?: boolean | undefined;
  /** Told of counts as they are found, before more are looked for; may throw, which ends the read with that error. */
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
  /** Where occurrences go. `signal` ends the waiting for a turn. */
  readonly scope: Scope;
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
