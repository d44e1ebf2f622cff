import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { column, compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { StatementTimeout } from '../../src/storage/sql/driver.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { ReaderThread } from '../../src/storage/sqlite/reader-thread.js';
import { temporaryFolder } from '../setup/temporary.js';

describe('the reader thread of SQLite', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'grafeas.db');
  const rows = new Rows();
  let repository: Repository;
  let side: ReaderThread;
  const how = { turn: 'p', millis: 60_000 };
  /** Counts for tenths of a second. */
  const long = {
    sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) AS n FROM n',
    bindings: [2_000_000],
  };
  beforeAll(async () => {
    repository = await openSqlite({ file, migrate: true });
    side = new ReaderThread(file);
  });
  afterAll(async () => {
    await side.close();
    await repository.close();
    folder.remove();
  });

  it('sees all writes that were acknowledged before the read', async () => {
    for (let n = 0; n < 200; n += 1) {
      await repository.createNotes([rows.note({ scope: 'p', id: `n${n}` })]);
      const counted = side.read(
        { sql: 'SELECT count(*) AS n FROM notes WHERE scope = ?', bindings: ['p'] },
        how,
      );
      expect(await counted).toEqual([{ n: n + 1 }]);
    }
  });

  it('runs only reads that may scan many rows', async () => {
    const asked = vi.spyOn(ReaderThread.prototype, 'read');
    try {
      await repository.listOccurrences({ scope: 'p', limit: 10 });
      await repository.listOccurrences({ scope: 'p', limit: 10, where: equal('resourceUri', 'r') });
      await repository.summarize({ scope: 'p', kind: 1, where: equal('resourceUri', 'r') });
      await repository.summarize({ scope: 'p', kind: 1 });
      expect(asked).not.toHaveBeenCalled();
      await repository.listNotes({ scope: 'p', limit: 10, where: compare(inDocument('text'), '=', 'a') });
      expect(asked).toHaveBeenCalled();
      asked.mockClear();
      await repository.summarize({ scope: 'p', kind: 1, where: compare(column('severity'), '>', 3) });
      expect(asked).toHaveBeenCalled();
    } finally {
      asked.mockRestore();
    }
  });

  it('blocks no other caller: others read and write meanwhile', async () => {
    let isOver = false;
    const counted = side.read(long, how).finally(() => {
      isOver = true;
    });
    let served = 0;
    for (; !isOver; served += 1) {
      const note = rows.note({ scope: 'q', id: `n${served}` });
      await repository.createNotes([note]);
      expect(await repository.getNote(note)).toBeDefined();
    }
    expect(await counted).toEqual([{ n: 2_000_000 }]);
    // The last may have ended after it.
    expect(served).toBeGreaterThan(1);
  });

  it('fails its running reads when it ends, and is started again', async () => {
    const counted = side.read(long, how);
    await (Reflect.get(side, 'worker') as Worker).terminate();
    await expect(counted).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    expect(await side.read({ sql: 'SELECT 1 AS one', bindings: [] }, how)).toEqual([{ one: 1 }]);
  });

  it('distinguishes bugs from a file that cannot be read, and writes nothing', async () => {
    const read = (sql: string) => side.read({ sql, bindings: [] }, how);
    await expect(read('SELECT * FROM nothing')).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    await expect(read("DELETE FROM notes WHERE scope = 'q' RETURNING id")).rejects.toMatchObject({
      reason: 'STORE_UNAVAILABLE',
    });
    const missing = new ReaderThread(join(folder.path, 'missing.db'));
    await expect(missing.read(long, how)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    await missing.close();
  });

  it('ends after its running reads, and refuses later ones', async () => {
    const other = new ReaderThread(file);
    const counted = other.read(long, how);
    await other.close();
    expect(await counted).toEqual([{ n: 2_000_000 }]);
    await expect(other.read(long, how)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
  });

  /** Never ends by itself: looks at a document for each number, without a pause. */
  const endless = {
    sql:
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ' +
      'SELECT i FROM n WHERE NOT may_go_on() LIMIT ?',
    bindings: [1],
  };
  const one = { sql: 'SELECT 1 AS one', bindings: [] };

  it('stops a read whose caller has disconnected, and continues with the next', async () => {
    const caller = new AbortController();
    const stopped = side.read(endless, { ...how, signal: caller.signal });
    const queued = side.read(endless, { ...how, signal: caller.signal });
    const next = side.read(one, how);
    caller.abort();
    const refused = { status: 'rejected', reason: { reason: 'CANCELLED' } };
    expect(await Promise.allSettled([stopped, queued])).toMatchObject([refused, refused]);
    expect(await next).toEqual([{ one: 1 }]);
    await expect(side.read(one, { ...how, signal: caller.signal })).rejects.toMatchObject({
      reason: 'CANCELLED',
    });
  });

  it('stops a read that exceeds its time limit', async () => {
    await expect(side.read(endless, { ...how, millis: 5 })).rejects.toBeInstanceOf(StatementTimeout);
    expect(await side.read(one, how)).toEqual([{ one: 1 }]);
  });

  it('lets waiting callers take turns, however many reads one of them has', async () => {
    const order: string[] = [];
    const ask = async (turn: string): Promise<void> => {
      await side.read(one, { ...how, turn });
      order.push(turn);
    };
    await Promise.all([...Array.from({ length: 5 }, () => ask('a')), ask('b'), ask('c'), ask('b')]);
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a', 'a']);
  });
});
