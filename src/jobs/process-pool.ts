import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ApiError, cancelled } from '../domain/errors.js';
import type { Caller } from '../domain/permits.js';
import { Turns } from '../domain/turns.js';
import { type ErrorMessage, fromErrorMessage } from './error-message.js';

export interface PoolOptions {
  /** The module a process runs; it calls `serveJobs`. */
  readonly script: URL;
  /** Maximum number of concurrent jobs, each in its own process. */
  readonly processes: number;
  /** Maximum number of waiting jobs; further ones are refused with OVERLOADED. */
  readonly maxQueued: number;
  /** Heap of a process in MiB. A job that needs more ends with TOO_LARGE; the server goes on. */
  readonly maxHeap: number;
  /**
   * Whether a running job whose caller has gone is finished, not stopped: for jobs that take less time than a process takes to
   * start again. One that waits is never started.
   */
  readonly finishes?: boolean;
}

/** The process of one job. */
export interface JobProcess {
  /**
   * Calls a handler of the script. The caller's thread copies the data in both directions: keep it to some megabytes.
   * @throws what the handler threw, TOO_LARGE if the process ran out of memory.
   */
  call<Result>(handler: string, argument: unknown): Promise<Result>;
}

interface Waiting {
  readonly start: (slot: Slot) => void;
  readonly refuse: (reason: unknown) => void;
}

type Reply = {
  readonly id: number;
  /** Memory of the process in bytes. */
  readonly memory: number;
} & ({ readonly result: unknown } | { readonly error: ErrorMessage });

/** MiB of a semi-space of a process. Node's default is twice as much, which large jobs fill with garbage and gain nothing by. */
const youngHeap = 16;

/** A process with more bytes than this after a job is replaced. */
const keptMemory = 256 * 1024 * 1024;

/**
 * Runs jobs in separate processes, so that no job blocks the event loop, and a job that runs out of memory does not end the
 * server, as a thread would. A job leases a process, calls its handlers any number of times, and leaves no state for the
 * next one. Callers whose jobs wait take turns.
 *
 * @example
 * const pool = new ProcessPool({ script: new URL('./import-process.js', import.meta.url), processes: 1, maxQueued: 8, maxHeap: 1024 });
 * const found = await pool.run((process) => process.call<number>('count', report), { principal, signal });
 */
export class ProcessPool {
  private readonly idle: Slot[] = [];
  private readonly waiting = new Turns<Waiting>();
  private readonly slots = new Set<Slot>();
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** The number of waiting jobs. */
  get queued(): number {
    return this.waiting.size;
  }

  /**
   * Runs `job` with a process. If the caller's signal aborts, the process is killed, unless the pool `finishes` its jobs. The job
   * then rejects with the signal's reason if that is an ApiError, else with CANCELLED.
   *
   * @throws OVERLOADED if too many jobs wait, DRAINING after the pool is closed.
   */
  async run<Result>(job: (process: JobProcess) => Promise<Result>, caller: Caller = {}): Promise<Result> {
    const slot = await this.lease(caller);
    const { signal } = caller;
    const stop = (): void => void slot.stop(cancelled(signal));
    if (this.options.finishes !== true) signal?.addEventListener('abort', stop, { once: true });
    try {
      if (signal?.aborted === true) throw cancelled(signal);
      return await job(slot);
    } finally {
      signal?.removeEventListener('abort', stop);
      this.giveBack(slot);
    }
  }

  /** Stops every process; jobs that run or wait end with DRAINING. */
  async close(): Promise<void> {
    this.closed = true;
    for (let next = this.waiting.next(); next !== undefined; next = this.waiting.next())
      next.refuse(closing());
    await Promise.all([...this.slots].map((slot) => slot.stop(closing())));
  }

  private lease({ principal = '', signal }: Caller): Promise<Slot> {
    if (this.closed) return Promise.reject(closing());
    const idle = this.idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.slots.size < this.options.processes) {
      const slot = new Slot(this.options);
      this.slots.add(slot);
      return Promise.resolve(slot);
    }
    if (this.waiting.size >= this.options.maxQueued)
      return Promise.reject(
        new ApiError('OVERLOADED', 'too many jobs wait for a process', { retryAfter: 1 }),
      );
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        start(slot) {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
        refuse: reject,
      };
      const leave = (): void => {
        this.waiting.remove(principal, entry);
        reject(cancelled(signal));
      };
      this.waiting.add(principal, entry);
      if (signal?.aborted === true) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }

  private giveBack(slot: Slot): void {
    slot.reset();
    const next = this.closed ? undefined : this.waiting.next();
    if (next === undefined) this.idle.push(slot);
    else next.start(slot);
  }
}

