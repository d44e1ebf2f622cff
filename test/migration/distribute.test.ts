import { expect, it } from 'vitest';
import { refused } from '../../src/contract/harness.js';
import {
  distributedTables,
  distributeSteps,
  dropTriggers,
  localTables,
} from '../../src/storage/postgres/distribute.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres, lockWaits } from '../setup/postgres-client.js';
import { standInForEngine } from '../setup/stand-in-engine.js';

describePostgres('Distributing tables', (server) => {
  it('is refused without the Citus extension, which the error names; the schema is up to date anyway', async () => {
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

  it('has a distribution for every table, whose rows each have a scope', async () => {
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
    for (const name of [
      '0016-resources-of-all-scopes.js',
      '0015-severity-days.js',
      '0013-assessments.js',
      '0012-verified-signatures.js',
      '0009-policies.js',
      '0007-packages.js',
      '0006-attestors.js',
      '0005-counts-without-triggers.js',
    ])
      expect(await migrations.down()).toEqual([name]);
    await migrations.close();
    const again = await connectPostgres(url);
    const back = await again.query("SELECT tgname FROM pg_trigger WHERE tgrelid = 'occurrences'::regclass");
    expect(back.rows).toHaveLength(2);
    await again.end();
    await drop();
  });

  it('distributes and undistributes, reports where tables are, and does each only once', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    await standInForEngine(url);
    const migrations = openPostgresMigrations({ url, shards: 4 });
    const tables = Object.entries(distributedTables);
    const shards = tables.map(([table, column]) => `${table} distributed by ${column}, 4 shards`);
    expect(await migrations.up()).toEqual(shards);
    expect(shards.at(-1)).toMatch(/^occurrences /);
    expect(await migrations.up()).toEqual([]);
    const lines = [
      ...tables.map(([table, column]) => `${table}: by ${column}, 4 shards`),
      ...localTables.map((table) => `${table}: on the coordinator`),
    ];
    expect((await migrations.status()).layout).toEqual(['2 nodes hold shards', ...lines.toSorted()]);
    await expect(openPostgres({ url, migrate: false, replica: url })).rejects.toMatchObject({
      reason: 'INVALID_PARAMETER',
      message: expect.stringMatching(/^--store-replica: /),
    });
    expect(await migrations.down()).toEqual(['the distribution of the tables']);
    expect((await migrations.status()).layout).toEqual(['2 nodes hold shards']);
    await migrations.close();
    await drop();
  });

  it.each([
    [
      'the coordinator has no name',
      'DELETE FROM pg_dist_node WHERE groupid = 0',
      /citus_set_coordinator_host/,
    ],
    [
      'the database is a worker',
      'UPDATE pg_dist_local_group SET groupid = 1',
      /name the coordinator in --store/,
    ],
    ['there are no workers', 'DELETE FROM pg_dist_node WHERE groupid > 0', /citus_add_node/],
  ])('is refused if %s', async (_, sql, message) => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    await standInForEngine(url);
    const client = await connectPostgres(url);
    await client.query(sql);
    await client.end();
    const migrations = openPostgresMigrations({ url, shards: 4 });
    await expect(migrations.up()).rejects.toMatchObject({
      reason: 'INVALID_PARAMETER',
      message: expect.stringMatching(message),
    });
    await migrations.close();
    await drop();
  });

  it('is refused while servers are connected; one that connects meanwhile cannot continue', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    await standInForEngine(url);
    const repository = await openPostgres({ url, migrate: false });
    const migrations = openPostgresMigrations({ url, shards: 4 });
    await expect(migrations.up()).rejects.toMatchObject({
      reason: 'INVALID_PARAMETER',
      message: '--distribute: servers are connected to this database (1 connections): stop them first',
    });
    const client = await connectPostgres(url);
    const endServers = () =>
      client.query(
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = 'grafeas-ts' AND datname = current_database()",
      );
    await endServers();
    await client.query('BEGIN');
    await client.query('LOCK TABLE occurrences IN SHARE MODE');
    const distributed = migrations.up();
    while ((await lockWaits(client)) === 0);
    // The first one may still be a connection that has ended.
    await repository.ping().catch(() => repository.ping());
    await client.query('COMMIT');
    expect(await distributed).toHaveLength(Object.keys(distributedTables).length);
    const other = async (): Promise<void> => {
      await repository.ping().catch(() => {});
      await refused(repository.createProject('p'), 'STORE_UNAVAILABLE');
      await expect(repository.ping()).rejects.toThrow(/on several nodes: restart this server/);
    };
    await other();
    const later = await openPostgres({ url, migrate: false });
    await later.createProject('p');
    expect(await later.hasProject('p')).toBe(true);
    await expect(migrations.down()).rejects.toThrow(/^migrate down: servers are connected/);
    await later.close();
    expect(await migrations.down()).toEqual(['the distribution of the tables']);
    expect(await repository.hasProject('p')).toBe(true);
    await repository.close();
    await migrations.close();
    await client.end();
    await drop();
  });
});

it('continues where it stopped, with the occurrences last and all tables colocated with the first', () => {
  const all = distributeSteps(new Set(), 8);
  const places = all.filter((sql) => sql.includes('create_distributed_table'));
  expect(places[0]).toBe(
    "SELECT create_distributed_table('notes', 'scope', colocate_with => 'none', shard_count => 8)",
  );
  expect(places.at(-1)).toBe(
    "SELECT create_distributed_table('occurrences', 'scope', colocate_with => 'notes')",
  );
  const moves = (steps: readonly string[]): string[] => steps.filter((sql) => !sql.includes('truncate'));
  expect(moves(distributeSteps(new Set(['notes', 'settings']), 8))).toEqual(
    moves(all).filter((sql) => !sql.includes("('notes'") && !sql.includes("('settings'")),
  );
});
