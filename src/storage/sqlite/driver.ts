import type Database from 'better-sqlite3';
import type { ApiError } from '../../domain/errors.js';
import type { OccurrenceKey, Scope } from '../../domain/names.js';
import { maxQueued, overloaded, storeUnavailable } from '../repository-errors.js';
import type { StoreObserver } from '../repository-observer.js';
import type { NoteRow, OccurrenceRow } from '../repository-rows.js';
import type { Exclusive, SqlDriver } from '../sql/driver.js';
import type { Lock, Statement, Work } from '../sql/statement.js';
import * as work from '../sql/transactions.js';
import { Checkpoints } from './checkpoints.js';
import { Connection, toBinding } from './connection.js';
import { sqliteDialect } from './dialect.js';
import { toStoreError } from './errors.js';
import { Pace } from './pace.js';
import type { ReaderThread } from './reader-thread.js';

/** Rows of a slice: few enough that no request waits, even for a filter that reads documents. */
export const sliceRows = 200;
/** Rows, of all tables, after which a group of writes ends. The remaining writes follow after the waiting reads. */
const groupRows = 1_000;
/** Milliseconds after which a group of writes pauses for waiting reads. */
const groupMillis = 15;
/** Bytes read in one turn of the event loop, about. Their results are returned before more is read. */
export const turnBytes = 8 * 1024 * 1024;
/** Bytes that a row counts at least: a page of the file. */
export const rowBytes = 4096;

/** Work that yields where it may pause. */
type Steps<T> = Generator<undefined, T, undefined>;

