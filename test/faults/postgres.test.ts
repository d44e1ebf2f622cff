import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { nothing } from '../../src/contract/whole-import.js';
import { ApiError } from '../../src/domain/errors.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import type { Repository } from '../../src/storage/repository.js';
import { databaseUrl, templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { type PostgresServer, postgresBinaries, startPostgres } from '../setup/postgres-server.js';
import { findLosses, killWriter } from './kill-round.js';

/** Fails unless the error is one a client may see: the right reason, nothing of driver or database in its text. */
function checkOutage(error: unknown): void {
  expect(error).toBeInstanceOf(ApiError);
  if (!(error instanceof ApiError)) return;
  expect(error.reason).toBe('STORE_UNAVAILABLE');
  expect(error.message).not.toMatch(/terminat|ECONN|socket|SELECT|INSERT|relation|57P01|127\.0\.0\.1/i);
}

async function failureOf(outcome: Promise<unknown>): Promise<unknown> {
  return outcome.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

describePostgres('a PostgreSQL store', (server) => {
  it('reports a missing database at once', async () => {
    checkOutage(await failureOf(openPostgres({ url: 'postgres://a@127.0.0.1:1/b', migrate: false })));
    const missing = databaseUrl(server, 'grafeas_never_made');
    checkOutage(await failureOf(openPostgres({ url: missing, migrate: true })));
  });

  it('reports a missing schema', async () => {
    const { url, drop } = await createDatabase(server);
    const error = await failureOf(openPostgres({ url, migrate: false }));
    expect(String(error)).toContain('run grafeas migrate');
    await drop();
  });

  it('cancels a statement after its time limit, and works again', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const repository = await openPostgres({ url, migrate: false, statementTimeoutMs: 2_000 });
    const other = await connectPostgres(url);
    await other.query('BEGIN');
    await other.query('LOCK TABLE notes IN ACCESS EXCLUSIVE MODE');
    const note = new Rows().note({ scope: 'p', id: 'n' });
    const attempts = [repository.createNotes([note]), repository.getNote(note)];
    for (const failure of await Promise.all(attempts.map(failureOf))) checkOutage(failure);
    await other.query('ROLLBACK');
    await repository.createNotes([note]);
    expect(await repository.getNote(note)).toBeDefined();
    await other.end();
    await repository.close();
    await drop();
  });

  it('lets an import compute for longer than a transaction may be idle', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const repository = await openPostgres({ url, migrate: false, pool: { max: 1 } });
    const note = new Rows().note({ scope: 'p', id: 'n' });
    await repository.importInto({ scope: 'p' }, async (session) => {
      expect(await session.readNotes([note])).toEqual([]);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5500);
      expect(await session.apply({ ...nothing, createNotes: [note] })).toBe(true);
    });
    expect(await repository.getNote(note)).toBeDefined();
    await repository.close();
    await drop();
  });

  it('abandons an import whose connection ends, and runs the next one', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const repository = await openPostgres({ url, migrate: false });
    const admin = await connectPostgres(url);
    const note = new Rows().note({ scope: 'p', id: 'n' });
    const part = { ...nothing, createNotes: [note] };
    const imported = repository.importInto({ scope: 'p' }, async (session) => {
      await session.readNotes([note]);
      const holders =
        "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()";
      expect((await admin.query(holders)).rowCount).toBe(1);
      return session.apply(part);
    });
    checkOutage(await failureOf(imported));
    expect(await repository.getNote(note)).toBeUndefined();
    expect(await repository.importInto({ scope: 'p' }, (session) => session.apply(part))).toBe(true);
    await admin.end();
    await repository.close();
    await drop();
  });

  it('reports a read-only database, and a role that may not write', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const admin = await connectPostgres(url);
    await admin.query(
      `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    const repository = await openPostgres({ url, migrate: false });
    checkOutage(await failureOf(repository.ping()));
    checkOutage(await failureOf(repository.createProject('p')));
    expect(await repository.hasProject('p')).toBe(false);
    await repository.close();
    await admin.end();
    await drop();
  });

  it('finishes accepted requests before it closes', async () => {
    const { url, drop } = await createDatabase(server, templates.plain.name);
    const repository = await openPostgres({ url, migrate: false });
    const note = new Rows().note({ scope: 'p', id: 'n' });
    const write = repository.createNotes([note]);
    await repository.close();
    await write;
    checkOutage(await failureOf(repository.getNote(note)));
    await drop();
  });
});

const shared = inject('postgresUrl') !== undefined;
const [binaries] = postgresBinaries();

describe('a PostgreSQL server that crashes', () => {
  if (!shared || binaries === undefined) {
    // It is killed and started again, which is not done to a server given by a URL.
    it.skip('no server binaries of PostgreSQL to start and stop', () => {});
    return;
  }
  let server: PostgresServer;
  let url = '';

  beforeAll(async () => {
    server = await startPostgres(binaries, { fsync: true });
    url = databaseUrl(server.url, 'postgres');
  });
  afterAll(() => server.remove());

  it('costs no acknowledged write, and the store recovers by itself', async () => {
    const repository = await openPostgres({ url, migrate: true, pool: { max: 4 } });
    const rows = new Rows();
    const note = rows.note({ scope: 'provider', id: 'n' });
    await repository.createNotes([note]);
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      let down = false;
      const before = acknowledged.length;
      const writers = Array.from({ length: 8 }, async (_, worker) => {
        for (let n = 0; !down; n += 1) {
          const size = 1 + (worker % 3);
          const resourceUri = `batch-${round}-${worker}-${n}-${size}`;
          const batch = Array.from({ length: size }, () =>
            rows.occurrence('consumer', note, { resourceUri }),
          );
          try {
            await repository.createOccurrences(batch);
            acknowledged.push(`${size} ${batch[0]?.id}`);
          } catch (error) {
            failures.push(error);
            return;
          }
        }
      });
      while (acknowledged.length < before + 10) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.crash();
      checkOutage(await failureOf(repository.ping()));
      down = true;
      await Promise.all(writers);
      await server.restart();
      expect(await eventually(repository), 'recovers without being opened again').toBe(true);
    }
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) checkOutage(failure);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(await findLosses(repository, acknowledged)).toEqual([]);
    await repository.close();
  });

  it('is abandoned when it hangs, and its connection is not used again', async () => {
    const repository = await openPostgres({
      url,
      migrate: true,
      statementTimeoutMs: 2_000,
      pool: { max: 1 },
    });
    await repository.hasProject('p');
    const admin = await connectPostgres(url);
    const backends = async (): Promise<number[]> => {
      const { rows } = await admin.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'grafeas-ts'",
      );
      return rows.map(({ pid }) => pid);
    };
    // Those of connections that were closed before take a while to go.
    let [backend, ...others] = await backends();
    while (others.length > 0) [backend, ...others] = await backends();
    if (backend === undefined) throw new Error('the store has no connection');
    process.kill(backend, 'SIGSTOP');
    try {
      checkOutage(await failureOf(repository.hasProject('p')));
      expect(await repository.hasProject('p')).toBe(false);
    } finally {
      process.kill(backend, 'SIGCONT');
    }
    await admin.end();
    await repository.close();
  });

  it('and a server of ours that is killed loses nothing either', async () => {
    const acknowledged = await killWriter(url, 100);
    const repository = await openPostgres({ url, migrate: false });
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    expect(await findLosses(repository, acknowledged)).toEqual([]);
    await repository.close();
  });
});

/** Whether the store answers within a minute. */
async function eventually(repository: Repository): Promise<boolean> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const error = await failureOf(repository.ping());
    if (error === undefined) return true;
    checkOutage(error);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
