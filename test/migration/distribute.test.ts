import { expect, it } from 'vitest';
import {
  distributedTables,
  distributeSteps,
  dropTriggers,
  formatLayout,
  isDistributed,
  localTables,
} from '../../src/storage/postgres/distribute.js';
import { openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';

describePostgres('Distributing tables', (server) => {
  it('is refused where the engine is missing, which the error names; the schema is up to date all the same', async () => {
    const { url, drop } = await createDatabase(server);
    const migrations = openPostgresMigrations({ url, shards: 8 });
    await expect(migrations.up()).rejects.toMatchObject({
      reason: 'INVALID_PARAMETER',
      message: expect.stringMatching(
        /^--distribute: this database has no extension citus: install .* CREATE EXTENSION/,
      ),
    });
    expect(await migrations.status()).toMatchObject({ pending: [], layout: undefined });
    await migrations.close();
    await drop();
  });

  it('has a place for every table, in which each row names its scope', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const client = await connectPostgres(url);
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
    );
    const placed = [...Object.keys(distributedTables), ...localTables];
    expect(rows.map(({ name }) => name).sort()).toEqual(placed.sort());
    // A table is distributed by a column of each unique key.
    for (const [table, column] of Object.entries(distributedTables)) {
      const keys = await client.query<{ columns: string[] }>(
        `SELECT array_agg(a.attname::text) AS columns FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
         WHERE i.indrelid = '${table}'::regclass AND i.indisunique GROUP BY i.indexrelid`,
      );
      expect(keys.rows.length).toBeGreaterThan(0);
      for (const { columns } of keys.rows) expect(columns).toContain(column);
    }
    for (const sql of dropTriggers) await client.query(sql);
    const left = await client.query("SELECT tgname FROM pg_trigger WHERE tgrelid = 'occurrences'::regclass");
    expect(left.rows).toEqual([]);
    await client.end();
    // The release before counts with triggers: they come back when this one goes.
    const migrations = openPostgresMigrations({ url });
    for (const name of ['0006-attestors.js', '0005-counts-without-triggers.js'])
      expect(await migrations.down()).toEqual([name]);
    await migrations.close();
    const again = await connectPostgres(url);
    const back = await again.query("SELECT tgname FROM pg_trigger WHERE tgrelid = 'occurrences'::regclass");
    expect(back.rows).toHaveLength(2);
    await again.end();
    await drop();
  });
});

it('goes on where it stopped, the occurrences last, all beside the first', () => {
  const all = distributeSteps(new Set(), 8);
  const places = all.filter((sql) => sql.includes('create_distributed_table'));
  expect(places[0]).toBe(
    "SELECT create_distributed_table('notes', 'scope', colocate_with => 'none', shard_count => 8)",
  );
  expect(places.at(-1)).toBe(
    "SELECT create_distributed_table('occurrences', 'scope', colocate_with => 'notes')",
  );
  expect(distributeSteps(new Set(['notes', 'settings']), 8)).toEqual(
    all.filter((sql) => !sql.includes("('notes'") && !sql.includes("('settings'")),
  );
  const layout = {
    nodes: 2,
    tables: [
      { name: 'notes', column: 'scope', shards: 8 },
      { name: 'settings', column: null, shards: 1 },
    ],
  };
  expect(isDistributed(layout)).toBe(false);
  expect(isDistributed({ ...layout, tables: [{ name: 'occurrences', column: 'scope', shards: 8 }] })).toBe(
    true,
  );
  expect(formatLayout(layout)).toEqual([
    '2 nodes hold shards',
    'notes: by scope, 8 shards',
    'settings: on the coordinator',
  ]);
});
