import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import type { Migrations } from '../../src/storage/sql/migrations.js';
import { openSqlite, openSqliteMigrations } from '../../src/storage/sqlite/open-sqlite.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { temporaryFolder } from '../setup/temporary.js';

const name = '0003-derived-members.js';

/** Rows of the release before are still there, and say that nobody knows what of them was derived. */
async function keepsWhatIsThere(
  openMigrations: () => Migrations | Promise<Migrations>,
  open: () => Promise<Repository>,
): Promise<void> {
  const rows = new Rows();
  const note = rows.note({ scope: 'p', id: 'n' }, { revision: 5 });
  const occurrence = rows.occurrence('p', note, { severity: 4, derived: 'effectiveSeverity' });
  const before = await open();
  await before.createNotes([note]);
  await before.createOccurrences([occurrence]);
  expect(await before.getOccurrence(occurrence)).toMatchObject({ derived: 'effectiveSeverity' });
  await before.close();
  const migrations = await openMigrations();
  while (!(await migrations.down()).includes(name));
  expect(await migrations.up()).toContain(name);
  await migrations.close();
  const after = await open();
  const { kind, document } = note;
  expect(await after.getNote(note)).toEqual({ kind, document, revision: 0 });
  expect(await after.getOccurrence(occurrence)).toMatchObject({
    document: occurrence.document,
    derived: null,
  });
  expect((await after.listDerived({ note, limit: 9 })).rows).toHaveLength(1);
  await after.close();
}

describe('SQLite', () => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('keeps the existing rows', async () => {
    const file = join(folder.path, 'grafeas.db');
    await (await openSqlite({ file, migrate: true })).close();
    await keepsWhatIsThere(
      () => openSqliteMigrations(file),
      () => openSqlite({ file, migrate: false }),
    );
  });
});

describePostgres('PostgreSQL', (server) => {
  it.each([undefined, 3])('keeps the existing rows, partitions: %s', async (partitions) => {
    const { url, drop } = await createDatabase(server);
    const all = openPostgresMigrations({ url, partitions });
    await all.up();
    await all.close();
    await keepsWhatIsThere(
      () => openPostgresMigrations({ url }),
      () => openPostgres({ url, migrate: false }),
    );
    await drop();
  });
});
