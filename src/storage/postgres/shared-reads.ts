import { ApiError } from '../../domain/errors.js';
import type { Outcome, Statement } from '../sql/statement.js';
import { integerArray, textArray } from './binary-array.js';

/** Maximal number of reads that share a statement, since all their results are in memory at once. */
const maxBatch = 32;

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches small reads of one turn of the event loop. Reads with the same statement and different values become one statement:
 * a join of the values with the statement, which runs once for each. So a busy server reads many occurrences in one round
 * trip.
 *
 * @example
 * const reads = new SharedReads((statement) => connections.run(statement));
 * const [a, b] = await Promise.all([reads.read(getOccurrence('a')), reads.read(getOccurrence('b'))]); // one statement
 */
export class SharedReads {
  /** A new Map for each turn: a cleared Map would delay the release of its former entries. */
  private waiting = new Map<string, Waiting[]>();

  constructor(private readonly run: (statement: Statement) => Promise<Outcome>) {}

  read(statement: Statement): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) setImmediate(() => this.flush());
      const same = this.waiting.get(statement.sql);
      const own = { statement, resolve, reject };
      if (same === undefined) this.waiting.set(statement.sql, [own]);
      else same.push(own);
    });
  }

  private flush(): void {
    const groups = this.waiting;
    this.waiting = new Map();
    for (const group of groups.values()) {
      for (let from = 0; from < group.length; from += maxBatch)
        void this.send(group.slice(from, from + maxBatch));
    }
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    const shared = group.length === 1 ? undefined : together(group.map(({ statement }) => statement));
    if (shared === undefined) {
      for (const read of group) this.alone(read);
      return;
    }
    try {
      const { rows } = await this.run(shared);
      const parts = split(rows, group.length);
      group.forEach((read, index) => {
        read.resolve(parts[index] ?? []);
      });
    } catch (error) {
      // An unavailable database concerns all of them; any other error may be caused by one.
      for (const read of group) {
        if (error instanceof ApiError) read.reject(error);
        else this.alone(read);
      }
    }
  }

  private alone({ statement, resolve, reject }: Waiting): void {
    this.run(statement).then(({ rows }) => resolve(rows), reject);
  }
}

/** One statement for several of the same text; undefined if their values are of types that cannot be sent as one array. */
export function together(statements: readonly Statement[]): Statement | undefined {
  const [first] = statements;
  if (first === undefined) return undefined;
  const types: string[] = [];
  const arrays: Buffer[] = [];
  for (let place = 0; place < first.bindings.length; place += 1) {
    const values = statements.map(({ bindings }) => bindings[place]);
    if (values.every((value) => typeof value === 'string')) {
      types.push('text');
      arrays.push(textArray(values));
    } else if (values.every((value) => Number.isSafeInteger(value))) {
      types.push('bigint');
      arrays.push(integerArray('bigint', values as number[]));
    } else return undefined;
  }
  let place = 0;
  const each = first.sql.replace(/'[^']*'|\?/g, (match) => (match === '?' ? `shared.v${++place}` : match));
  const columns = types.map((_, index) => `v${index + 1}`);
  return {
    sql:
      `SELECT shared.call AS shared_call, one.* FROM unnest(${types.map((type) => `?::${type}[]`).join(', ')}) ` +
      `WITH ORDINALITY AS shared(${columns.join(', ')}, call) CROSS JOIN LATERAL (${each}) AS one`,
    bindings: arrays,
  };
}

/** The rows of each statement, in its own order. */
function split(rows: readonly unknown[], calls: number): unknown[][] {
  const parts: unknown[][] = Array.from({ length: calls }, () => []);
  for (const row of rows as readonly { readonly shared_call: number }[]) {
    const { shared_call: call, ...own } = row;
    parts[call - 1]?.push(own);
  }
  return parts;
}
