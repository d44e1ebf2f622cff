import type { NoteKey, OccurrenceKey } from '../../domain/names.js';
import type { PackageKey } from '../../domain/packages.js';
import type { NoteRow, OccurrenceRow, RequestRow } from '../repository-rows.js';
import type { PredicateDialect } from './predicate-dialect.js';
import type { CountChange } from './severity-counts.js';
import type { Lock, Statement } from './statement.js';

/** A row to be changed if its stored document still is the expected one. */
export interface Change<R> {
  readonly expected: string;
  readonly row: R;
}

/** An occurrence to be changed or deleted. `expected` is its stored document, if that is a condition. */
export interface ExpectedOccurrence extends OccurrenceKey {
  readonly expected?: string | undefined;
}

/** Entries of occurrences in the table. */
export interface PackageRow extends OccurrenceKey, PackageKey {}

/** The differences between the SQL of the databases. Chosen once, when a store is opened. */
export interface Dialect extends PredicateDialect {
  /** The condition that a column is one of the values. */
  among(column: string, values: readonly string[]): Statement;
  /** The condition that a row has one of the keys. Present if one statement for several scopes costs less than one for each. */
  readonly amongKeys?: ((keys: readonly OccurrenceKey[]) => Statement) | undefined;
  /**
   * The SQL of documents without the v1beta1 form that follows a v1 form. Present if that costs less than the rest of the text.
   * If the document itself has the text that separates the forms, the result may be shorter than the v1 form.
   */
  readonly v1Document?: (table: 'notes' | 'occurrences') => string;
  /** Whether one statement may join entries of packages, over several scopes, with the rows of their occurrences. */
  readonly joinsPackages: boolean;
  /** The project of a scope, in SQL. */
  projectOf(scope: string): string;
  /** The condition that a column is in the result of a query, written so that an index keeps its order. */
  within(column: string, query: string): string;
  /**
   * The columns of those notes that exist. `hold` locks them until the transaction ends: `note` prevents deletion, `text`
   * also changes.
   */
  selectNotes(columns: string, keys: readonly NoteKey[], hold: 'note' | 'text' | undefined): Statement[];
  /** `scope`, `id` and `demands` of the notes with demands, whether the notes exist or not. */
  selectDemands(keys: readonly NoteKey[]): Statement[];
  /** The kinds of the remaining occurrences of deleted notes of these names; see `leftBehind`. */
  leftBehind(keys: readonly NoteKey[]): Statement[];
  /** Inserts rows that do not exist yet; those in `pending` also get their text as pending text. */
  insertNotes(rows: readonly NoteRow[], pending: ReadonlySet<NoteRow>): Statement[];
  insertOccurrences(rows: readonly OccurrenceRow[]): Statement[];
  /** See Repository.replaceNote. */
  updateNotes(changes: readonly Change<NoteRow>[]): Statement[];
  /**
   * Returns the columns of the occurrences that are as expected and locks them until the transaction ends. They can then be
   * updated or deleted by key, and their previous state is known.
   */
  holdOccurrences(columns: readonly string[], rows: readonly ExpectedOccurrence[]): Statement[];
  updateOccurrences(rows: readonly OccurrenceRow[]): Statement[];
  deleteOccurrences(keys: readonly OccurrenceKey[]): Statement[];
  /** Adds entries of occurrences to the table of packages, or removes them. Entries that exist, or are absent, already are skipped. */
  insertPackages(rows: readonly PackageRow[]): Statement[];
  deletePackages(rows: readonly PackageRow[]): Statement[];
  /** Adds to the counts of resources, in the given order, and removes rows whose counts become 0. */
  addCounts(changes: readonly CountChange[]): Statement[];
  /** Has a lock together with others until the transaction ends, where transactions run at the same time. */
  shareLock(lock: Lock): Statement[];
  /** Removes old requests of all callers, and those of one that are too many; see RequestRow. */
  removeRequests(of: Pick<RequestRow, 'scope' | 'caller' | 'time'>): Statement[];
  /** Whether one statement may write to several scopes, or step from one scope to the next. */
  readonly crossesScopes: boolean;
}
