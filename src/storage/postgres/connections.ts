import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Client, QueryConfig, QueryResult } from 'pg';
import type { Outcome, Statement } from '../sql/driver.js';
import { connectionLives } from './errors.js';

/** A statement that was seen this often becomes a prepared one, up to so many a connection. */
const preparedAfter = 3;
const mostPrepared = 300;
/** Texts remembered; filters may be of any shape. */
const mostTexts = 5000;

interface Text {
  /** With `$1`, `$2`, … */
  readonly text: string;
  seen: number;
  name: string | undefined;
}

/** pg clients lent by knex's pool. One that fails is marked, so that the pool replaces it. */
export class Connections {
  private readonly texts = new Map<string, Text>();
  private prepared = 0;

  /** A database that does not answer at all, not even that a statement took too long, is given up after `patienceMs`. */
  constructor(
    private readonly pool: Knex,
    private readonly patienceMs: number | undefined,
  ) {}

  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = (await this.pool.client.acquireConnection()) as Client;
    try {
      return await work(client);
    } catch (error) {
      // What was thrown by callers' own work says nothing about the connection; an unsure one is dropped.
      if (!connectionLives(error) && !isOwn(error)) discard(client, error);
      throw error;
    } finally {
      await this.pool.client.releaseConnection(client);
    }
  }

  /** With a connection that is none of the pool's, and ends with the work. */
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
   * With a callback and a timer of our own: the closures that the driver makes for its promises and timeouts are put
   * among the old objects at once (as are all functions assigned to a property), and keep an answer with all of its rows
   * until the engine collects all of its memory. A page of 100 cost twice as much (docs/adr/0013).
   */
  private send(client: Client, query: QueryConfig): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const { patienceMs } = this;
      const giveUp =
        patienceMs === undefined
          ? undefined
          : setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
      void client.query(query, (error: Error | null, result: QueryResult) => {
        clearTimeout(giveUp);
        if (error) reject(error);
        else resolve({ rows: result.rows, changes: result.rowCount ?? 0 });
      });
    });
  }

  private textOf({ sql, plan }: Statement): Text {
    let known = this.texts.get(sql);
    if (known === undefined) {
      if (this.texts.size >= mostTexts) this.forgetUnprepared();
      known = { text: numberPlaces(sql), seen: 0, name: undefined };
      this.texts.set(sql, known);
    }
    known.seen += 1;
    if (
      plan === undefined &&
      known.name === undefined &&
      known.seen >= preparedAfter &&
      this.prepared < mostPrepared
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

/** Thrown through `use` by work of ours, not by the driver. */
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

/** Whether its end or an error was seen, which knex marks in the same way. */
export function isGone(client: Client): boolean {
  return '__knex__disposed' in client && client.__knex__disposed !== undefined;
}

/** `?` to `$1`, `$2`, …, but not within a quoted literal. */
export function numberPlaces(sql: string): string {
  let place = 0;
  return sql.replace(/'[^']*'|\?/g, (match) => {
    if (match !== '?') return match;
    place += 1;
    return `$${place}`;
  });
}
