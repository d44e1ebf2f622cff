import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { ApiError } from '../../src/domain/errors.js';
import { openPostgres, openPostgresMigrations } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres, type TestDatabase } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';

/** A server that restarts ends every connection. None may end the process, whatever it was doing. */

const ours = "FROM pg_stat_activity WHERE application_name = 'grafeas-ts' AND datname = current_database()";

describePostgres('connections that PostgreSQL ends', (server) => {
  let database: TestDatabase;
  let admin: pg.Client;
  let uncaught: unknown[];
  const record = (error: unknown): void => {
    uncaught.push(error);
  };

  beforeEach(async () => {
    database = await createDatabase(server, templates.plain.name);
    admin = await connectPostgres(database.url);
    uncaught = [];
    process.on('uncaughtExceptionMonitor', record);
  });
  afterEach(async () => {
    process.off('uncaughtExceptionMonitor', record);
    await admin.end();
    await database.drop();
    expect(uncaught).toEqual([]);
  });

  /** Ends all connections of stores; how many there were. */
  async function endAll(): Promise<number> {
    return (await admin.query(`SELECT pg_terminate_backend(pid) ${ours}`)).rowCount ?? 0;
  }

  async function untilState(condition: string, count: number): Promise<void> {
    while ((await admin.query(`SELECT 1 ${ours} AND ${condition}`)).rows.length < count);
  }

  const open = (more: { replica?: string } = {}): Promise<Repository> =>
    openPostgres({ url: database.url, migrate: false, ...more });

  /** What it fails with is an outage for callers, and the store is well again soon. */
  async function expectOutage(outcomes: readonly PromiseSettledResult<unknown>[]): Promise<void> {
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toBeInstanceOf(ApiError);
      expect((outcome.reason as ApiError).reason).toBe('STORE_UNAVAILABLE');
    }
  }

  async function recovers(repository: Repository): Promise<void> {
    while (
      await repository.ping().then(
        () => false,
        () => true,
      )
    );
    expect(await repository.hasProject('p')).toBe(false);
  }

  it.each([
    ['of a store', {}],
    ['of a store with a replica', { replica: true }],
  ])('do not end the process while they are idle: %s', async (_, { replica }: { replica?: boolean }) => {
    const repository = await open(replica === true ? { replica: database.url } : {});
    for (let round = 0; round < 5; round += 1) {
      await Promise.allSettled(Array.from({ length: 5 }, () => repository.hasProject('p')));
      await untilState("state = 'idle'", 1);
      expect(await endAll()).toBeGreaterThan(0);
      await recovers(repository);
    }
    await repository.close();
  });

  it('do not end the process within a statement or a transaction', async () => {
    const repository = await open();
    const locker = await connectPostgres(database.url);
    const note = new Rows().note({ scope: 'p', id: 'n' });
    for (let round = 0; round < 3; round += 1) {
      await locker.query('BEGIN; LOCK TABLE notes, occurrences IN ACCESS EXCLUSIVE MODE');
      const running = Promise.allSettled([
        repository.getNote(note),
        repository.createNotes([note]),
        repository.importInto({ scope: 'p' }, (session) => session.readNotes([note])),
      ]);
      await untilState("wait_event_type = 'Lock'", 2);
      expect(await endAll()).toBeGreaterThanOrEqual(2);
      await locker.query('ROLLBACK');
      const outcomes = await running;
      expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
      await expectOutage(outcomes);
      await recovers(repository);
    }
    await locker.end();
    await repository.close();
  });

  it('do not end the process while they connect, are set up, work and are returned', async () => {
    const repository = await open({ replica: database.url });
    let ended = 0;
    const ending = (async () => {
      while (ended < 200) ended += await endAll();
    })();
    const readers = Array.from({ length: 10 }, async () => {
      while (ended < 200) await expectOutage(await Promise.allSettled([repository.hasProject('p')]));
    });
    await Promise.all([ending, ...readers]);
    await recovers(repository);
    await repository.close();
  });

  it('do not end the process while the store closes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const repository = await open({ replica: database.url });
      await Promise.all(Array.from({ length: 5 }, () => repository.hasProject('p')));
      await Promise.all([endAll(), repository.close()]);
    }
  });

  it('do not end the process while migrations wait for their turn', async () => {
    const empty = await createDatabase(server);
    const other = await connectPostgres(empty.url);
    await other.query('SELECT pg_advisory_lock(7274382019)');
    const migrations = openPostgresMigrations({ url: empty.url });
    const up = Promise.allSettled([migrations.up()]);
    const waiting =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";
    while ((await other.query(waiting)).rows.length === 0);
    await other.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS those`);
    expect((await up)[0]?.status).toBe('rejected');
    await other.query('SELECT pg_advisory_unlock_all()');
    expect((await migrations.up()).length).toBeGreaterThan(0);
    await migrations.close();
    await other.end();
    await empty.drop();
  });
});

describe('connections of tests, benchmarks and the server', () => {
  it('are only made by code that adds a listener for errors', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const makers = ['src', 'test', 'bench', 'scripts'].flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
        .map((file) => `${folder}/${file}`)
        .filter((file) => file.endsWith('.ts'))
        .filter((file) =>
          /new pg\.(?:Client|Pool)\b|new (?:Client|Pool)\(\{ connectionString/.test(
            readFileSync(`${root}${file}`, 'utf8'),
          ),
        ),
    );
    expect(makers.filter((file) => file !== 'test/faults/ended-connections.test.ts')).toEqual([
      'test/setup/postgres-client.ts',
    ]);
  });
});
