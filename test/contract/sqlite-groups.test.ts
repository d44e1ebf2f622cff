import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import type { Statement, Work } from '../../src/storage/sql/statement.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Writes of one turn share a transaction; what one of them does wrong is its own affair. */
describe.each([
  ['without a pause', false],
  ['with a pause after each statement', true],
])('groups of writes to SQLite, %s', (_, pauses) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Database.Database;
  let driver: SqliteDriver;
  let groups: number[];
  const put = (name: string): Statement => ({
    sql: 'INSERT INTO things (name) VALUES (?)',
    bindings: [name],
  });
  const stored = (): unknown[] => database.prepare('SELECT name FROM things ORDER BY name').pluck().all();

  beforeEach(() => {
    folder = temporaryFolder();
    const file = join(folder.path, 'groups.db');
    database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = OFF');
    database.exec('CREATE TABLE things (name text NOT NULL PRIMARY KEY)');
    groups = [];
    const observer = { onCommit: (jobs: number) => groups.push(jobs), onPool: () => {}, onRead: () => {} };
    const openBeside = (): Database.Database => new Database(file, { readonly: true });
    const release = async (): Promise<void> => void database.close();
    driver = new SqliteDriver(database, {
      release,
      observer,
      ...(pauses ? { openBeside, pauseAfter: 0 } : {}),
    });
  });
  afterEach(async () => {
    await driver.close();
    folder.remove();
  });

  function* twoWrites(first: string, second: string): Work<string> {
    yield put(first);
    yield put(second);
    return second;
  }

  it('are one transaction, and each write gets its own result', async () => {
    const answers = await Promise.allSettled([
      driver.write(put('a')),
      driver.write(put('a')),
      driver.transact({ scope: 'p', name: 'x' }, () => twoWrites('b', 'c')),
      driver.transact({ scope: 'p', name: 'x' }, (): Work<never> => {
        throw new ApiError('CONFLICT', 'before it wrote');
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(answers[3]).toMatchObject({ reason: { message: 'before it wrote' } });
    expect(stored()).toEqual(['a', 'b', 'c']);
    expect(groups).toEqual([4]);
  });

  it('lose no other write if one fails halfway, and keep nothing of that one', async () => {
    const answers = await Promise.allSettled([
      driver.write(put('a')),
      driver.transact({ scope: 'p', name: 'x' }, () => twoWrites('half', 'a')),
      driver.transact({ scope: 'p', name: 'x' }, function* (): Work<void> {
        yield put('planned');
        throw new ApiError('CONFLICT', 'changed its mind');
      }),
      driver.write(put('b')),
      driver.transact({ scope: 'p', name: 'x' }, () => twoWrites('c', 'd')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(answers[2]).toMatchObject({ reason: { reason: 'CONFLICT', message: 'changed its mind' } });
    expect(stored()).toEqual(['a', 'b', 'c', 'd']);
    expect(groups).toEqual([1, 2]);
    expect(database.inTransaction).toBe(false);
  });

  it('end after many rows, so that reads do not wait for all of them', async () => {
    const order: string[] = [];
    const many = (name: string): Statement => ({
      sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
            INSERT INTO things (name) SELECT ? || i FROM n`,
      bindings: [name],
    });
    const asked = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      driver.write(many(name)).then(() => order.push(name)),
    );
    const count: Statement = { sql: 'SELECT count(*) AS rows FROM things', bindings: [] };
    const read = driver.read(count).then(([found]) => order.push(JSON.stringify(found)));
    await Promise.all([...asked, read]);
    // Beside a group, what is committed is seen, and no more.
    if (pauses) expect(order).toEqual(['{"rows":0}', 'a', 'b', 'c', 'd', 'e']);
    else expect(order).toEqual(['a', 'b', '{"rows":1200}', 'c', 'd', 'e']);
    expect(groups).toEqual([2, 2, 1]);
  });

  it('are all committed by a close, however many rows they have', async () => {
    const asked = Array.from({ length: 2_500 }, (_, n) => driver.write(put(`n${n}`)));
    await driver.close();
    await expect(Promise.all(asked)).resolves.toHaveLength(2_500);
    expect(groups).toEqual([1_000, 1_000, 500]);
  });

  it('roll a single write back as a whole', async () => {
    await expect(driver.transact({ scope: 'p', name: 'x' }, () => twoWrites('half', 'half'))).rejects.toThrow(
      /UNIQUE/,
    );
    expect(stored()).toEqual([]);
    expect(database.inTransaction).toBe(false);
  });
});
