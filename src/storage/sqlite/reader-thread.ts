import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { cancelled } from '../../domain/errors.js';
import { Turns } from '../../domain/turns.js';
import { storeUnavailable } from '../repository-errors.js';
import { type ReaderOptions, StatementTimeout } from '../sql/driver.js';
import type { Statement } from '../sql/statement.js';
import { toStoreError } from './errors.js';
import { plannedOnce } from './planned-once.js';

type Answer =
  | { readonly rows: readonly unknown[] }
  | { readonly stopped: true }
  | { readonly code: string; readonly message: string };

interface Queued {
  readonly statement: Statement;
  /** Whether the connection that may write runs it. */
  readonly writes: boolean;
  readonly options: ReaderOptions;
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

const script = new URL('./reader-worker.js', import.meta.url);
/** Of a reader that walks through what it reads once. */
const cacheKib = 4_096;

/**
 * Runs long reads of a SQLite file in a thread with its own connection, so that they block no other request. A statement sees all
 * commits before its request. The first statement starts the thread, and restarts it if it ended. The thread runs one
 * statement at a time; waiting keys take turns, so that many statements of one do not delay another. A statement stops at its next
 * document when it times out or its caller disconnects. A waiting one is then not run.
 */
export class ReaderThread {
  private worker: Worker | undefined;
  private readonly waiting = new Turns<Queued>();
  private running: Queued | undefined;
  private readonly stopped = new Int32Array(new SharedArrayBuffer(4));
  private closed = false;
  private onIdle: (() => void) | undefined;

  constructor(private readonly file: string) {}

  /** @throws StatementTimeout, CANCELLED, STORE_UNAVAILABLE */
  read(statement: Statement, options: ReaderOptions): Promise<readonly unknown[]> {
    return this.ask(statement, options, false);
  }

  /** Copies the log into the file, without waiting for readers or writers. @throws STORE_UNAVAILABLE */
  async checkpoint(): Promise<void> {
    const passive = { sql: 'PRAGMA wal_checkpoint(PASSIVE)', bindings: [] };
    await this.ask(passive, { turn: '', millis: 0 }, true);
  }

  private ask(statement: Statement, options: ReaderOptions, writes: boolean): Promise<readonly unknown[]> {
    if (this.closed) return Promise.reject(storeUnavailable('the store is closed'));
    if (options.signal?.aborted) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const end = (): void => options.signal?.removeEventListener('abort', stop);
      const queued: Queued = {
        statement,
        options,
        writes,
        resolve: (rows) => {
          end();
          resolve(rows);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      const stop = (): void => this.stop(queued);
      options.signal?.addEventListener('abort', stop);
      this.waiting.add(options.turn, queued);
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.running !== undefined) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    const { worker } = this;
    if (worker === undefined) return;
    await new Promise((resolve) => {
      worker.once('exit', resolve);
      worker.postMessage('end');
    });
  }

  /** Runs the next statement if none is running. */
  private next(): void {
    if (this.running !== undefined) return;
    const queued = this.waiting.next();
    if (queued === undefined) {
      this.onIdle?.();
      return;
    }
    this.running = queued;
    Atomics.store(this.stopped, 0, 0);
    this.worker ??= this.open();
    const { statement, options, writes } = queued;
    this.worker.postMessage({
      writes,
      sql: plannedOnce(statement.sql),
      bindings: statement.bindings,
      millis: options.millis,
    });
  }

  private stop(queued: Queued): void {
    if (queued === this.running) {
      Atomics.store(this.stopped, 0, 1);
      return;
    }
    this.waiting.remove(queued.options.turn, queued);
    queued.reject(cancelled());
  }

  private open(): Worker {
    const workerData = { file: this.file, cacheKib, stopped: this.stopped.buffer };
    // Modules that `--import` loads into the server, such as tracing, are not loaded here.
    const worker = new Worker(script, { workerData, execArgv: [], env: {} });
    let cause: unknown;
    worker.on('message', (answer: Answer) => this.settle(answer));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.worker = undefined;
      const lost = this.running;
      this.running = undefined;
      lost?.reject(storeUnavailable('the store cannot read its file', cause));
      this.next();
    });
    return worker;
  }

  private settle(answer: Answer): void {
    const queued = this.running;
    this.running = undefined;
    if ('rows' in answer) queued?.resolve(answer.rows);
    else if ('stopped' in answer)
      queued?.reject(queued.options.signal?.aborted ? cancelled() : new StatementTimeout());
    else queued?.reject(toStoreError(new Database.SqliteError(answer.message, answer.code)));
    this.next();
  }
}
