import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import { type PoolOptions, ProcessPool } from '../../src/jobs/process-pool.js';
import { reportFaults } from '../../src/jobs/report-faults.js';

const script = new URL('./test-process.ts', import.meta.url);
const pools: ProcessPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function open(options: Partial<PoolOptions> = {}): ProcessPool {
  const pool = new ProcessPool({ script, processes: 1, maxQueued: 1, maxHeap: 64, ...options });
  pools.push(pool);
  return pool;
}

function leaver() {
  const caller = new AbortController();
  return { signal: caller.signal, abort: () => caller.abort() };
}

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiError ? error.reason : error),
  );

describe('ProcessPool', () => {
  it('keeps the state of a job between its calls and drops it after the job', async () => {
    const pool = open();
    const job = (): Promise<number[]> =>
      pool.run(async (process) => [
        await process.call<number>('add', 2),
        await process.call<number>('add', 3),
      ]);
    expect(await job()).toEqual([2, 5]);
    expect(await job()).toEqual([2, 5]);
  });

  it('copies bytes', async () => {
    expect(await open().run((process) => process.call('length', new Uint8Array(1000)))).toBe(1000);
  });

  it('transfers errors with reason, violations and, for faults, the stack for the log', async () => {
    const pool = open();
    const refused = await pool
      .run((process) => process.call('refuse', 'kind'))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({
      reason: 'INVALID_FIELD',
      message: 'kind: bad',
      violations: [{ field: 'kind', description: 'bad' }],
    });
    const fault = await pool.run((process) => process.call('break', 0)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: 'INTERNAL', message: 'internal error' });
    expect((fault as ApiError & { cause: Error }).cause.stack).toContain('RangeError: a fault');
  });

  it('stops a job that never ends when its signal aborts, and serves the next', async () => {
    const pool = open();
    const caller = new AbortController();
    const looping = pool.run((process) => {
      const call = process.call('loop', 0);
      caller.abort(new ApiError('CANCELLED', 'gone'));
      return call;
    }, caller);
    expect(await reasonOf(looping)).toBe('CANCELLED');
    expect(await pool.run((process) => process.call('add', 1))).toBe(1);
  });

  it('refuses jobs beyond its queue, and removes jobs whose caller disconnects', async () => {
    const pool = open();
    const first = Promise.withResolvers<void>();
    const running = pool.run(() => first.promise);
    const caller = new AbortController();
    const leaving = reasonOf(pool.run((process) => process.call('add', 1), caller));
    expect(pool.queued).toBe(1);
    expect(await reasonOf(pool.run((process) => process.call('add', 1)))).toBe('OVERLOADED');
    caller.abort(new ApiError('CANCELLED', 'gone'));
    expect(await leaving).toBe('CANCELLED');
    const waiting = pool.run((process) => process.call('add', 7));
    first.resolve();
    await running;
    expect(await waiting).toBe(7);
  });

  it('lets callers whose jobs wait take turns', async () => {
    const pool = open({ maxQueued: 10 });
    const first = Promise.withResolvers<void>();
    const running = pool.run(() => first.promise);
    const order: string[] = [];
    const wait = (principal: string) =>
      pool.run(
        async () => {
          order.push(principal);
        },
        { principal },
      );
    const waiting = ['greedy', 'greedy', 'greedy', 'greedy', 'modest', 'modest'].map(wait);
    first.resolve();
    await Promise.all([running, ...waiting]);
    expect(order).toEqual(['greedy', 'modest', 'greedy', 'modest', 'greedy', 'greedy']);
  });

  it('finishes a short job whose caller has disconnected, and does not start one that waits', async () => {
    const pool = open({ finishes: true });
    const { signal, abort } = leaver();
    const started = Promise.withResolvers<void>();
    const running = pool.run(
      async (process) => {
        const first = process.call('pid', 0);
        started.resolve();
        return [await first, await process.call('pid', 0)];
      },
      { signal },
    );
    await started.promise;
    const waiting = reasonOf(pool.run(() => Promise.reject(new TypeError('started')), { signal }));
    abort();
    expect(await waiting).toBe('CANCELLED');
    const [one, other] = await running;
    // Whoever is next need not wait for another process to start.
    expect([other, await pool.run((process) => process.call('pid', 0))]).toEqual([one, one]);
  });

  it('survives a process that exits and one that runs out of memory', async () => {
    const pool = open();
    expect(await reasonOf(pool.run((process) => process.call('exit', 0)))).toBe('INTERNAL');
    // A little at a time, and all at once, as by one value of an input that was not bounded.
    expect(await reasonOf(pool.run((process) => process.call('fill', 0)))).toBe('TOO_LARGE');
    expect(await reasonOf(pool.run((process) => process.call('fillAtOnce', 0)))).toBe('TOO_LARGE');
    expect(await pool.run((process) => process.call('add', 1))).toBe(1);
  });

  it('reports faults, and nothing else', async () => {
    const faults: string[] = [];
    const runner = reportFaults(open(), (cause) => faults.push(String((cause as Error).stack)));
    const run = (handler: string) => reasonOf(runner.run((process) => process.call(handler, 'kind')));
    expect(await run('refuse')).toBe('INVALID_FIELD');
    expect(await run('fill')).toBe('TOO_LARGE');
    expect(faults).toEqual([]);
    expect(await run('break')).toBe('INTERNAL');
    expect(await run('exit')).toBe('INTERNAL');
    expect(faults).toEqual([
      expect.stringContaining('RangeError: a fault'),
      expect.stringContaining('the process of a job ended with 3'),
    ]);
  });

  it('ends running and waiting jobs when it is closed', async () => {
    const pool = open();
    const running = reasonOf(pool.run((process) => process.call('loop', 0)));
    const waiting = reasonOf(pool.run((process) => process.call('add', 1)));
    await pool.close();
    expect(await Promise.all([running, waiting])).toEqual(['DRAINING', 'DRAINING']);
    expect(await reasonOf(pool.run((process) => process.call('add', 1)))).toBe('DRAINING');
  });
});
