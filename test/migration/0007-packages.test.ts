import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import type { Migrations } from '../../src/storage/sql/migrations.js';
import { openSqlite, openSqliteMigrations } from '../../src/storage/sqlite/open-sqlite.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { temporaryFolder } from '../setup/temporary.js';

const migration = '0007-packages.js';
const where: Predicate = { op: 'package', name: 'openssl', holds: () => true };
const packages = [{ type: 'deb', name: 'openssl', version: '1' }];
/** More than are indexed in one step, in several scopes. */
const count = 450;

/** What an earlier release stored is refused to be searched until all of it is indexed; two servers may do it at once. */
async function indexes(
  openMigrations: () => Migrations | Promise<Migrations>,
  open: () => Promise<Repository>,
): Promise<void> {
  const rows = new Rows();
  const note = rows.note({ scope: 'p', id: 'n' });
  const earlier = Array.from({ length: count }, (_, n) => rows.occurrence(`p${n % 7}`, note, { packages }));
  const before = await open();
  await before.createNotes([note]);
  await before.createOccurrences(earlier);
  await before.close();
  const migrations = await openMigrations();
  while (!(await migrations.down()).includes(migration));
  expect(await migrations.up()).toContain(migration);
  await migrations.close();

  const repository = await open();
  const find = async (scope?: string) => {
    const query = { where, limit: 1000 };
    return scope === undefined
      ? await repository.findOccurrences(query)
      : await repository.listOccurrences({ ...query, scope });
  };
  const [first, second] = earlier;
  if (first === undefined || second === undefined) throw new Error('nothing is stored');
  const later = rows.occurrence('p0', note, { packages });
  await repository.createOccurrences([later]);
  await repository.deleteOccurrence(second);
  const changed = { ...first, document: JSON.stringify({ changed: true }), packages: [] };
  expect(await repository.replaceOccurrence(first.document, changed)).toBe(true);
  let asked = 0;
  const step = () =>
    repository.indexPackages((document) => {
      asked += 1;
      expect(document).not.toBe(changed.document);
      return packages;
    });
  expect(await step()).toBe(false);
  for (const scope of [undefined, 'p0'])
    await expect(find(scope)).rejects.toMatchObject({
      reason: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('still being indexed'),
    });
  while (!(await Promise.all([step(), step()])).includes(true));
  expect(asked).toBeGreaterThanOrEqual(count - 2);
  const expected = [...earlier.slice(2), later].map(({ scope, id }) => `${scope} ${id}`).sort();
  expect((await find())?.map((row) => ('scope' in row ? `${row.scope} ${row.id}` : ''))).toEqual(expected);
  await repository.close();
  const again = await open();
  expect(await again.findOccurrences({ where, limit: 1000 })).toHaveLength(expected.length);
  await again.close();
}

describe('SQLite', () => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('indexes the existing occurrences', async () => {
    const file = join(folder.path, 'grafeas.db');
    await (await openSqlite({ file, migrate: true })).close();
    await indexes(
      () => openSqliteMigrations(file),
      () => openSqlite({ file, migrate: false }),
    );
  });
});

describePostgres('PostgreSQL', (server) => {
  it('indexes the existing occurrences', async () => {
    const { url, drop } = await createDatabase(server);
    const all = openPostgresMigrations({ url });
    await all.up();
    await all.close();
    await indexes(
      () => openPostgresMigrations({ url }),
      () => openPostgres({ url, migrate: false }),
    );
    await drop();
  });
});
