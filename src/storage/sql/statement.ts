import type { Scope } from '../../domain/names.js';

/** SQL with `?` for each binding. A `?` inside a quoted literal is text. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  /** Set if the best plan depends on the values, so that planning each time is worth it. */
  readonly plan?: 'each time';
  /** Whether it reads few rows by an index, so that several such statements may share a round trip. */
  readonly small?: boolean;
}

export interface Outcome {
  /** What the statement returned. */
  readonly rows: readonly unknown[];
  /** How many rows it wrote. */
  readonly changes: number;
}

/**
 * Work inside one transaction: yields statements, receives their outcomes, returns its result. As a generator it runs
 * without a pause on an embedded database, and asynchronously on a remote one.
 */
export type Work<T> = Generator<Statement, T, Outcome>;

/** A lock that one transaction has at a time, on the node of its scope. */
export interface Lock {
  readonly scope: Scope;
  readonly name: string;
}

/** Runs a statement inside work and returns its rows. */
export function* select<R>(statement: Statement): Work<readonly R[]> {
  return (yield statement).rows as readonly R[];
}

/** Runs statements inside work and returns how many rows they wrote in total. */
export function* execute(statements: Iterable<Statement>): Work<number> {
  let changes = 0;
  for (const statement of statements) changes += (yield statement).changes;
  return changes;
}