/** A slot for one process, which is started by the first call, and restarted after it was stopped or has died. */
class Slot implements JobProcess {
  private child: ChildProcess | undefined;
  private readonly calls = new Map<number, PromiseWithResolvers<unknown>>();
  private lastId = 0;
  private memory = 0;
  private stopped: unknown;

  constructor(private readonly options: PoolOptions) {}

  call<Result>(handler: string, argument: unknown): Promise<Result> {
    if (this.stopped !== undefined) return Promise.reject(this.stopped);
    const child = this.child ?? this.start();
    this.child = child;
    this.lastId += 1;
    const id = this.lastId;
    const call = Promise.withResolvers<unknown>();
    this.calls.set(id, call);
    // If the process has ended, its exit handler reports the reason.
    child.send({ id, handler, argument }, () => {});
    return call.promise as Promise<Result>;
  }

  /** Stops the process immediately. */
  async stop(reason: unknown): Promise<void> {
    this.stopped = reason ?? new ApiError('CANCELLED', 'the job was stopped');
    const { child } = this;
    this.child = undefined;
    this.fail(this.stopped);
    if (child !== undefined) await end(child);
  }

  /** Prepares the slot for another job: drops the state of the last one. */
  reset(): void {
    this.stopped = undefined;
    const { child } = this;
    if (this.memory > keptMemory && child !== undefined) {
      this.child = undefined;
      void end(child);
    } else child?.send('reset', () => {});
    this.memory = 0;
  }

  private start(): ChildProcess {
    const { script, maxHeap } = this.options;
    const child = fork(script, {
      execArgv: [
        ...loaderOf(script),
        `--max-old-space-size=${maxHeap}`,
        `--max-semi-space-size=${youngHeap}`,
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-lastWords);
    });
    child.on('message', (reply: Reply) => this.settle(reply));
    const over = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (this.child !== child) return;
      this.child = undefined;
      this.fail(deathOf({ code, signal, said }));
    };
    child.on('close', over);
    child.on('error', (error) => {
      said = error.message;
      // A process that failed to start has no exit event.
      if (child.pid === undefined) over(null, null);
    });
    // An idle process must not keep the server running.
    child.unref();
    child.channel?.unref();
    (child.stderr as Socket | null)?.unref();
    return child;
  }

  private settle(reply: Reply): void {
    const call = this.calls.get(reply.id);
    this.calls.delete(reply.id);
    this.memory = reply.memory;
    if ('error' in reply) call?.reject(fromErrorMessage(reply.error));
    else call?.resolve(reply.result);
  }

  private fail(reason: unknown): void {
    const lost = [...this.calls.values()];
    this.calls.clear();
    for (const { reject } of lost) reject(reason);
  }
}

/** Maximum characters of the output that are kept for errors. */
const lastWords = 2_000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // A running job keeps the server running.
  child.ref();
  child.kill('SIGKILL');
  await exited;
}

function closing(): ApiError {
  return new ApiError('DRAINING', 'the server is shutting down');
}

interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** V8 aborts a process whose heap is full; the kernel kills the one that fills its memory. */
function deathOf({ code, signal, said }: Death): ApiError {
  const cause = new Error(`the process of a job ended with ${signal ?? code}: ${said}`);
  const isMemory = signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134;
  return isMemory
    ? new ApiError('TOO_LARGE', 'the request needs more memory than one job may use', { cause })
    : new ApiError('INTERNAL', 'the process of a job ended unexpectedly', { cause });
}

/** Processes that run from sources need the loader of the server. */
function loaderOf(script: URL): string[] {
  return fileURLToPath(script).endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
}

/** The module beside the caller: TypeScript when run from sources, JavaScript when compiled. */
export function jobScript(name: string, caller: string): URL {
  return new URL(`./${name}.${caller.endsWith('.ts') ? 'ts' : 'js'}`, caller);
}
