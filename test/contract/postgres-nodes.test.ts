import { describe, expect, it } from 'vitest';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { Rows } from '../../src/contract/rows.js';
import { distributedTables } from '../../src/storage/postgres/distribute.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { connectPostgres } from '../setup/postgres-client.js';

/**
 * `TEST_DISTRIBUTED_URLS=postgres://coordinator/db,postgres://worker/db,…`: one database of a Citus cluster as each of its
 * nodes is reached, the coordinator first. ALL ROWS OF IT ARE DELETED.
 */
const urls = (process.env.TEST_DISTRIBUTED_URLS ?? '').split(',').filter((url) => url !== '');

describe('PostgreSQL on several nodes', () => {
  const [coordinator = ''] = urls;
  if (coordinator === '') {
    // A test cannot start a cluster: postgres-distributed.test.ts has the same statements on one node.
    it.skip('no cluster: set TEST_DISTRIBUTED_URLS to one URL per node, the coordinator first', () => {});
    return;
  }

  repositoryContract({
    name: `postgres, call by call over ${urls.length} nodes`,
    async open() {
      await empty(coordinator);
      return inTurn(await Promise.all(urls.map((url) => openPostgres({ url, migrate: false }))));
    },
    skip: { reopen: 'the nodes keep their files' },
  });

  it('reports where its tables are, and moves them to one node and back with their rows', async () => {
    const rows = new Rows();
    const note = rows.note({ scope: 'stays', id: 'n' });
    const occurrence = rows.occurrence('consumer', note);
    const look = async (url: string): Promise<void> => {
      const repository = await openPostgres({ url, migrate: false });
      expect((await repository.getNote(note))?.document).toBe(note.document);
      expect((await repository.getOccurrence(occurrence))?.document).toBe(occurrence.document);
      await repository.close();
    };
    await empty(coordinator);
    const first = await openPostgres({ url: coordinator, migrate: false });
    await first.createNotes([note]);
    await first.createOccurrences([occurrence]);
    await first.close();
    const shardsOf = (layout: readonly string[] | undefined): number =>
      Number(layout?.find((line) => line.startsWith('occurrences: by scope, '))?.match(/\d+/)?.[0] ?? 0);
    const other = openPostgresMigrations({ url: coordinator });
    const before = shardsOf((await other.status()).layout);
    await other.close();
    expect(before).toBeGreaterThan(0);
    const shards = before === 8 ? 4 : 8;
    const migrations = openPostgresMigrations({ url: coordinator, shards });
    await alone(() => migrations.down());
    expect(shardsOf((await migrations.status()).layout)).toBe(0);
    await look(coordinator);
    await alone(() => migrations.up());
    expect(shardsOf((await migrations.status()).layout)).toBe(shards);
    for (const url of urls) await look(url);
    await migrations.close();
  });
});

/** Distributes the tables, unless they are, and deletes all rows. */
async function empty(coordinator: string): Promise<void> {
  const migrations = openPostgresMigrations({ url: coordinator, shards: 8 });
  await migrations.up();
  await migrations.close();
  const client = await connectPostgres(coordinator);
  for (const table of Object.keys(distributedTables)) await client.query(`DELETE FROM ${table}`);
  await client.end();
}

/** Each call goes to the next of the servers, whatever it is. */
function inTurn(servers: readonly Repository[]): Repository {
  let calls = 0;
  const [first] = servers;
  if (first === undefined) throw new Error('there is no server');
  return new Proxy(first, {
    get(_, name) {
      if (name === 'close') return () => Promise.all(servers.map((server) => server.close()));
      if (typeof Reflect.get(first, name) !== 'function') return Reflect.get(first, name);
      return (...values: unknown[]) => {
        calls += 1;
        const server = servers[calls % servers.length] ?? first;
        return Reflect.apply(Reflect.get(server, name), server, values);
      };
    },
  });
}

/** A node may take a moment to see that a connection was closed. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!/servers are connected/.test(String(error))) throw error;
    }
  }
}
