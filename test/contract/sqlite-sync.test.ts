import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Statement } from '../../src/storage/sql/statement.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';

interface Sync {
  resolve(): void;
  reject(error: Error): void;
}

/** A disk that takes as long as the test wants. */
describe('a SQLite store whose disk is slow', () => {
  let database: Database.Database;
  let driver: SqliteDriver;
  let groups: number[];
  /** Syncs that were asked for and are not over. */
  let syncs: Sync[];
  let asked: ((sync: Sync) => void) | undefined;

  const put = (name: string): Statement => ({
    sql: 'INSERT INTO things (name) VALUES (?)',
    bindings: [name],
  });
  const names: Statement = { sql: 'SELECT name FROM things ORDER BY name', bindings: [] };
  /** The next sync that is asked for. */
  const nextSync = (): Promise<Sync> =>
    new Promise((resolve) => {
      asked = resolve;
    });

  beforeEach(() => {
    database = new Database(':memory:');
    database.exec('CREATE TABLE things (name text NOT NULL PRIMARY KEY)');
    groups = [];
    syncs = [];
    const observer = { onCommit: (jobs: number) => groups.push(jobs), onPool: () => {}, onRead: () => {} };
    const sync = (): Promise<void> =>
      new Promise((resolve, reject) => {
        syncs.push({ resolve, reject });
        asked?.({ resolve, reject });
      });
    driver = new SqliteDriver(database, { release: async () => void database.close(), observer, sync });
  });
  afterEach(() => database.close());

  it('reads during the sync, and acknowledges nothing before its end', async () => {
    const syncing = nextSync();
    let isAcknowledged = false;
    const write = driver.write(put('a')).then(() => {
      isAcknowledged = true;
    });
    const sync = await syncing;
    for (let reads = 0; reads < 20; reads += 1) expect(await driver.read(names)).toEqual([{ name: 'a' }]);
    expect(isAcknowledged).toBe(false);
    sync.resolve();
    await write;
    expect(syncs).toHaveLength(1);
  });

  it('commits the writes that arrive during the sync together, with one further sync', async () => {
    const first = nextSync();
    const writes = [driver.write(put('a'))];
    const sync = await first;
    for (const name of ['b', 'c', 'd']) {
      writes.push(driver.write(put(name)));
      // Each in a turn of its own.
      await driver.read(names);
    }
    expect(await driver.read(names)).toEqual([{ name: 'a' }]);
    const second = nextSync();
    sync.resolve();
    await writes[0];
    (await second).resolve();
    await Promise.all(writes);
    expect(groups).toEqual([1, 3]);
    expect(syncs).toHaveLength(2);
  });

  it('does not wait for a sync if nothing was written', async () => {
    const first = nextSync();
    const write = driver.write(put('a'));
    (await first).resolve();
    await write;
    await expect(driver.write(put('a'))).rejects.toThrow(/UNIQUE/);
    expect(syncs).toHaveLength(1);
  });

  it('waits for the sync and for pending writes when it is closed', async () => {
    const first = nextSync();
    const writes = [driver.write(put('a'))];
    const sync = await first;
    writes.push(driver.write(put('b')));
    const second = nextSync();
    const closed = driver.close().then(() => 'closed');
    sync.resolve();
    const last = await second;
    // A close that did not wait would be over by then.
    for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(database.open).toBe(true);
    last.resolve();
    expect(await Promise.all([...writes, closed])).toEqual([1, 1, 'closed']);
  });

  it('writes nothing more after a sync has failed, and still reads', async () => {
    const first = nextSync();
    const write = driver.write(put('a'));
    const sync = await first;
    const meanwhile = driver.write(put('b'));
    const refused = { reason: 'STORE_UNAVAILABLE', message: expect.stringContaining('restart the server') };
    const rejected = [expect(write).rejects, expect(meanwhile).rejects].map((one) =>
      one.toMatchObject(refused),
    );
    sync.reject(new Error('EIO'));
    await Promise.all(rejected);
    await expect(driver.write(put('c'))).rejects.toMatchObject(refused);
    // A disk may report success the next time for what it has lost.
    expect(syncs).toHaveLength(1);
    expect(await driver.read(names)).toEqual([{ name: 'a' }]);
    await driver.close();
  });
});
