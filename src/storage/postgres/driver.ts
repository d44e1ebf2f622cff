import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { ApiError } from '../../domain/errors.js';
import type { OccurrenceKey, Scope } from '../../domain/names.js';
import {
  importConflict,
  noteKeyText,
  notesExist,
  repeatedNotes,
  storeUnavailable,
} from '../repository-errors.js';
import type { StoreObserver } from '../repository-observer.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { Stamp } from '../repository-stamps.js';
import type { Dialect } from '../sql/dialect.js';
import type { Exclusive, SqlDriver } from '../sql/driver.js';
import type { Lock, Outcome, Statement, Work } from '../sql/statement.js';
import * as work from '../sql/transactions.js';
import { changeOf, deleteOccurrenceStatement, replaceOccurrenceStatement } from './change.js';
import { CallbackError, type Connections, discard, isGone } from './connections.js';
import { createNotesStatement, createOccurrencesStatement, noteErrors, occurrenceErrors } from './create.js';
import { postgresDialect, removeEmptyCounts } from './dialect.js';
import { distributedDialect, takeShardLock, tryShardLock } from './distributed-dialect.js';
import { lostRace, toStoreError } from './errors.js';
import { SharedReads } from './shared-reads.js';
import { SnapshotStamps } from './snapshot-stamps.js';
import { WriteBatcher } from './write-batcher.js';

/** How often work is retried after a lost race. */
const attempts = 20;
/** Maximal number of rows of concurrent creates in one statement. */
const gatheredRows = 1000;

/** One round trip for each read or write. Creates of one turn share a statement, and so do small reads of the same form. */
export class PostgresDriver implements SqlDriver {
  readonly dialect: Dialect;
  // Servers exclude each other by one lock of the scope.
  readonly importsByResource = false;
  readonly sliceRows = 1000;
  private closed = false;

  private readonly notes: WriteBatcher<readonly NoteRow[]>;
  private readonly occurrences: WriteBatcher<readonly OccurrenceRow[]>;
  private readonly reads = new SharedReads((statement) => this.run(statement));
  private readonly stamps = new SnapshotStamps((statement) => this.run(statement));

  constructor(
    private readonly connections: Connections,
    private readonly release: () => Promise<void>,
    observer?: StoreObserver,
    /** Whether the tables are on several nodes: then writes are transactions of statements about one scope each. */
    private readonly isDistributed = false,
  ) {
    this.dialect = isDistributed ? distributedDialect : postgresDialect;
    const onFlush = observer === undefined ? undefined : (calls: number) => observer.onCommit(calls);
    const common = { maxWeight: gatheredRows, weight: (rows: readonly unknown[]) => rows.length, onFlush };
    this.notes = new WriteBatcher<readonly NoteRow[]>(
      (calls) => this.together(calls, createNotesStatement, noteErrors),
      {
        ...common,
        keys: (rows) => rows.map(noteKeyText),
      },
    );
    this.occurrences = new WriteBatcher<readonly OccurrenceRow[]>(
      (calls) =>
        isDistributed
          ? this.byScopes(calls)
          : this.together(calls, createOccurrencesStatement, occurrenceErrors),
      { ...common, keys: () => [] },
    );
  }

  async read(statement: Statement): Promise<readonly unknown[]> {
    if (statement.small === true && !this.isDistributed) return this.reads.read(statement);
    return (await this.run(statement)).rows;
  }

  /** Of several nodes each has snapshots of its own. */
  async stamp(): Promise<Stamp | undefined> {
    return this.isDistributed ? undefined : this.stamps.take();
  }

  async write(statement: Statement): Promise<number> {
    return (await this.repeat(statement)).changes;
  }

  async createNotes(rows: readonly NoteRow[]): Promise<void> {
    const repeated = repeatedNotes(rows);
    if (repeated.length > 0) throw notesExist(repeated);
    this.checkOpen();
    if (this.isDistributed) await this.createNotesAlone(rows);
    else await this.notes.add(rows);
  }

