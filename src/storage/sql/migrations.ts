import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import { storeUnavailable } from '../repository-errors.js';

/** Beside the package, whether this runs from src/ or from dist/. */
const folder = new URL('../../../migrations/', import.meta.url);

export interface MigrationStatus {
  readonly completed: readonly string[];
  readonly pending: readonly string[];
  /** The distribution of the tables over nodes, as text; absent if the database cannot distribute them. */
  readonly layout?: readonly string[] | undefined;
}

/** The schema changes of one database, for `grafeas migrate`. */
export interface Migrations {
  /** Applies pending migrations and returns their names. Several processes may call it at once. */
  up(): Promise<readonly string[]>;
  /** Reverts the last migration and returns its name, if there was one. */
  down(): Promise<readonly string[]>;
  status(): Promise<MigrationStatus>;
  /** The SQL that `up` would run. It is executed and rolled back, so it is known to work on this database. */
  dryRun(): Promise<readonly string[]>;
  /** @throws STORE_UNAVAILABLE if migrations are pending. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface MigrationOptions {
  /** Above 0: creates notes and occurrences as this number of hash partitions by scope. */
  readonly partitions?: number | undefined;
  /** Above 0: distributes the tables over nodes, in this number of shards (PostgreSQL with Citus). */
  readonly shards?: number | undefined;
}

interface MigrationModule {
  up(knex: Knex, options: MigrationOptions): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** Opens the migrations of a database. `guarded` runs its work while no other process migrates the same database. */
export function openMigrations(
  knex: Knex,
  options: MigrationOptions,
  guarded: <T>(work: () => Promise<T>) => Promise<T>,
): Migrations {
  const config: Knex.MigratorConfig = { migrationSource: source(options) };

  async function status(): Promise<MigrationStatus> {
    const known = await knex.schema.hasTable('knex_migrations');
    const rows: { name: string }[] = known ? await knex('knex_migrations').select('name').orderBy('id') : [];
    const completed = rows.map((row) => row.name);
    const all = await migrationNames();
    return { completed, pending: all.filter((name) => !completed.includes(name)) };
  }

  async function free(): Promise<void> {
    // A crashed migration left this row behind. The guard excludes other processes, so none of them needs it.
    await knex.migrate.forceFreeMigrationsLock(config);
  }

  return {
    status,
    up: () =>
      guarded(async () => {
        if ((await status()).pending.length === 0) return [];
        await free();
        const [, names] = (await knex.migrate.latest(config)) as [number, string[]];
        return names;
      }),
    down: () =>
      guarded(async () => {
        await free();
        const [, names] = (await knex.migrate.down(config)) as [number, string[]];
        return names;
      }),
    dryRun: () => guarded(async () => rehearse(knex, (await status()).pending, options)),
    check: async () => checkApplied((await status()).completed),
    close: () => knex.destroy(),
  };
}

/** Applies pending migrations. A complete schema costs one query at start and no lock. */
export async function bringUpToDate(migrations: Migrations): Promise<void> {
  if ((await migrations.status()).pending.length > 0) await migrations.up();
}

class DryRunRollback extends Error {}

async function rehearse(
  knex: Knex,
  names: readonly string[],
  options: MigrationOptions,
): Promise<readonly string[]> {
  const statements: string[] = [];
  try {
    await knex.transaction(async (transaction) => {
      transaction.on('query', (query: { sql: string }) => statements.push(query.sql));
      for (const name of names) {
        const migration = await loadMigration(name);
        await migration.up(transaction, options);
      }
      throw new DryRunRollback();
    });
  } catch (error) {
    if (!(error instanceof DryRunRollback)) throw error;
  }
  return statements.filter((sql) => !/^(BEGIN|ROLLBACK|COMMIT)/i.test(sql));
}

function source(options: MigrationOptions): Knex.MigrationSource<string> {
  return {
    getMigrations: migrationNames,
    getMigrationName: (name) => name,
    async getMigration(name) {
      const migration = await loadMigration(name);
      return { up: (knex) => migration.up(knex, options), down: (knex) => migration.down(knex) };
    },
  };
}

/** @throws STORE_UNAVAILABLE naming the migrations of this release that are not among those applied. */
export async function checkApplied(names: readonly string[]): Promise<void> {
  const pending = (await migrationNames()).filter((name) => !names.includes(name));
  if (pending.length === 0) return;
  throw storeUnavailable(`the database lacks ${pending.join(', ')}: run grafeas migrate first`);
}

/** Names of the migrations of this release, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.js')).sort();
}

async function loadMigration(name: string): Promise<MigrationModule> {
  return (await import(new URL(name, folder).href)) as MigrationModule;
}
