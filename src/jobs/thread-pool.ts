import { fileURLToPath } from 'node:url';
import { type Transferable, Worker } from 'node:worker_threads';
import { ApiError } from '../domain/errors.js';
import { type ErrorMessage, fromErrorMessage } from './error-message.js';

export interface PoolOptions {
  /** The module a thread runs; it calls `serveJobs`. */
  readonly script: URL;
  /** How many jobs run at once, each in a thread of its own. */
  readonly threads: number;
  /** How many more may wait for a thread; further ones are refused with OVERLOADED. */
  readonly maxQueued: number;
  /** Heap of a thread in MiB. A job that needs more ends with TOO_LARGE; the server goes on. */
  readonly maxHeap: number;
}

/** A thread that works for one job. */
export interface Thread {
  /**
   * Calls a handler of the script. `transfer` lists buffers that move instead of being copied.
   * @throws what the handler threw, TOO_LARGE where the thread ran out of memory.
   */
  call<Result>(handler: string, argument: unknown, transfer?: readonly Transferable[]): Promise<Result>;
}

interface Waiting {
  readonly start: (slot: Slot) => void;
  readonly refuse: (reason: unknown) => void;
}

type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ErrorMessage };

/**
 * Runs jobs in worker threads, so that none of them holds the event loop. A job leases a thread, calls its handlers as
 * often as it likes, and leaves it clean for the next one. Jobs wait in the order they came.
 *
 * @example
 * const pool = new ThreadPool({ script: new URL('./import-thread.js', import.meta.url), threads: 1, maxQueued: 8, maxHeap: 1024 });
 * const found = await pool.run((thread) => thread.call<number>('count', report), signal);
 */
export class ThreadPool {
  private readonly idle: Slot[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly slots = new Set<Slot>();
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** How many jobs wait for a thread. */
  get queued(): number {
    return this.waiting.length;
  }

  /**
   * Runs `job` with a thread of its own. When `signal` aborts, the thread is stopped wherever it is, and the job ends
   * with the reason of the signal.
   *
   * @throws OVERLOADED where too many wait, DRAINING once the pool is closed.
   */
  async run<Result>(job: (thread: Thread) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const slot = await this.lease(signal);
    const stop = (): void => void slot.stop(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      signal?.throwIfAborted();
      return await job(slot);
    } finally {
      signal?.removeEventListener('abort', stop);
      this.giveBack(slot);
    }
  }

  /** Stops every thread; jobs that run or wait end with DRAINING. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { refuse } of this.waiting.splice(0)) refuse(closing());
    await Promise.all([...this.slots].map((slot) => slot.stop(closing())));
  }

  private lease(signal: AbortSignal | undefined): Promise<Slot> {
    if (this.closed) return Promise.reject(closing());
    const idle = this.idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.slots.size < this.options.threads) {
      const slot = new Slot(this.options);
      this.slots.add(slot);
      return Promise.resolve(slot);
    }
    if (this.waiting.length >= this.options.maxQueued)
      return Promise.reject(new ApiError('OVERLOADED', 'too many jobs wait for a thread', { retryAfter: 1 }));
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        start(slot) {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
        refuse: reject,
      };
      const leave = (): void => {
        const index = this.waiting.indexOf(entry);
        if (index >= 0) this.waiting.splice(index, 1);
        reject(signal?.reason);
      };
      this.waiting.push(entry);
      if (signal?.aborted === true) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }

  private giveBack(slot: Slot): void {
    slot.reset();
    const next = this.closed ? undefined : this.waiting.shift();
    if (next === undefined) this.idle.push(slot);
    else next.start(slot);
  }
}

/** A place for one thread, which is started by its first call, and again after it was stopped or has died. */
class Slot implements Thread {
  private worker: Worker | undefined;
  private readonly calls = new Map<number, PromiseWithResolvers<unknown>>();
  private lastId = 0;
  private stopped: unknown;

  constructor(private readonly options: PoolOptions) {}

  call<Result>(handler: string, argument: unknown, transfer: readonly Transferable[] = []): Promise<Result> {
    if (this.stopped !== undefined) return Promise.reject(this.stopped);
    this.worker ??= this.start();
    this.lastId += 1;
    const call = Promise.withResolvers<unknown>();
    this.calls.set(this.lastId, call);
    this.worker.postMessage({ id: this.lastId, handler, argument }, transfer);
    return call.promise as Promise<Result>;
  }

  /** Ends the thread in the middle of what it does. */
  async stop(reason: unknown): Promise<void> {
    this.stopped = reason ?? new ApiError('CANCELLED', 'the job was stopped');
    const { worker } = this;
    this.worker = undefined;
    this.fail(this.stopped);
    await worker?.terminate();
  }

  /** Makes the slot ready for another job: what the last one left in the thread is dropped. */
  reset(): void {
    this.stopped = undefined;
    this.worker?.postMessage('reset');
  }

  private start(): Worker {
    const { script, maxHeap } = this.options;
    const worker = new Worker(script, {
      execArgv: loaderOf(script),
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: maxHeap },
    });
    worker.on('message', (reply: Reply) => this.settle(reply));
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.fail(deathOf(cause));
    });
    // A server that has nothing else to do may end.
    worker.unref();
    return worker;
  }

  private settle(reply: Reply): void {
    const call = this.calls.get(reply.id);
    this.calls.delete(reply.id);
    if ('error' in reply) call?.reject(fromErrorMessage(reply.error));
    else call?.resolve(reply.result);
  }

  private fail(reason: unknown): void {
    const lost = [...this.calls.values()];
    this.calls.clear();
    for (const { reject } of lost) reject(reason);
  }
}

function closing(): ApiError {
  return new ApiError('DRAINING', 'the server is shutting down');
}

function deathOf(cause: unknown): ApiError {
  const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? new ApiError('TOO_LARGE', 'the request needs more memory than one job may use', { cause })
    : new ApiError('INTERNAL', 'a worker thread ended unexpectedly', { cause });
}

/** Threads do not inherit the loader that the sources are run with. */
function loaderOf(script: URL): string[] {
  return fileURLToPath(script).endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
}

/** The module beside the caller: TypeScript where the sources are run, JavaScript where they were compiled. */
export function threadScript(name: string, caller: string): URL {
  return new URL(`./${name}.${caller.endsWith('.ts') ? 'ts' : 'js'}`, caller);
}
