import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from './config/settings.js';
import { ApiError } from './domain/errors.js';
import { openBackend } from './storage/handshake.js';
import type { Repository } from './storage/repository.js';
import type { StoreObserver } from './storage/repository-observer.js';
import type { MigrationOptions, Migrations } from './storage/sql/migrations.js';
import { withStamps } from './storage/stamped.js';

export type StoreConfig = Pick<Config, 'store' | 'storePool' | 'storeTimeout' | 'storeCa'> &
  Partial<Pick<Config, 'storeReplica'>>;

/** Opens the backend of `--store` and migrates its schema. Loads only the modules of that backend. */
export async function openStore(config: StoreConfig, observer?: StoreObserver): Promise<Repository> {
  const [scheme, rest] = splitStore(config.store.reveal());
  if (scheme === 'memory') {
    const { openMemory } = await import('./storage/memory/open-memory.js');
    return withStamps(openMemory());
  }
  if (scheme === 'sqlite') {
    const { openSqlite } = await import('./storage/sqlite/open-sqlite.js');
    // The file belongs to one process.
    return withStamps(await openSqlite({ file: rest, migrate: true, observer }));
  }
  if (scheme === 'module') return openModule(rest);
  const { openPostgres } = await import('./storage/postgres/open-postgres.js');
  return openPostgres({
    url: config.store.reveal(),
    pool: { max: config.storePool },
    statementTimeoutMs: config.storeTimeout,
    tls: tlsOf(config),
    migrate: true,
    observer,
    replica: config.storeReplica?.reveal(),
  });
}

/** The migrations of the store, for `grafeas migrate`. @throws ApiError if the store has none. */
export async function openStoreMigrations(
  config: StoreConfig,
  { partitions, shards }: MigrationOptions = {},
): Promise<Migrations> {
  const [scheme, rest] = splitStore(config.store.reveal());
  if (scheme === 'sqlite') {
    if (partitions !== undefined)
      throw new ApiError('INVALID_PARAMETER', '--partitions: SQLite has no partitions; use Postgres');
    if (shards !== undefined)
      throw new ApiError('INVALID_PARAMETER', '--distribute: SQLite is one file; use Postgres with Citus');
    const { openSqliteMigrations } = await import('./storage/sqlite/open-sqlite.js');
    return openSqliteMigrations(rest);
  }
  if (scheme === 'memory' || scheme === 'module')
    throw new ApiError('INVALID_PARAMETER', `--store ${scheme}: has no migrations`);
  const { openPostgresMigrations } = await import('./storage/postgres/open-postgres.js');
  return openPostgresMigrations({ url: config.store.reveal(), tls: tlsOf(config), partitions, shards });
}

function splitStore(store: string): [string, string] {
  const colon = store.indexOf(':');
  return [store.slice(0, colon), store.slice(colon + 1)];
}

function tlsOf({ storeCa }: StoreConfig): { ca: string } | undefined {
  return storeCa === undefined ? undefined : { ca: readFileSync(storeCa, 'utf8') };
}

async function openModule(name: string): Promise<Repository> {
  const specifier = name.startsWith('.') || name.startsWith('/') ? pathToFileURL(resolve(name)).href : name;
  return openBackend(name, (await import(specifier)) as Readonly<Record<string, unknown>>);
}
