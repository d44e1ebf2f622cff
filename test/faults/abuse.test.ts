import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  idleConnections,
  largeBodies,
  longPages,
  slowClients,
  worstFilters,
} from '../../bench/faults/abuse.js';
import { prepareLoad } from '../../bench/faults/load.js';
import { postgresRestart } from '../../bench/faults/postgres-restart.js';
import { type Replica, startReplica } from '../../bench/faults/replica.js';
import { postgresBinaries } from '../setup/postgres-server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Smaller rounds of what `bench/faults/run.ts` does at full size. */
describe('a server under abuse', () => {
  let replica: Replica;
  const folder = temporaryFolder();
  beforeAll(async () => {
    replica = await startReplica('--store', `sqlite:${folder.path}/grafeas.db`, '--drain-delay', '0');
    await prepareLoad(replica.url, 'p');
  });
  afterAll(async () => {
    expect(await replica.stop()).toBe(0);
    folder.remove();
  });

  it('serves others beside slow clients', async () => {
    const { answers, others } = await slowClients(replica, 100, 600);
    expect(answers).toEqual({ open: 100 });
    expect(others).toMatchObject({ failed: 0 });
    expect(others.served).toBeGreaterThan(5);
  });

  it('serves others beside idle connections', async () => {
    const { answers, others } = await idleConnections(replica, 600);
    expect(answers).toEqual({ 200: 600 });
    expect(others).toMatchObject({ failed: 0 });
  });

  it('accepts as many large bodies at once as it can hold, and refuses the rest with Retry-After', async () => {
    const { answers, others, memory } = await largeBodies(replica, 40);
    expect(Object.keys(answers).filter((status) => !['200', '503', 'closed'].includes(status))).toEqual([]);
    expect(answers['200']).toBeGreaterThan(0);
    expect(others).toMatchObject({ failed: 0 });
    expect(memory).toBeLessThan(900);
  });

  it('serves pages of the largest documents to many at once', async () => {
    // So many at once may all be unread: a machine that stands still drops nobody.
    const { answers, others, memory } = await longPages(replica, 30, 40, 30);
    expect(answers).toEqual({ 200: 40 });
    expect(others).toMatchObject({ failed: 0 });
    expect(memory).toBeLessThan(900);
  });

  it('serves others beside long filters', async () => {
    const { answers, others } = await worstFilters(replica, 30);
    expect(answers).toEqual({ 200: 30 });
    expect(others).toMatchObject({ failed: 0 });
  });
});

describe('a server whose PostgreSQL crashes under load', () => {
  if (postgresBinaries().length === 0) {
    // It is killed and started again, which is not done to a server given by a URL.
    it.skip('no server binaries of PostgreSQL to start and stop', () => {});
    return;
  }
  it('loses nothing, returns 503 meanwhile, and recovers by itself', async () => {
    const result = await postgresRestart(2);
    expect(result?.created.length).toBeGreaterThan(20);
    expect(result?.lost).toEqual([]);
    expect(Object.keys(result?.failures ?? {}).filter((what) => !/ 50[34]$/.test(what))).toEqual([]);
  });
});
