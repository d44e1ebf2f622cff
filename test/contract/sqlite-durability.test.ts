import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { watchSyncs } from '../../src/contract/power-cut.js';
import { Rows } from '../../src/contract/rows.js';
import type { SqlDriver } from '../../src/storage/sql/driver.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { openTemporarySqlite, temporaryFolder } from '../setup/temporary.js';

/** What is acknowledged is in the log, as far as the disk has it. */
describe('writes to SQLite', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);

  it('are acknowledged after their log was synced, and found after a power cut', async () => {
    const [own, left] = ['own', 'left'].map((name) => join(folder.path, name)) as [string, string];
    const file = join(own, 'grafeas.db');
    // The second connection finds everything in the file, and its log is empty.
    await (await openSqlite({ file, migrate: true })).close();
    const repository = await openSqlite({ file, migrate: true });
    const cut = watchSyncs(own);
    try {
      for (let count = 1; count <= 12; count += 1) {
        const names = Array.from({ length: count % 4 }, (_, n) => `p${count}-${n}`);
        await Promise.all(names.map((name) => repository.createProject(name)));
        const copy = `${left}${count}`;
        cpSync(file, join(copy, 'grafeas.db'));
        cut.leave(copy);
        const found = await openSqlite({ file: join(copy, 'grafeas.db'), migrate: true });
        for (const name of names) expect(await found.hasProject(name), name).toBe(true);
        await found.close();
      }
    } finally {
      cut.stop();
      await repository.close();
    }
  });

  it('are copied from the log into the file by the other thread', async () => {
    const repository = await openTemporarySqlite();
    const { driver } = repository as unknown as { readonly driver: SqlDriver };
    expect(await driver.read({ sql: 'PRAGMA journal_mode', bindings: [] })).toEqual([
      { journal_mode: 'wal' },
    ]);
    const rows = new Rows();
    for (let made = 0; made < 4_500; made += 500)
      await repository.createNotes(
        Array.from({ length: 500 }, (_, n) => rows.note({ scope: 'p', id: `n${made + n}` })),
      );
    // No commit does it: the log is far below the size at which they do.
    for (;;) {
      const sql = 'PRAGMA wal_checkpoint(NOOP)';
      const [state] = (await driver.read({ sql, bindings: [] })) as [{ log: number; checkpointed: number }];
      expect(state.log).toBeLessThan(4_000);
      if (state.checkpointed > 0 && state.checkpointed === state.log) break;
    }
    await repository.createProject('first-in-the-log-again');
    const [{ log }] = (await driver.read({ sql: 'PRAGMA wal_checkpoint(NOOP)', bindings: [] })) as [
      { log: number },
    ];
    expect(log).toBeLessThan(20);
    await repository.close();
  });
});