interface Job {
  /**
   * Writes, and yields where it may pause. The caller gets its result once the group has been committed. It may run again.
   */
  readonly run: () => Steps<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Read {
  readonly statement: Statement;
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Marks the failure of a job that left part of its writes in the transaction. */
class PartialGroupError extends Error {
  constructor(cause: unknown) {
    super('a job failed half done', { cause });
  }
}

type Settled =
  | { readonly job: Job; readonly value: unknown }
  | { readonly job: Job; readonly error: unknown };

export interface SqliteDriverOptions {
  /** Closes the connection and what was opened with it. */
  readonly release: () => Promise<void>;
  readonly side?: ReaderThread | undefined;
  readonly observer?: StoreObserver | undefined;
  /** Throws if the file is no longer the one that was opened. Called before each commit and before it is acknowledged. */
  readonly checkFile?: (() => void) | undefined;
  /** Waits until all commits so far are on disk. Absent if each commit waits for the disk by itself. */
  readonly sync?: (() => Promise<void>) | undefined;
  /** Opens another connection, for reads while a group of writes pauses. Absent if groups do not pause. */
  readonly openBeside?: (() => Database.Database) | undefined;
  /** Milliseconds after which a group pauses. */
  readonly pauseAfter?: number | undefined;
}

/** The writes of a transaction that is open. */
interface Group {
  readonly steps: Steps<number>;
  readonly ended: PromiseWithResolvers<void>;
}

/**
 * One connection, used synchronously. Writes requested during one turn of the event loop, or while the previous group is synced to
 * disk, share a transaction and one fsync, up to a limit. Callers get their results once these are on disk. A long group pauses, and
 * the next one waits for it. Reads during pauses use their own connection, so that none sees half of the group. The fsync does not
 * block the event loop. Reads of one turn share a transaction too, up to a limit.
 */
export class SqliteDriver implements SqlDriver {
  readonly dialect = sqliteDialect;
  readonly sliceRows = sliceRows;
  // No other server writes to the file.
  readonly importsByResource = true;
  readonly onReaderThread: SqlDriver['onReaderThread'];
  private readonly main: Connection;
  /** For reads while a group pauses; opened with the first of them. */
  private beside: Connection | undefined;
  private group: Group | undefined;
  /** When the group is to pause, and for how long groups have paused so far, in milliseconds. */
  private pauseAt = 0;
  private paused = 0;
  private queue: Job[] = [];
  private asked: Read[] = [];
  private closed = false;
  private readonly pace = new Pace();
  /** Rows written so far. */
  private written = 0;
  private readonly checkpoints: Checkpoints | undefined;
  private isScheduled = false;
  /** Committed, but perhaps not on disk yet. */
  private unsynced: Settled[] = [];
  private syncing: Promise<void> | undefined;
  /** Why nothing can be written any more. */
  private lost: ApiError | undefined;

  constructor(
    database: Database.Database,
    private readonly options: SqliteDriverOptions,
  ) {
    this.main = new Connection(database);
    const { side } = options;
    if (side !== undefined) {
      this.onReaderThread = ({ sql, bindings }, options) =>
        side.read({ sql, bindings: bindings.map(toBinding) }, options);
      this.checkpoints = new Checkpoints(database, side, () => this.group?.ended.promise);
    }
  }

  read(statement: Statement): Promise<readonly unknown[]> {
    if (this.closed) return Promise.reject(storeUnavailable('the store is closed'));
    return new Promise((resolve, reject) => {
      if (this.asked.length === 0) setImmediate(() => this.answerReads());
      this.asked.push({ statement, resolve, reject });
    });
  }

  write(statement: Statement): Promise<number> {
    return this.enqueue(() => this.finish(only(statement)));
  }

  transact<T>(_lock: Lock, start: () => Work<T>): Promise<T> {
    return this.enqueue(() => this.finish(start()));
  }

  exclusively<T>(
    _scope: Scope,
    _signal: AbortSignal | undefined,
    run: (own: Exclusive) => Promise<T>,
  ): Promise<T> {
    const { pace } = this;
    return run({
      get partRows() {
        return pace.rows;
      },
      read: (statement) => this.read(statement),
      transact: (start) => this.enqueue(() => this.paced(start())),
    });
  }

  createNotes(rows: readonly NoteRow[]): Promise<void> {
    return this.enqueue(() => this.finish(work.createNotes(this.dialect, rows)));
  }

  createOccurrences(rows: readonly OccurrenceRow[]): Promise<void> {
    return this.enqueue(() => this.finish(work.createOccurrences(this.dialect, rows)));
  }

  replaceOccurrence(expected: string, row: OccurrenceRow): Promise<boolean> {
    return this.enqueue(() => this.finish(work.replaceOccurrence(this.dialect, expected, row)));
  }

  deleteOccurrence(key: OccurrenceKey, expected: string | undefined): Promise<boolean> {
    return this.enqueue(() => this.finish(work.deleteOccurrence(this.dialect, key, expected)));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    while (this.queue.length > 0 || this.group !== undefined || this.syncing !== undefined) {
      this.commitQueue();
      await this.group?.ended.promise;
      await this.syncing;
    }
    while (this.asked.length > 0) this.answerReads();
    this.closed = true;
    this.beside?.database.close();
    await this.options.release();
  }

  /** One after the other, so that pages and code stay in the processor's caches, under one lock of the file. */
  private answerReads(): void {
    const reads = this.asked;
    this.asked = [];
    if (reads.length === 0) return;
    let connection: Connection;
    try {
      connection = this.readable();
    } catch (error) {
      for (const { reject } of reads) reject(toStoreError(error));
      return;
    }
    if (reads.length > 1) connection.attemptTo('BEGIN');
    let answered = 0;
    let bytes = 0;
    for (const read of reads) {
      if (bytes >= turnBytes) break;
      bytes += answer(read, connection);
      answered += 1;
    }
    // An I/O error may have ended the transaction already. An open one would block the next.
    if (connection.database.inTransaction && !connection.attemptTo('COMMIT'))
      connection.attemptTo('ROLLBACK');
    if (answered === reads.length) return;
    this.asked = reads.slice(answered);
    setImmediate(() => this.answerReads());
  }

  /** The connection that sees only committed rows. */
  private readable(): Connection {
    if (this.group === undefined || this.options.openBeside === undefined) return this.main;
    this.beside ??= new Connection(this.options.openBeside());
    return this.beside;
  }

  private enqueue<T>(run: () => Steps<T>): Promise<T> {
    if (this.closed) return Promise.reject(storeUnavailable('the store is closed'));
    if (this.queue.length >= maxQueued) return Promise.reject(overloaded());
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run, resolve: (value) => resolve(value as T), reject });
      this.schedule();
    });
  }

  /** The next group begins when the previous one is on disk, with all writes requested meanwhile. */
  private schedule(): void {
    if (this.queue.length === 0 || this.isScheduled || this.isBusy) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.commitQueue();
    });
  }

  private get isBusy(): boolean {
    return this.group !== undefined || this.syncing !== undefined;
  }

  private commitQueue(): void {
    const jobs = this.queue;
    if (jobs.length === 0 || this.isBusy) return;
    this.queue = [];
    const group = { steps: this.commit(jobs), ended: Promise.withResolvers<void>() };
    this.group = group;
    this.advance(group, jobs);
  }

  /** Runs a group up to its next pause, or its end. */
  private advance(group: Group, jobs: readonly Job[]): void {
    this.pauseAt = performance.now() + (this.options.pauseAfter ?? groupMillis);
    const step = group.steps.next();
    if (step.done !== true) {
      const since = performance.now();
      setImmediate(() => {
        this.paused += performance.now() - since;
        this.advance(group, jobs);
      });
      return;
    }
    this.group = undefined;
    this.queue = [...jobs.slice(step.value), ...this.queue];
    if (this.unsynced.length > 0) this.syncing = this.syncGroup();
    this.schedule();
    this.checkpoints?.after(this.written);
    group.ended.resolve();
  }

  /** Never rejects. After a failed sync a disk may lose data and report success the next time. */
  private async syncGroup(): Promise<void> {
    const group = this.unsynced;
    this.unsynced = [];
    let failure: unknown;
    try {
      await this.options.sync?.().catch((error: unknown) => {
        this.lost = storeUnavailable('the disk failed to keep what was written: restart the server', error);
        throw this.lost;
      });
      this.options.checkFile?.();
    } catch (error) {
      failure = error;
    }
    this.syncing = undefined;
    if (failure === undefined) for (const result of group) settle(result);
    else for (const { job } of group) job.reject(failure);
    this.schedule();
  }

  /** Returns how many of the jobs are done, the first ones. */
  private *commit(jobs: readonly Job[]): Steps<number> {
    const { database } = this.main;
    const settled: Settled[] = [];
    const [before, paused] = [this.written, this.paused];
    try {
      if (this.lost !== undefined) throw this.lost;
      this.options.checkFile?.();
      database.exec('BEGIN IMMEDIATE');
      for (const job of jobs) {
        if (this.written - before >= groupRows) break;
        settled.push(yield* this.attempt(job));
      }
      // The commit of a large group takes as long as a slice.
      if (this.paused > paused) yield;
      database.exec('COMMIT');
      this.options.checkFile?.();
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      if (error instanceof PartialGroupError && jobs.length > 1) {
        const attempted = jobs.slice(0, settled.length + 1);
        for (const job of attempted) yield* this.commit([job]);
        return attempted.length;
      }
      const reason = toStoreError(error instanceof PartialGroupError ? error.cause : error);
      for (const job of jobs) job.reject(reason);
      return jobs.length;
    }
    this.options.observer?.onCommit(settled.length);
    // A group that wrote nothing has only read rows that are on disk, so it need not wait.
    if (this.options.sync !== undefined && this.written > before) this.unsynced.push(...settled);
    else for (const result of settled) settle(result);
    return settled.length;
  }

  /**
   * Runs one job of a group. An error is returned to its caller alone, unless the job has written before. That is rare, as jobs check
   * first and then write. Then the group is rolled back and each job runs alone. So no job needs a savepoint, which copies every page
   * it changes.
   */
  private *attempt(job: Job): Steps<Settled> {
    const before = this.written;
    try {
      return { job, value: yield* job.run() };
    } catch (error) {
      // A full disk or an I/O error may have rolled back the writes of earlier jobs too.
      if (!this.main.database.inTransaction) throw error;
      if (this.written > before) throw new PartialGroupError(error);
      return { job, error };
    }
  }

  private *finish<T>(work: Work<T>): Steps<T> {
    let step = work.next();
    while (step.done !== true) {
      const outcome = this.main.run(step.value);
      this.written += outcome.changes;
      if (this.options.openBeside !== undefined && performance.now() >= this.pauseAt) yield;
      step = work.next(outcome);
    }
    return step.value;
  }

  /** A part of an import. Its pace excludes the work of others during its pauses. */
  private *paced<T>(work: Work<T>): Steps<T> {
    const [began, before, paused] = [performance.now(), this.written, this.paused];
    const result = yield* this.finish(work);
    this.pace.took(this.written - before, performance.now() - began - (this.paused - paused));
    return result;
  }
}

function* only(statement: Statement): Work<number> {
  return (yield statement).changes;
}

/** Returns roughly how many bytes were read. */
function answer({ statement, resolve, reject }: Read, connection: Connection): number {
  try {
    const { rows } = connection.run(statement);
    resolve(rows);
    return weightOf(rows as readonly { readonly document?: string | null }[]);
  } catch (error) {
    reject(toStoreError(error));
    return 0;
  }
}

function settle(result: Settled): void {
  if ('error' in result) result.job.reject(toStoreError(result.error));
  else result.job.resolve(result.value);
}

function weightOf(rows: readonly { readonly document?: string | null }[]): number {
  let bytes = 0;
  for (const { document } of rows) bytes += Math.max(rowBytes, document?.length ?? 0);
  return bytes;
}
