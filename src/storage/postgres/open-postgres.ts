import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { ApiError } from '../../domain/errors.js';
import type { Repository } from '../repository.js';
import { storeUnavailable } from '../repository-errors.js';
import type { StoreObserver } from '../repository-observer.js';
import { bringUpToDate, type MigrationOptions, type Migrations, openMigrations } from '../sql/migrations.js';
import { quietLog } from '../sql/quiet-log.js';
import { SqlRepository } from '../sql/sql-repository.js';
import { Connections } from './connections.js';
import {
  type Ask,
  areDistributed,
  askOf,
  distribute,
  formatLayout,
  layoutOf,
  serverName,
  undistribute,
} from './distribute.js';
import { PostgresDriver } from './driver.js';
import { toStoreError } from './errors.js';
import { withReadReplica } from './read-replica.js';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Maximal number of connections of this server. Default 10. */
  readonly pool?: { readonly max: number } | undefined;
  /** Statement timeout of the database in milliseconds. Default 15,000. */
  readonly statementTimeoutMs?: number | undefined;
  /** TLS to the database: certificates as PEM text, whatever the URL says. If absent, `sslmode` of the URL decides. */
  readonly tls?: ConnectionOptions | undefined;
  /** Migrates the schema first. Several servers may do so at once. */
  readonly migrate: boolean;
  readonly observer?: StoreObserver | undefined;
  /** URL of a streaming replica that serves gets and lists; the primary does if the replica is unavailable or lags. */
  readonly replica?: string | undefined;
}

/**
 * Opens a repository over PostgreSQL.
 *
 * @throws STORE_UNAVAILABLE if the database cannot be reached or lacks migrations.
 * @example const repository = await openPostgres({ url: 'postgres://grafeas@127.0.0.1:5432/grafeas', migrate: true });
 */
export async function openPostgres(options: PostgresOptions): Promise<Repository> {
  const migrations = openPostgresMigrations(options);
  try {
    await (options.migrate ? bringUpToDate(migrations) : migrations.check());
  } catch (error) {
    throw toStoreError(error);
  } finally {
    await migrations.close();
  }
  const layout = new KnownLayout();
  const pool = openPool(options, { onConnect: (ask) => layout.check(ask) });
  const { observer } = options;
  observer?.onPool(() => ({
    used: pool.client.pool?.numUsed() ?? 0,
    free: pool.client.pool?.numFree() ?? 0,
    waiting: pool.client.pool?.numPendingAcquires() ?? 0,
  }));
  const patience = patienceOf(options);
  const primaryConnections = new Connections(pool, patience);
  let distributed: boolean;
  try {
    distributed = await primaryConnections.use(async () => layout.distributed);
    if (distributed && options.replica !== undefined) throw replicaOfNodes();
  } catch (error) {
    await pool.destroy();
    throw toStoreError(error);
  }
  const driver = new PostgresDriver(primaryConnections, () => pool.destroy(), observer, distributed);
  const primary = new SqlRepository(driver);
  if (options.replica === undefined) return primary;
  const replicaPool = openPool({ ...options, url: options.replica }, { connectTimeoutMs: replicaTimeoutMs });
  const replicaConnections = new Connections(replicaPool, patience);
  const replica = new SqlRepository(new PostgresDriver(replicaConnections, () => replicaPool.destroy()));
  return withReadReplica({ primary, primaryConnections, replica, replicaConnections, observer });
}

/** The layout that the first connection found. It is fixed, since a server has the statements of one layout. */
class KnownLayout {
  distributed = false;
  private isKnown = false;

  async check(ask: Ask): Promise<void> {
    const found = await areDistributed(ask);
    if (!this.isKnown) this.distributed = found;
    this.isKnown = true;
    if (found !== this.distributed)
      throw storeUnavailable(
        `the tables of the database are ${found ? 'now on several nodes' : 'no longer on several nodes'}: restart this server`,
      );
  }
}

/** The replication lag of one node does not show that of the others. */
function replicaOfNodes(): ApiError {
  return new ApiError(
    'INVALID_PARAMETER',
    '--store-replica: the tables of the store are on several nodes; read replicas are for one',
  );
}

/** Timeout of the replica; the primary then serves the read. */
const replicaTimeoutMs = 1_000;

/** The migrations of a PostgreSQL database. `partitions` only applies when the tables are created. */
export function openPostgresMigrations(
  options: Pick<PostgresOptions, 'url' | 'tls'> & MigrationOptions,
): Migrations {
  // No time limit: building an index on a large table may take long.
  const pool = openPool(
    { url: options.url, tls: options.tls, pool: { max: 3 }, statementTimeoutMs: 0 },
    { name: `${serverName} migrate` },
  );
  const migrations = openMigrations(pool, { partitions: options.partitions }, oneAtATime(pool));
  return {
    ...migrations,
    async status() {
      const layout = await layoutOf(pool);
      return { ...(await migrations.status()), layout: layout && formatLayout(layout) };
    },
    async down() {
      if (!(await areDistributed(askOf(pool)))) return migrations.down();
      await oneAtATime(pool)(() => undistribute(pool));
      return ['the distribution of the tables'];
    },
    async up() {
      const applied = [...(await migrations.up())];
      const { shards } = options;
      if (shards !== undefined) applied.push(...(await oneAtATime(pool)(() => distribute(pool, shards))));
      const partitions = await countPartitions(pool);
      if (options.partitions === undefined || options.partitions === partitions) return applied;
      throw new ApiError(
        'INVALID_PARAMETER',
        `--partitions: the tables exist with ${partitions}; their number is chosen with the first migration of a database`,
      );
    },
  };
}

