import type { OccurrenceKey, Scope } from '../../domain/names.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { Stamp } from '../repository-stamps.js';
import type { Dialect } from './dialect.js';
import type { Lock, Statement, Work } from './statement.js';

/** What a SqlRepository needs of a database. Errors are already mapped (see Repository). */
export interface SqlDriver {
  readonly dialect: Dialect;
  /** Rows that one statement reads if no index serves the filter: few if a read blocks everything else. */
  readonly sliceRows: number;
  /** One statement that only reads. */
  read(statement: Statement): Promise<readonly unknown[]>;
  /**
   * The same for a statement that reads many rows or parses documents. Present if `read` would block everything else in the
   * meantime. @throws StatementTimeout
   */
  readonly onReaderThread?:
    | ((statement: Statement, options: ReaderOptions) => Promise<readonly unknown[]>)
    | undefined;
  /** One statement that writes, durable once the promise resolves. Returns the number of rows written. */
  write(statement: Statement): Promise<number>;
  /**
   * Runs `work` in a transaction: all of it or nothing. If another transaction won a race (deadlock,
   * unique key) the work may be started again. `lock` serialises it with other work of the same lock.
   */
  transact<T>(lock: Lock, work: () => Work<T>): Promise<T>;
  /** Whether imports of different resources of a scope run at the same time. */
  readonly importsByResource: boolean;
  /**
   * Runs `work`, an import, while no other server runs one for the same scope; within this server, the caller ensures that.
   * `signal` ends the waiting.
   */
  exclusively<T>(
    scope: Scope,
    signal: AbortSignal | undefined,
    work: (own: Exclusive) => Promise<T>,
  ): Promise<T>;
  /** See Repository. In the driver, since databases differ most in writing: in one statement or several. */
  createNotes(rows: readonly NoteRow[]): Promise<void>;
  createOccurrences(rows: readonly OccurrenceRow[]): Promise<void>;
  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean>;
  deleteOccurrence(key: OccurrenceKey, expected: string | undefined): Promise<boolean>;
  /** See Repository. */
  stamp?(): Promise<Stamp | undefined>;
  close(): Promise<void>;
}

/** A database while one of its locks is held: reads and short transactions, with nothing open between them. */
export interface Exclusive {
  /** How many rows a transaction may write. */
  readonly partRows: number;
  read(statement: Statement): Promise<readonly unknown[]>;
  transact<T>(work: () => Work<T>): Promise<T>;
}

/** Options of a statement on the reader thread. */
export interface ReaderOptions {
  /** The caller's key; waiting keys take turns. */
  readonly turn: string;
  /** Time limit in milliseconds; the statement stops at the next document. */
  readonly millis: number;
  /** Also stops it. */
  readonly signal?: AbortSignal | undefined;
}

/** A statement was stopped because its time limit was exceeded. */
export class StatementTimeout extends Error {}
