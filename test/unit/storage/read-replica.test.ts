import { describe, expect, it } from 'vitest';
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
  it('is answered by the primary where the database is away, which is left alone for a while', async () => {
    const { answer, asked } = await readsAfter(storeUnavailable('away', new Error('ECONNREFUSED')));
    expect(answer).toEqual([]);
    expect(asked).toEqual(['replica', 'primary', 'primary']);
  });

  it.each([
    ['busy', overloaded('lists')],
    ['too long a read', storeUnavailable('the filter reads too many rows')],
    ['wrong', new ApiError('INTERNAL', 'a bug')],
    ['broken', new TypeError('a bug')],
  ])('is not asked for again where it is %s', async (_what, failure) => {
    const { answer, asked } = await readsAfter(failure);
    expect(answer).toBe(failure);
    expect(asked).toEqual(['replica', 'replica']);
  });
});
