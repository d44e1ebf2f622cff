import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { storeUnavailable } from '../repository-errors.js';
import type { Statement } from '../sql/driver.js';
import { toStoreError } from './errors.js';
import { plannedOnce } from './planned-once.js';

type Answer =
  | { readonly id: number; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly code: string; readonly message: string };

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

const script = new URL('./side-worker.js', import.meta.url);
/** Of a reader that walks through what it reads once. */
const cacheKib = 4_096;

/**
 * Long reads of a SQLite file in a thread with a connection of its own, so that they hold up nobody. A statement sees
 * all that was committed before it was asked for. The thread is started by the first, and again should it end.
 */
export class SideReader {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private closed = false;

  constructor(private readonly file: string) {}

  read({ sql, bindings }: Statement): Promise<readonly unknown[]> {
    if (this.closed) return Promise.reject(storeUnavailable('the store is closed'));
    this.worker ??= this.open();
    const { worker } = this;
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, sql: plannedOnce(sql), bindings });
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const { worker } = this;
    if (worker === undefined) return;
    await new Promise((resolve) => {
      worker.once('exit', resolve);
      worker.postMessage('end');
    });
  }

  private open(): Worker {
    const workerData = { file: this.file, cacheKib };
    // What is loaded into the server at its start, to trace it, has no business here.
    const worker = new Worker(script, { workerData, execArgv: [], env: {} });
    let cause: unknown;
    worker.on('message', (answer: Answer) => this.settle(answer));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.worker = undefined;
      const lost = [...this.waiting.values()];
      this.waiting.clear();
      for (const { reject } of lost) reject(storeUnavailable('the store cannot read its file', cause));
    });
    return worker;
  }

  private settle(answer: Answer): void {
    const asker = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('rows' in answer) asker?.resolve(answer.rows);
    else asker?.reject(toStoreError(new Database.SqliteError(answer.message, answer.code)));
  }
}
