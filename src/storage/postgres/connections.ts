import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Client, QueryConfig, QueryResult } from 'pg';
import type { Outcome, Statement } from '../sql/statement.js';
import { connectionLives } from './errors.js';

/** A statement is prepared after this number of uses, up to a maximal number per connection. */
const preparedAfter = 3;
const maxPrepared = 300;
/** Maximal number of counted statement texts; filters have any form. */
const maxTexts = 5000;

interface Text {
  /** With `$1`, `$2`, … */
  readonly text: string;
  seen: number;
  name: string | undefined;
}

/** pg clients of knex's pool. A client that fails is marked, so that the pool replaces it. */
export class Connections {
  private readonly texts = new Map<string, Text>();
  private prepared = 0;

  /** A query without any response, not even a timeout of the database, fails after `patienceMs`. */
  constructor(
    private readonly pool: Knex,
    private readonly patienceMs: number | undefined,
  ) {}

  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = (await this.pool.client.acquireConnection()) as Client;
    try {
      return await work(client);
    } catch (error) {
      // An error of the callers' own work does not concern the connection. A connection in an unknown state is dropped.
      if (!connectionLives(error) && !isOwn(error)) discard(client, error);
      throw error;
    } finally {
      await this.pool.client.releaseConnection(client);
    }
  }

  /** Runs work with a connection outside the pool, which is closed after it. */
  async apart<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = (await this.pool.client.acquireRawConnection()) as Client;
    try {
      return await work(client);
    } finally {
      await this.pool.client.destroyRawConnection(client).catch(() => {});
    }
  }

  /** One statement, in a transaction of its own. */
  run(statement: Statement): Promise<Outcome> {
    return this.use((client) => this.runOn(client, statement));
  }

  async runOn(client: Client, statement: Statement): Promise<Outcome> {
    const { text, name } = this.textOf(statement);
    const values = [...statement.bindings];
    return this.send(client, name === undefined ? { text, values } : { name, text, values });
  }

  /** SQL without values, such as the ends of a transaction. */
  async command(client: Client, text: string): Promise<void> {
    await this.send(client, { text });
  }

  /**
   * Uses a callback and a timer of our own. V8 puts the closures that the driver creates for its promises and timeouts into
   * the old generation at once (as it does with all functions assigned to a property). They keep a response with all its rows
   * until a full collection. A page of 100 cost twice as much (docs/adr/0013).
   */
  private send(client: Client, query: QueryConfig): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const { patienceMs } = this;
      const timer =
        patienceMs === undefined
          ? undefined
          : setTimeout(() => reject(new Error(`no response within ${patienceMs} ms`)), patienceMs);
      void client.query(query, (error: Error | null, result: QueryResult) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve({ rows: result.rows, changes: result.rowCount ?? 0 });
      });
    });
  }

  private textOf({ sql, plan }: Statement): Text {
    let known = this.texts.get(sql);
    if (known === undefined) {
      if (this.texts.size >= maxTexts) this.forgetUnprepared();
      known = { text: numberPlaceholders(sql), seen: 0, name: undefined };
      this.texts.set(sql, known);
    }
    known.seen += 1;
    if (
      plan === undefined &&
      known.name === undefined &&
      known.seen >= preparedAfter &&
      this.prepared < maxPrepared
    ) {
      known.name = `g${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`;
      this.prepared += 1;
    }
    return known;
  }

  private forgetUnprepared(): void {
    for (const [sql, text] of this.texts) if (text.name === undefined) this.texts.delete(sql);
  }
}

/** An error of the callback of `use`, not of the driver. */
export class CallbackError extends Error {
  constructor(readonly thrown: unknown) {
    super('work failed');
  }
}

function isOwn(error: unknown): boolean {
  return error instanceof CallbackError;
}

/** knex's pool checks this mark before it lends a connection again. */
export function discard(client: Client, error: unknown): void {
  Object.assign(client, { __knex__disposed: error });
}

/** Whether the connection ended or failed; knex sets the same mark. */
export function isGone(client: Client): boolean {
  return '__knex__disposed' in client && client.__knex__disposed !== undefined;
}

/** Replaces `?` by `$1`, `$2`, …, except within a quoted literal. */
export function numberPlaceholders(sql: string): string {
  let place = 0;
  return sql.replace(/'[^']*'|\?/g, (match) => {
    if (match !== '?') return match;
    place += 1;
    return `$${place}`;
  });
}
