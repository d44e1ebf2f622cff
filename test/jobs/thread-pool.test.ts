import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import { ThreadPool } from '../../src/jobs/thread-pool.js';

const script = new URL('./test-thread.ts', import.meta.url);
const pools: ThreadPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function open(options: { threads?: number; maxQueued?: number } = {}): ThreadPool {
  const pool = new ThreadPool({ script, threads: 1, maxQueued: 1, maxHeap: 64, ...options });
  pools.push(pool);
  return pool;
}

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiError ? error.reason : error),
  );

describe('ThreadPool', () => {
  it('keeps the state of a job between its calls and drops it after the job', async () => {
    const pool = open();
    const job = (): Promise<number[]> =>
      pool.run(async (thread) => [await thread.call<number>('add', 2), await thread.call<number>('add', 3)]);
    expect(await job()).toEqual([2, 5]);
    expect(await job()).toEqual([2, 5]);
  });

  it('moves buffers', async () => {
    const bytes = new Uint8Array(1000);
    expect(await open().run((thread) => thread.call('length', bytes, [bytes.buffer]))).toBe(1000);
    expect(bytes.length).toBe(0);
  });

  it('brings errors over with reason, violations and, of faults, the stack for the log', async () => {
    const pool = open();
    const refused = await pool
      .run((thread) => thread.call('refuse', 'kind'))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({
      reason: 'INVALID_FIELD',
      message: 'kind: bad',
      violations: [{ field: 'kind', description: 'bad' }],
    });
    const fault = await pool.run((thread) => thread.call('break', 0)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: 'INTERNAL', message: 'internal error' });
    expect((fault as ApiError & { cause: Error }).cause.stack).toContain('RangeError: a fault');
  });

  it('stops a job that never ends when its signal aborts, and serves the next', async () => {
    const pool = open();
    const caller = new AbortController();
    const looping = pool.run((thread) => {
      const call = thread.call('loop', 0);
      caller.abort(new ApiError('CANCELLED', 'gone'));
      return call;
    }, caller.signal);
    expect(await reasonOf(looping)).toBe('CANCELLED');
    expect(await pool.run((thread) => thread.call('add', 1))).toBe(1);
  });

  it('refuses jobs beyond its queue, and forgets those who leave it', async () => {
    const pool = open();
    const first = Promise.withResolvers<void>();
    const running = pool.run(() => first.promise);
    const caller = new AbortController();
    const leaving = reasonOf(pool.run((thread) => thread.call('add', 1), caller.signal));
    expect(pool.queued).toBe(1);
    expect(await reasonOf(pool.run((thread) => thread.call('add', 1)))).toBe('OVERLOADED');
    caller.abort(new ApiError('CANCELLED', 'gone'));
    expect(await leaving).toBe('CANCELLED');
    const waiting = pool.run((thread) => thread.call('add', 7));
    first.resolve();
    await running;
    expect(await waiting).toBe(7);
  });

  it('survives a thread that exits and one that runs out of memory', async () => {
    const pool = open();
    expect(await reasonOf(pool.run((thread) => thread.call('exit', 0)))).toBe('INTERNAL');
    expect(await reasonOf(pool.run((thread) => thread.call('fill', 0)))).toBe('TOO_LARGE');
    expect(await pool.run((thread) => thread.call('add', 1))).toBe(1);
  });

  it('ends what runs and waits when it is closed', async () => {
    const pool = open();
    const running = reasonOf(pool.run((thread) => thread.call('loop', 0)));
    const waiting = reasonOf(pool.run((thread) => thread.call('add', 1)));
    await pool.close();
    expect(await Promise.all([running, waiting])).toEqual(['DRAINING', 'DRAINING']);
    expect(await reasonOf(pool.run((thread) => thread.call('add', 1)))).toBe('DRAINING');
  });
});
