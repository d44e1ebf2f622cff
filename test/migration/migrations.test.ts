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
import { postgresSchema, sqliteSchema } from './schema-text.js';

const names = [
  '0001-tables.js',
  '0002-severity-counts.js',
  '0003-derived-members.js',
  '0004-requests.js',
  '0005-counts-without-triggers.js',
  '0006-attestors.js',
  '0007-packages.js',
  '0009-policies.js',
  '0012-verified-signatures.js',
  '0013-assessments.js',
  '0015-severity-days.js',
  '0016-resources-of-all-scopes.js',
];

/** Up, data, down, up again: on whatever database. */
async function upAndDown(
  openMigrations: () => Migrations | Promise<Migrations>,
  open: () => Promise<Repository>,
): Promise<void> {
  const migrations = await openMigrations();
  expect(await migrations.status()).toEqual({ completed: [], pending: names });
  await expect(migrations.check()).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
  const rehearsed = await migrations.dryRun();
  expect(rehearsed.filter((sql) => sql.startsWith('CREATE INDEX'))).toHaveLength(13);
  expect(await migrations.status(), 'a dry run changes nothing').toEqual({ completed: [], pending: names });
  expect(await migrations.up()).toEqual(names);
  expect(await migrations.up()).toEqual([]);
  await migrations.close();

  const repository = await open();
  const rows = new Rows();
  const note = rows.note({ scope: 'p', id: 'n' });
  const occurrence = rows.occurrence('p', note, { severity: 4 });
  await repository.createProject('p');
  await repository.createNotes([note]);
  await repository.createOccurrences([occurrence]);
  await repository.close();
  const again = await open();
  expect((await again.getOccurrence(occurrence))?.document).toBe(occurrence.document);
  await again.close();

  const back = await openMigrations();
  for (const name of names.toReversed()) expect(await back.down()).toEqual([name]);
  expect(await back.down()).toEqual([]);
  expect(await back.status()).toEqual({ completed: [], pending: names });
  expect(await back.up()).toEqual(names);
  await back.close();
  const empty = await open();
  expect(await empty.listProjects({ limit: 1 })).toEqual([]);
  await empty.close();
}

describe('SQLite', () => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('migrates up, down and up again; its schema is the committed one', async () => {
    const file = join(folder.path, 'new', 'grafeas.db');
    await upAndDown(
      () => openSqliteMigrations(file),
      () => openSqlite({ file, migrate: false }),
    );
    const database = new Database(file, { readonly: true });
    await expect(sqliteSchema(database)).toMatchFileSnapshot('../../migrations/schema.sqlite.sql');
    database.close();
  });
});

describePostgres('PostgreSQL', (server) => {
  it('migrates up, down and up again; its schema is the committed one', async () => {
    const { url, drop } = await createDatabase(server);
    await upAndDown(
      () => openPostgresMigrations({ url }),
      () => openPostgres({ url, migrate: false }),
    );
    const client = await connectPostgres(url);
    await expect(await postgresSchema(client)).toMatchFileSnapshot('../../migrations/schema.postgres.sql');
    await client.end();
    await drop();
  });

  it('migrates up and down with partitions; their number is chosen once', async () => {
    const { url, drop } = await createDatabase(server);
    await upAndDown(
      () => openPostgresMigrations({ url, partitions: 3 }),
      () => openPostgres({ url, migrate: false }),
    );
    const late = openPostgresMigrations({ url, partitions: 5 });
    await expect(late.up()).rejects.toMatchObject({ reason: 'INVALID_PARAMETER' });
    await late.close();
    await drop();
  });

  it('is safe for several replicas that start together, also after one was killed during a migration', async () => {
    const { url, drop } = await createDatabase(server);
    const client = await connectPostgres(url);
    // What knex leaves behind when its process dies in the middle.
    await client.query('CREATE TABLE knex_migrations_lock (index serial PRIMARY KEY, is_locked integer)');
    await client.query('INSERT INTO knex_migrations_lock (is_locked) VALUES (1)');
    const replicas = await Promise.all(
      Array.from({ length: 4 }, () => openPostgres({ url, migrate: true, pool: { max: 2 } })),
    );
    await replicas[0]?.createProject('p');
    expect(await replicas[3]?.hasProject('p'), 'replicas read what others wrote').toBe(true);
    const { rows } = await client.query('SELECT count(*)::int AS n FROM knex_migrations');
    expect(rows).toEqual([{ n: names.length }]);
    await Promise.all(replicas.map((replica) => replica.close()));
    await client.end();
    await drop();
  });
});
