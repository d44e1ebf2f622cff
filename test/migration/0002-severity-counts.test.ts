import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import type { Migrations } from '../../src/storage/sql/migrations.js';
import { openSqlite, openSqliteMigrations } from '../../src/storage/sqlite/open-sqlite.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { temporaryFolder } from '../setup/temporary.js';

/** What a count leaves behind where nothing is left to count. */
async function nothingStays(open: () => Promise<Repository>, read: (sql: string) => Promise<unknown[]>) {
  const repository = await open();
  for (const { id } of await repository.listOccurrences({ scope: 'p', limit: 100 }))
    await repository.deleteOccurrence({ scope: 'p', id });
  await repository.close();
  expect(await read('SELECT * FROM severity_counts')).toEqual([]);
}

/** Occurrences that were there before the migration and those after it are counted alike, and none twice. */
async function countsWhatIsThere(
  openMigrations: () => Migrations | Promise<Migrations>,
  open: () => Promise<Repository>,
): Promise<void> {
  const rows = new Rows();
  const note = rows.note({ scope: 'p', id: 'n' });
  const build = rows.note({ scope: 'p', id: 'b' }, { kind: 2 });
  const at = (resourceUri: string, severity: number, fixable = false) =>
    rows.occurrence('p', note, { resourceUri, severity, fixable });
  const summary = async (repository: Repository): Promise<readonly unknown[]> =>
    (await repository.summarize({ scope: 'p', kind: note.kind })).map(
      ({ resourceUri, severity, total, fixable }) => [resourceUri, severity, total, fixable],
    );

  const gone = at('b', 3);
  const before = await open();
  await before.createNotes([note, build]);
  await before.createOccurrences([at('a', 4), at('a', 4, true), at('a', 7), at('b', 0, true), gone]);
  await before.createOccurrences([rows.occurrence('p', build, { kind: 2, resourceUri: 'a' })]);
  await before.close();
  const migrations = await openMigrations();
  while (!(await migrations.down()).includes('0002-severity-counts.js'));
  expect(await migrations.up()).toContain('0002-severity-counts.js');
  await migrations.close();

  const after = await open();
  expect(await summary(after)).toEqual([
    ['a', 0, 1, 0],
    ['a', 4, 2, 1],
    ['b', 0, 1, 1],
    ['b', 3, 1, 0],
  ]);
  await after.createOccurrences([at('a', 4)]);
  await after.deleteOccurrence(gone);
  expect(await summary(after)).toEqual([
    ['a', 0, 1, 0],
    ['a', 4, 3, 1],
    ['b', 0, 1, 1],
  ]);
  await after.close();
}

describe('SQLite', () => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('counts the existing occurrences', async () => {
    const file = join(folder.path, 'grafeas.db');
    await (await openSqlite({ file, migrate: true })).close();
    await countsWhatIsThere(
      () => openSqliteMigrations(file),
      () => openSqlite({ file, migrate: false }),
    );
    await nothingStays(
      () => openSqlite({ file, migrate: false }),
      async (sql) => {
        const database = new Database(file, { readonly: true });
        const rows = database.prepare(sql).all();
        database.close();
        return rows;
      },
    );
  });
});

describePostgres('PostgreSQL', (server) => {
  it.each([undefined, 3])('counts the existing occurrences, partitions: %s', async (partitions) => {
    const { url, drop } = await createDatabase(server);
    const all = openPostgresMigrations({ url, partitions });
    await all.up();
    await all.close();
    await countsWhatIsThere(
      () => openPostgresMigrations({ url }),
      () => openPostgres({ url, migrate: false }),
    );
    const client = await connectPostgres(url);
    await nothingStays(
      () => openPostgres({ url, migrate: false }),
      async (sql) => (await client.query(sql)).rows,
    );
    await client.end();
    await drop();
  });
});
