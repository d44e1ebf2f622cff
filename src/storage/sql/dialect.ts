import type { NoteKey, OccurrenceKey } from '../../domain/names.js';
import type { NoteRow, OccurrenceRow, RequestRow } from '../repository-rows.js';
import type { Lock, Statement } from './driver.js';
import type { PackageRow } from './packages.js';
import type { PredicateDialect } from './predicate-sql.js';
import type { CountChange } from './severity-counts.js';

/** A stored row to be changed, if its document still is the expected one. */
export interface Change<R> {
  readonly expected: string;
  readonly row: R;
}

/** An occurrence to be changed or deleted; `expected` is its document, where it matters. */
export interface ExpectedOccurrence extends OccurrenceKey {
  readonly expected?: string | undefined;
}

/** Where two databases say the same thing in different words. Chosen once, when a store is opened. */
export interface Dialect extends PredicateDialect {
  /** The condition that a column is one of the values. */
  among(column: string, values: readonly string[]): Statement;
  /** The condition that a row has one of the keys, where one statement for several scopes costs less than one for each. */
  readonly amongKeys?: (keys: readonly OccurrenceKey[]) => Statement;
  /** The project of a scope, in SQL. */
  projectOf(scope: string): string;
  /** The condition that a column is one of those a query finds, such that an index keeps its order. */
  within(column: string, query: string): string;
  /**
   * The columns of the notes that exist among the keys. `hold` keeps them until the transaction ends: `note` from being
   * deleted, `text` from being changed as well.
   */
  selectNotes(columns: string, keys: readonly NoteKey[], hold: 'note' | 'text' | undefined): Statement[];
  /** `scope`, `id` and `demands` of the notes of which attestors demand something, whether they exist or not. */
  selectDemands(keys: readonly NoteKey[]): Statement[];
  /** The kinds of occurrences that deleted notes of these names left behind; see `leftBehind`. */
  leftBehind(keys: readonly NoteKey[]): Statement[];
  /** Inserts what is not there yet; those of `pending` with their text as pending as well. */
  insertNotes(rows: readonly NoteRow[], pending: ReadonlySet<NoteRow>): Statement[];
  insertOccurrences(rows: readonly OccurrenceRow[]): Statement[];
  /** See Repository.replaceNote. */
  updateNotes(changes: readonly Change<NoteRow>[]): Statement[];
  /**
   * The columns of the occurrences that are as expected, which are kept from any change until the transaction ends: who
   * then updates or deletes them by their keys knows what they were.
   */
  holdOccurrences(columns: readonly string[], rows: readonly ExpectedOccurrence[]): Statement[];
  updateOccurrences(rows: readonly OccurrenceRow[]): Statement[];
  deleteOccurrences(keys: readonly OccurrenceKey[]): Statement[];
  /** Adds entries of occurrences to the table of packages, and removes them; those that are there, or gone, already are left alone. */
  insertPackages(rows: readonly PackageRow[]): Statement[];
  deletePackages(rows: readonly PackageRow[]): Statement[];
  /** Adds to the counts of resources, in the order given, and removes what then counts nothing. */
  addCounts(changes: readonly CountChange[]): Statement[];
  /** Has a lock together with others until the transaction ends, where transactions run at the same time. */
  shareLock(lock: Lock): Statement[];
  /** Removes old requests of all callers, and those of one that are too many; see RequestRow. */
  removeRequests(of: Pick<RequestRow, 'scope' | 'caller' | 'time'>): Statement[];
  /** Whether a statement may write to several scopes, or find them one after the other. */
  readonly crossesScopes: boolean;
}
