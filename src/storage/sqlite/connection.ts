import type Database from 'better-sqlite3';
import type { Outcome, Statement } from '../sql/statement.js';
import { plannedOnce } from './planned-once.js';

const cachedStatements = 500;

/** A connection, used synchronously, and its prepared statements. */
export class Connection {
  private readonly statements = new Map<string, Database.Statement>();

  constructor(readonly database: Database.Database) {
    // Filters ask it before each document; here they are not stopped, so those that read documents run on the reader thread.
    database.function('may_go_on', { deterministic: false }, () => 1);
  }

  run({ sql, bindings }: Statement): Outcome {
    const statement = this.prepare(sql);
    const values = bindings.map(toBinding);
    if (statement.reader) return { rows: statement.all(values), changes: 0 };
    return { rows: [], changes: statement.run(values).changes };
  }

  /** Whether it succeeded. */
  attemptTo(sql: string): boolean {
    try {
      this.prepare(sql).run();
      return true;
    } catch {
      return false;
    }
  }

  private prepare(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    if (this.statements.size >= cachedStatements) {
      const [oldest] = this.statements.keys();
      if (oldest !== undefined) this.statements.delete(oldest);
    }
    const statement = this.database.prepare(plannedOnce(sql));
    this.statements.set(sql, statement);
    return statement;
  }
}

export function toBinding(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
