import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryContract } from '../../src/contract/repository-contract.js';
import { Rows } from '../../src/contract/rows.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { openTemporarySqlite } from '../setup/temporary.js';

repositoryContract({
  name: 'sqlite',
  open: openTemporarySqlite,
  reopen: {
    open: (folder) => openSqlite({ file: join(folder, 'grafeas.db'), migrate: true }),
    syncs: 'SQLite syncs its file in native code; sqlite-durability.test.ts cuts the power',
  },
});

describe('a batch of SQLite that fails in its middle', () => {
  for (const company of [0, 1]) {
    it(`is rolled back, and does not affect ${company} other writes of its turn`, async () => {
      const repository = await openTemporarySqlite();
      const rows = new Rows();
      const note = rows.note({ scope: 'p', id: 'n' });
      await repository.createNotes([note]);
      const [first, twice] = [rows.occurrence('p', note), rows.occurrence('p', note)];
      const others = Array.from({ length: company }, () => rows.occurrence('p', note));
      const [failed, ...rest] = await Promise.allSettled([
        repository.createOccurrences([first, twice, twice]),
        ...others.map((row) => repository.createOccurrences([row])),
      ]);
      expect(failed?.status).toBe('rejected');
      expect(rest.filter(({ status }) => status !== 'fulfilled')).toEqual([]);
      expect(await repository.listOccurrences({ scope: 'p', limit: 9 })).toEqual(
        others.map(({ id, document }) => ({ id, document })),
      );
      await repository.close();
    });
  }
});
