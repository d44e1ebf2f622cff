import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import type { Statement, Work } from '../../src/storage/sql/statement.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { temporaryFolder } from '../setup/temporary.js';

/** A group of writes that pauses after each statement: what others see and do meanwhile. */
describe('a group of writes to SQLite that pauses', () => {
  const lock = { scope: 'p', name: 'x' };
  const writes = 40;
  const names: Statement = { sql: 'SELECT name FROM things ORDER BY name', bindings: [] };
  const put = (name: string): Statement => ({
    sql: 'INSERT INTO things (name) VALUES (?)',
    bindings: [name],
  });
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let database: Database.Database;
  let driver: SqliteDriver;
  let order: string[];
  let besides: number;

  function open(openBeside: () => Database.Database): void {
    driver = new SqliteDriver(database, {
      release: async () => void database.close(),
      openBeside: () => {
        besides += 1;
        return openBeside();
      },
      pauseAfter: 0,
    });
  }

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'pauses.db');
    database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = OFF');
    database.exec('CREATE TABLE things (name text NOT NULL PRIMARY KEY)');
    order = [];
    besides = 0;
    open(() => new Database(file, { readonly: true }));
  });
  afterEach(async () => {
    await driver.close();
    folder.remove();
  });

  function* many(): Work<void> {
    for (let n = 0; n < writes; n += 1) yield put(`n${String(n).padStart(2, '0')}`);
  }
  const writeMany = (): Promise<unknown> => driver.transact(lock, many).then(() => order.push('written'));
  const read = async (): Promise<readonly unknown[]> => {
    const found = await driver.read(names);
    order.push('read');
    return found;
  };

  it('lets reads run in between, which see none of its rows before it is committed', async () => {
    const written = writeMany();
    for (let reads = 0; reads < 5; reads += 1) expect(await read()).toEqual([]);
    expect(await Promise.all([driver.read(names), driver.read(names)])).toEqual([[], []]);
    await written;
    expect(order).toEqual([...new Array(5).fill('read'), 'written']);
    expect(await read()).toHaveLength(writes);
    expect(besides, 'connections').toBe(1);
  });

  it('lets no other write run in between, and keeps their order', async () => {
    const written = writeMany();
    await read();
    const later = ['a', 'b'].map((name) => driver.write(put(name)).then(() => order.push(name)));
    await Promise.all([written, ...later]);
    expect(order).toEqual(['read', 'written', 'a', 'b']);
  });

  it('is rolled back as a whole if it fails after a pause, and the next one runs', async () => {
    const failing = driver.transact(lock, function* (): Work<void> {
      yield* many();
      yield put('n00');
    });
    const refused = expect(failing).rejects.toThrow(/UNIQUE/);
    expect(await read()).toEqual([]);
    const next = driver.write(put('a'));
    await Promise.all([refused, next]);
    expect(await read()).toEqual([{ name: 'a' }]);
    expect(database.inTransaction).toBe(false);
  });

  it('delays the closing of the store until it ends', async () => {
    const written = writeMany();
    await read();
    await Promise.all([driver.close(), written]);
    const left = new Database(file, { readonly: true });
    expect(left.prepare('SELECT count(*) FROM things').pluck().get()).toBe(writes);
    left.close();
  });

  it('refuses a read if no connection can be opened, and ends normally', async () => {
    await driver.close();
    database = new Database(file);
    open(() => new Database(join(folder.path, 'none.db'), { readonly: true, fileMustExist: true }));
    const written = writeMany();
    await expect(driver.read(names)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    await written;
    expect(await read()).toHaveLength(writes);
  });
});

describe('a get beside a batch of a thousand occurrences', () => {
  it('is returned before the batch is committed', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'batch.db');
    const repository = await openSqlite({ file, migrate: true });
    const rows = new Rows();
    const note = rows.note({ scope: 'p', id: 'n' });
    await repository.createNotes([note]);
    const packages = Array.from({ length: 12 }, (_, n) => ({
      type: 'deb',
      name: `package-${n}`,
      version: '1',
    }));
    const batch = Array.from({ length: 1_000 }, () => rows.occurrence('p', note, { packages }));
    const committed = new Database(file, { readonly: true })
      .prepare('SELECT count(*) FROM occurrences')
      .pluck();
    const written = repository.createOccurrences(batch);
    const [, before] = await Promise.all([
      written,
      repository.getNote(note).then((found) => [found?.document, committed.get()]),
    ]);
    expect(before).toEqual([note.document, 0]);
    expect(committed.get()).toBe(1_000);
    committed.database.close();
    await repository.close();
    folder.remove();
  });
});
