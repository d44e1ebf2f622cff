import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Connections } from '../../../src/storage/postgres/connections.js';
import { withReadReplica } from '../../../src/storage/postgres/read-replica.js';
import { overloaded, storeUnavailable } from '../../../src/storage/repository-errors.js';

/** Which of the two answers where the replica fails in some way; both are up to date. */
async function readsAfter(failure: Error): Promise<{ readonly answer: unknown; readonly asked: string[] }> {
  const asked: string[] = [];
  const store = (name: string, failed?: Error) => {
    const memory = openMemory();
    return Object.assign(Object.create(memory) as typeof memory, {
      listNotes: async () => {
        asked.push(name);
        if (failed !== undefined) throw failed;
        return [];
      },
      hasProject: async () => {
        asked.push(name);
        return true;
      },
    });
  };
  const says = (row: object) =>
    ({ run: async () => ({ rows: [row], changes: 0 }) }) as unknown as Connections;
  const repository = withReadReplica({
    primary: store('primary'),
    replica: store('replica', failure),
    primaryConnections: says({ position: '0/1', history: '1 00000001' }),
    replicaConnections: says({ fresh: true }),
  });
  const answer = await repository.listNotes({ scope: 'p', limit: 1 }).catch((error: unknown) => error);
  await repository.hasProject('p');
  return { answer, asked };
}

describe('a read that fails on the replica', () => {
  it('is repeated on the primary if the replica is unavailable, which is then not used for a time', async () => {
    const { answer, asked } = await readsAfter(storeUnavailable('away', new Error('ECONNREFUSED')));
    expect(answer).toEqual([]);
    expect(asked).toEqual(['replica', 'primary', 'primary']);
  });

  it.each([
    ['busy', overloaded('lists')],
    ['a read that takes too long', storeUnavailable('the filter reads too many rows')],
    ['wrong', new ApiError('INTERNAL', 'a bug')],
    ['broken', new TypeError('a bug')],
  ])('is not repeated if it is %s', async (_what, failure) => {
    const { answer, asked } = await readsAfter(failure);
    expect(answer).toBe(failure);
    expect(asked).toEqual(['replica', 'replica']);
  });
});

describe('the check whether the replica is up to date', () => {
  /** A repository whose replica says that it is up to date, or not, with how often each of the two was asked. */
  function watched(fresh: boolean) {
    const asked = { primary: 0, replica: 0 };
    const connections = (name: keyof typeof asked, row: object) => ({
      run: async () => {
        asked[name] += 1;
        return { rows: [row], changes: 0 };
      },
    });
    const memory = openMemory();
    const repository = withReadReplica({
      primary: memory,
      replica: memory,
      primaryConnections: connections('primary', {
        position: '0/1',
        history: '1 00000001',
      }) as unknown as Connections,
      replicaConnections: connections('replica', { fresh }) as unknown as Connections,
    });
    return { repository, asked };
  }

  it('is shared by concurrent reads', async () => {
    const { repository, asked } = watched(true);
    await Promise.all(Array.from({ length: 200 }, () => repository.hasProject('p')));
    expect(asked).toEqual({ primary: 1, replica: 1 });
    await repository.hasProject('p');
    expect(asked).toEqual({ primary: 2, replica: 2 });
  });

  it('is not repeated for a second after it failed', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { repository, asked } = watched(false);
    const inVain = { primary: 1, replica: 6 };
    await repository.hasProject('p');
    // The reader may not have waited for all of it.
    await vi.waitUntil(() => asked.replica >= inVain.replica, 20_000);
    for (let n = 0; n < 20; n += 1) await repository.hasProject('p');
    vi.advanceTimersByTime(900);
    await repository.hasProject('p');
    expect(asked).toEqual(inVain);
    vi.advanceTimersByTime(100);
    await repository.hasProject('p');
    expect(asked.primary).toBe(2);
  });
});

it('the primary is closed although closing the replica fails', async () => {
  const closed: string[] = [];
  const store = (name: string, failure?: Error) =>
    Object.assign(openMemory(), {
      close: async () => {
        closed.push(name);
        if (failure !== undefined) throw failure;
      },
    });
  const connections = {} as Connections;
  const failure = new Error('the replica is gone');
  const repository = withReadReplica({
    primary: store('primary'),
    replica: store('replica', failure),
    primaryConnections: connections,
    replicaConnections: connections,
  });
  await expect(repository.close()).rejects.toBe(failure);
  expect(closed).toEqual(['replica', 'primary']);
});