  async createOccurrences(rows: readonly OccurrenceRow[]): Promise<void> {
    this.checkOpen();
    await this.occurrences.add(rows);
  }

  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    if (this.isDistributed)
      return this.inTransaction(() => work.replaceOccurrence(this.dialect, expected, row));
    return this.change(replaceOccurrenceStatement(expected, row));
  }

  deleteOccurrence(key: OccurrenceKey, expected: string | undefined): Promise<boolean> {
    if (this.isDistributed)
      return this.inTransaction(() => work.deleteOccurrence(this.dialect, key, expected));
    return this.change(deleteOccurrenceStatement(key, expected));
  }

  private async change(statement: Statement): Promise<boolean> {
    const { wrote, emptied } = changeOf((await this.repeat(statement)).rows);
    // A row whose counts are 0 has no effect, so it may also be removed later.
    if (emptied.length > 0) await this.repeat(removeEmptyCounts(emptied)).catch(() => {});
    return wrote;
  }

  transact<T>(lock: Lock, work: () => Work<T>): Promise<T> {
    return this.inTransaction(work, lock);
  }

  private inTransaction<T>(work: () => Work<T>, lock?: Lock): Promise<T> {
    return this.retry(() => this.connections.use((client) => this.transaction(client, work(), lock)));
  }

  async exclusively<T>(
    scope: Scope,
    signal: AbortSignal | undefined,
    work: (own: Exclusive) => Promise<T>,
  ): Promise<T> {
    const lock = { scope, name: `import ${scope}` };
    for (let pause = 20; ; pause = Math.min(pause * 2, 1_000)) {
      this.checkOpen();
      const held = this.isDistributed
        ? await this.holdingShard(lock, work)
        : await this.holding(lock.name, work);
      if (held !== undefined) return held.result;
      await delay(pause, undefined, { signal }).catch((error: unknown) => {
        throw signal?.aborted === true ? signal.reason : error;
      });
    }
  }

  /**
   * Holds a session lock while `work` runs on the same connection: if the connection ends, so do both. Undefined if
   * another server holds the lock; no caller waits with a connection.
   */
  private async holding<T>(
    lock: string,
    work: (own: Exclusive) => Promise<T>,
  ): Promise<{ readonly result: T } | undefined> {
    const bindings = [lock];
    try {
      return await this.connections.use(async (client) => {
        const [row] = (
          await this.connections.runOn(client, {
            sql: 'SELECT pg_try_advisory_lock(hashtextextended(?, 0)) AS held',
            bindings,
          })
        ).rows as readonly { readonly held: boolean }[];
        if (row?.held !== true) return undefined;
        const unlock = { sql: 'SELECT pg_advisory_unlock(hashtextextended(?, 0))', bindings };
        try {
          return { result: await work(this.ownOf(client)) };
        } catch (error) {
          throw new CallbackError(error);
        } finally {
          // The work is done. A connection that may still hold the lock is closed.
          await this.connections.runOn(client, unlock).catch((error: unknown) => discard(client, error));
        }
      });
    } catch (error) {
      throw error instanceof CallbackError ? error.thrown : toStoreError(error);
    }
  }

  /**
   * The same for several nodes: a lock on the node of the scope, held by a transaction on a separate connection, since it is
   * not known which connection between the nodes the next statement uses.
   */
  private async holdingShard<T>(
    lock: Lock,
    work: (own: Exclusive) => Promise<T>,
  ): Promise<{ readonly result: T } | undefined> {
    try {
      return await this.connections.apart(async (holder) => {
        for (const command of ['SET idle_in_transaction_session_timeout = 0', 'BEGIN'])
          await this.connections.command(holder, command);
        const [row] = (await this.connections.runOn(holder, tryShardLock(lock))).rows as readonly {
          readonly held: boolean;
        }[];
        if (row?.held !== true) return undefined;
        try {
          return {
            result: await this.connections.use((client) => work(this.ownOf(client, holder))),
          };
        } catch (error) {
          throw new CallbackError(error instanceof CallbackError ? error.thrown : error);
        }
      });
    } catch (error) {
      throw error instanceof CallbackError ? error.thrown : toStoreError(error);
    }
  }

  private ownOf(client: Client, holder = client): Exclusive {
    const checkHeld = (): void => {
      if (isGone(holder)) throw storeUnavailable('the database lost the lock of an import');
    };
    return {
      partRows: 500,
      read: async (statement) => {
        checkHeld();
        try {
          return (await this.connections.runOn(client, statement)).rows;
        } catch (error) {
          throw toStoreError(error);
        }
      },
      transact: (work) =>
        this.retry(() => {
          checkHeld();
          return this.transaction(client, work());
        }),
    };
  }

  /** Retries work that lost a race; it then sees the winner's changes. */
  private async retry<T>(run: () => Promise<T>): Promise<T> {
    this.checkOpen();
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if (error instanceof CallbackError) throw error.thrown;
        if (!lostRace(error)) throw toStoreError(error);
      }
    }
    throw importConflict();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.notes.idle();
    await this.occurrences.idle();
    await this.release();
  }

  private async transaction<T>(client: Client, work: Work<T>, lock?: Lock): Promise<T> {
    await this.connections.command(client, 'BEGIN');
    try {
      // A transaction lock, so it ends with the transaction. Later statements see what the previous holder committed.
      if (lock !== undefined)
        await this.connections.runOn(client, this.isDistributed ? takeShardLock(lock) : takeLock(lock));
      let step = advance(work);
      while (step.done !== true) {
        step = advance(work, await this.connections.runOn(client, step.value));
      }
      await this.connections.command(client, 'COMMIT');
      return step.value;
    } catch (error) {
      // If this fails too, the connection is lost, and the transaction with it.
      await this.connections.command(client, 'ROLLBACK').catch(() => {});
      throw error;
    }
  }

  /** One statement for all calls. If the statement fails because of one of them, each call is sent alone. */
  private async together<R>(
    calls: readonly (readonly R[])[],
    toStatement: (calls: readonly (readonly R[])[]) => Statement,
    toErrors: (calls: readonly (readonly R[])[], rows: readonly unknown[]) => unknown[],
  ): Promise<readonly unknown[]> {
    try {
      return toErrors(calls, (await this.repeat(toStatement(calls))).rows);
    } catch (error) {
      if (error instanceof ApiError || calls.length === 1) throw error;
      const alone = await Promise.allSettled(
        calls.map((call) => this.together([call], toStatement, toErrors)),
      );
      return alone.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : outcome.value[0]));
    }
  }

  /** Calls with the same scopes share a transaction; see `together`. */
  private async byScopes(
    calls: readonly (readonly OccurrenceRow[])[],
  ): Promise<readonly (unknown | undefined)[]> {
    const groups = Map.groupBy(calls.keys(), (call) =>
      [...new Set(calls[call]?.map(({ scope }) => scope))].sort().join(' '),
    );
    const errors: unknown[] = [];
    const run = async (group: readonly number[]): Promise<void> => {
      const own = group.map((call) => calls[call] ?? []);
      try {
        const outcomes = await this.inTransaction(() => work.createGroup(this.dialect, own));
        group.forEach((call, index) => {
          errors[call] = outcomes[index];
        });
      } catch (error) {
        if (error instanceof ApiError || group.length === 1) for (const call of group) errors[call] = error;
        else await Promise.all(group.map((call) => run([call])));
      }
    };
    await Promise.all([...groups.values()].map(run));
    return errors;
  }

  /** Retries, to find rows that another transaction created in the meantime. */
  private async createNotesAlone(rows: readonly NoteRow[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction<undefined>(() => work.createNotes(this.dialect, rows));
      } catch (error) {
        if (!(error instanceof work.StaleRead)) throw error;
        if (attempt === attempts) throw importConflict();
      }
    }
  }

  /** Retries a statement that may lose a race for a key or a lock; it then sees the winner's changes. */
  private async repeat(statement: Statement): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.connections.run(statement);
      } catch (error) {
        if (!lostRace(error) || attempt === attempts) throw toStoreError(error);
      }
    }
  }

  private async run(statement: Statement): Promise<Outcome> {
    this.checkOpen();
    try {
      return await this.connections.run(statement);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  private checkOpen(): void {
    if (this.closed) throw storeUnavailable('the store is closed');
  }
}

function takeLock({ name }: Lock): Statement {
  return { sql: 'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', bindings: [name] };
}

/** Wraps errors of the work itself, to distinguish them from errors of the database. */
function advance<T>(work: Work<T>, outcome?: Outcome): IteratorResult<Statement, T> {
  try {
    return work.next(outcome ?? { rows: [], changes: 0 });
  } catch (thrown) {
    throw new CallbackError(thrown);
  }
}