const defaultConnectTimeoutMs = 5_000;

/**
 * Every list reads an index in order and stops after a page; a bitmap scan would fetch and sort all
 * matches first. The page cost is that of solid-state storage.
 */
export const plannerSettings = { enable_bitmapscan: 'off', random_page_cost: '1.1' } as const;

/** Sets only settings that exist: other databases with PostgreSQL's protocol have other planners. */
export const setPlanner = `SELECT set_config(s.name, wanted.value, false) FROM pg_settings s JOIN (VALUES ${Object.entries(
  plannerSettings,
)
  .map(([name, value]) => `('${name}', '${value}')`)
  .join(', ')}) AS wanted (name, value) ON s.name = wanted.name`;

const defaultStatementTimeoutMs = 15_000;
/** Milliseconds that a transaction may wait for the server's next statement. */
const idleTimeoutMs = 5_000;

/** The client-side limit, since a database that has disappeared reports no timeout. */
function patienceOf({
  statementTimeoutMs = defaultStatementTimeoutMs,
}: Pick<PostgresOptions, 'statementTimeoutMs'>): number | undefined {
  return statementTimeoutMs > 0 ? statementTimeoutMs + 2_000 : undefined;
}

const lockKey = 7_274_382_019;

interface PoolOptions {
  readonly connectTimeoutMs?: number;
  /** Application name of the connections. */
  readonly name?: string;
  /** Checks a new connection. If it throws, the connection is not used. */
  readonly onConnect?: (ask: Ask) => Promise<void>;
}

function openPool(
  options: Omit<PostgresOptions, 'migrate'>,
  { connectTimeoutMs = defaultConnectTimeoutMs, name = serverName, onConnect }: PoolOptions = {},
): Knex {
  const statementTimeoutMs = options.statementTimeoutMs ?? defaultStatementTimeoutMs;
  return knex({
    client: 'pg',
    log: quietLog,
    connection: {
      ...target(options),
      application_name: name,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      types: { getTypeParser },
    } as Knex.PgConnectionConfig,
    pool: {
      min: 0,
      max: options.pool?.max ?? 10,
      afterCreate(client: pg.Client, done: (error: unknown, client: pg.Client) => void) {
        const settings = {
          statement_timeout: statementTimeoutMs,
          // A server that is suspended during an import must not block the creates of others for long.
          idle_in_transaction_session_timeout: idleTimeoutMs,
        };
        const commands = Object.entries(settings).map(([name, value]) => `SET ${name} = ${value}`);
        // Behind a connection pooler even this may get no response.
        const query_timeout = patienceOf(options);
        const send = (text: string): Promise<pg.QueryResult> =>
          client.query({ text, query_timeout } as pg.QueryConfig);
        send([...commands, setPlanner].join(';'))
          .then(() => onConnect?.(async (sql) => (await send(sql)).rows))
          .then(
            () => done(undefined, client),
            (error: unknown) => {
              // The pool does not close a connection that it did not receive.
              client.end().catch(() => {});
              done(error, client);
            },
          );
      },
    },
    acquireConnectionTimeout: connectTimeoutMs * 2,
  });
}

/** Removes TLS parameters from the URL: the driver would let them override the configuration. */
function target({ url, tls }: Pick<PostgresOptions, 'url' | 'tls'>): Knex.PgConnectionConfig {
  if (tls === undefined) return { connectionString: url };
  const plain = new URL(url);
  const { searchParams } = plain;
  const files = [
    ['cert', searchParams.get('sslcert')],
    ['key', searchParams.get('sslkey')],
  ].flatMap(([name, file]) => (file ? [[name, readFileSync(file, 'utf8')]] : []));
  for (const name of [...searchParams.keys()]) if (/ssl/.test(name)) searchParams.delete(name);
  return { connectionString: plain.href, ssl: { ...tls, ...Object.fromEntries(files) } };
}

/** Counts and times stay below 2^53, so 64-bit integers are plain numbers. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === pg.types.builtins.INT8) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}

/** Runs work under a lock of the database, so that replicas that start at the same time take turns. */
function oneAtATime(pool: Knex) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const holder = (await pool.client.acquireConnection()) as pg.Client;
    try {
      await holder.query(`SELECT pg_advisory_lock(${lockKey})`);
      return await work();
    } finally {
      // A lost connection has released the lock.
      await holder.query(`SELECT pg_advisory_unlock(${lockKey})`).catch(() => {});
      await pool.client.releaseConnection(holder);
    }
  };
}

/** The number of partitions of the large tables; 0 if they have none. */
async function countPartitions(pool: Knex): Promise<number> {
  const sql = "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = to_regclass('occurrences')";
  const { rows }: { rows: { n: number }[] } = await pool.raw(sql);
  return rows[0]?.n ?? 0;
}
