import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { column, compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { SideReader } from '../../src/storage/sqlite/side-reader.js';
import { temporaryFolder } from '../setup/temporary.js';

describe('the thread that reads a SQLite file aside', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'grafeas.db');
  const rows = new Rows();
  let repository: Repository;
  let side: SideReader;
  /** Counts for about a second. */
  const long = {
    sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) AS n FROM n',
    bindings: [5_000_000],
  };
  beforeAll(async () => {
    repository = await openSqlite({ file, migrate: true });
    side = new SideReader(file);
  });
  afterAll(async () => {
    await side.close();
    await repository.close();
    folder.remove();
  });

  it('sees what was acknowledged before it is asked', async () => {
    for (let n = 0; n < 200; n += 1) {
      await repository.createNotes([rows.note({ scope: 'p', id: `n${n}` })]);
      const counted = side.read({ sql: 'SELECT count(*) AS n FROM notes WHERE scope = ?', bindings: ['p'] });
      expect(await counted).toEqual([{ n: n + 1 }]);
    }
  });

  it('is asked for what may look at many rows, and for nothing else', async () => {
    const asked = vi.spyOn(SideReader.prototype, 'read');
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

  it('holds up nobody: others read and write meanwhile', async () => {
    let isOver = false;
    const counted = side.read(long).finally(() => {
      isOver = true;
    });
    let served = 0;
    for (; !isOver; served += 1) {
      const note = rows.note({ scope: 'q', id: `n${served}` });
      await repository.createNotes([note]);
      expect(await repository.getNote(note)).toBeDefined();
    }
    expect(await counted).toEqual([{ n: 5_000_000 }]);
    // The last may have ended after it.
    expect(served).toBeGreaterThan(1);
  });

  it('fails what it was asked when it ends, and is started again', async () => {
    const counted = side.read(long);
    await (Reflect.get(side, 'worker') as Worker).terminate();
    await expect(counted).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    expect(await side.read({ sql: 'SELECT 1 AS one', bindings: [] })).toEqual([{ one: 1 }]);
  });

  it('tells bugs from a file that cannot be read, and writes nothing', async () => {
    const read = (sql: string) => side.read({ sql, bindings: [] });
    await expect(read('SELECT * FROM nothing')).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    await expect(read("DELETE FROM notes WHERE scope = 'q' RETURNING id")).rejects.toMatchObject({
      reason: 'STORE_UNAVAILABLE',
    });
    const missing = new SideReader(join(folder.path, 'missing.db'));
    await expect(missing.read(long)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    await missing.close();
  });

  it('ends with what it was asked answered, and refuses what comes later', async () => {
    const other = new SideReader(file);
    const counted = other.read(long);
    await other.close();
    expect(await counted).toEqual([{ n: 5_000_000 }]);
    await expect(other.read(long)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
  });
});
