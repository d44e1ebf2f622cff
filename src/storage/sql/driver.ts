import type { OccurrenceKey, Scope } from '../../domain/names.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { Stamp } from '../repository-stamps.js';
import type { Dialect } from './dialect.js';

/** SQL with `?` for each binding. A `?` inside a quoted literal is text. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  /** Set where the best plan depends on the values, or is worth looking for each time. */
  readonly plan?: 'each time';
  /** Reads few rows by an index, so that several of them may share a round trip. */
  readonly small?: boolean;
}

export interface Outcome {
  /** What the statement returned. */
  readonly rows: readonly unknown[];
  /** How many rows it wrote. */
  readonly changes: number;
}

/**
 * Work inside one transaction: yields statements, is given their outcomes, returns its result. As a
 * generator it runs without a pause on an embedded database and over the wire on a remote one.
 */
export type Work<T> = Generator<Statement, T, Outcome>;

/** What a database must offer to carry a SqlRepository. Errors arrive mapped (see Repository). */
export interface SqlDriver {
  readonly dialect: Dialect;
  /** Rows that one statement looks at where no index answers: few where a read holds up everything else. */
  readonly sliceRows: number;
  /** One statement that only reads. */
  read(statement: Statement): Promise<readonly unknown[]>;
  /**
   * The same for a statement that looks at many rows or into documents, where `read` would hold up everything else
   * meanwhile. @throws TookTooLong
   */
  readonly onReaderThread?: ((statement: Statement, how: Aside) => Promise<readonly unknown[]>) | undefined;
  /** One statement that writes, durable once the promise resolves. Answers the number of rows written. */
  write(statement: Statement): Promise<number>;
  /**
   * Runs `work` in a transaction: all of it or nothing. Where another transaction won a race (deadlock,
   * unique key) the work may be started again. `lock` serialises with other work of the same lock.
   */
  transact<T>(lock: Lock, work: () => Work<T>): Promise<T>;
  /**
   * Runs `work`, an import, while nobody on another server does so for the same scope; here, the caller sees to it.
   * `signal` ends the waiting.
   */
  exclusively<T>(
    scope: Scope,
    signal: AbortSignal | undefined,
    work: (own: Exclusive) => Promise<T>,
  ): Promise<T>;
  /** See Repository; apart because databases differ most in how they write, in one statement or several. */
  createNotes(rows: readonly NoteRow[]): Promise<void>;
  createOccurrences(rows: readonly OccurrenceRow[]): Promise<void>;
  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean>;
  deleteOccurrence(key: OccurrenceKey, expected: string | undefined): Promise<boolean>;
  /** See Repository. */
  stamp?(): Promise<Stamp | undefined>;
  close(): Promise<void>;
}

/** What only one transaction has at a time, kept where its scope is. */
export interface Lock {
  readonly scope: Scope;
  readonly name: string;
}

/** A database while a lock of it is held: reads and short transactions, and nothing between them. */
export interface Exclusive {
  /** How many rows a transaction may write. */
  readonly partRows: number;
  read(statement: Statement): Promise<readonly unknown[]>;
  transact<T>(work: () => Work<T>): Promise<T>;
}

/** How a statement is read aside. */
export interface Aside {
  /** For whom; those who wait take turns. */
  readonly turn: string;
  /** Milliseconds after which it stops at the next document. */
  readonly millis: number;
  /** Stops it as well. */
  readonly signal?: AbortSignal | undefined;
}

/** A statement was stopped as its time was over. */
export class TookTooLong extends Error {}

/** Runs a statement inside work for its rows. */
export function* select<R>(statement: Statement): Work<readonly R[]> {
  return (yield statement).rows as readonly R[];
}

/** Runs statements inside work; answers how many rows they wrote together. */
export function* execute(statements: Iterable<Statement>): Work<number> {
  let changes = 0;
  for (const statement of statements) changes += (yield statement).changes;
  return changes;
}
