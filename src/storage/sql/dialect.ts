import type { NoteKey, Scope } from '../../domain/names.js';
import type { ImportedOccurrence, NoteRow, OccurrenceRow } from '../repository.js';
import type { Statement } from './driver.js';
import type { PredicateDialect } from './predicate-sql.js';

/** A stored row to be changed, if its document still is the expected one. */
export interface Change<R> {
  readonly expected: string;
  readonly row: R;
}

/** Where two databases say the same thing in different words. Chosen once, when a store is opened. */
export interface Dialect extends PredicateDialect {
  /** The condition that a column is one of the values. */
  among(column: string, values: readonly string[]): Statement;
  /** The condition that a column is one of those a query finds, such that an index keeps its order. */
  within(column: string, query: string): string;
  /**
   * The columns of the notes that exist among the keys. `hold` keeps them until the transaction ends: `note` from being
   * deleted, `text` from being changed as well.
   */
  selectNotes(columns: string, keys: readonly NoteKey[], hold: 'note' | 'text' | undefined): Statement[];
  /** What stands behind a query for notes to hold their text until the statement's transaction ends. */
  readonly holdText: string;
  /** Inserts what is not there yet; with a pending text where the name has occurrences already. */
  insertNotes(rows: readonly NoteRow[]): Statement[];
  /** Also adds them to the counts of their resources. */
  insertOccurrences(rows: readonly OccurrenceRow[]): Statement[];
  /** See Repository.replaceNote. */
  updateNotes(changes: readonly Change<NoteRow>[]): Statement[];
  updateOccurrences(changes: readonly Change<OccurrenceRow>[]): Statement[];
  /** Removes those whose document still is the one given. */
  deleteOccurrences(scope: Scope, rows: readonly Pick<ImportedOccurrence, 'id' | 'document'>[]): Statement[];
}
