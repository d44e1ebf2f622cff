import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { ApiError } from '../../domain/errors.js';
import type { Repository } from '../repository.js';
import { storeUnavailable } from '../repository-errors.js';
import type { StoreObserver } from '../repository-observer.js';
import {
  bringUpToDate,
  checkApplied,
  type Migrations,
  migrationNames,
  openMigrations,
} from '../sql/migrations.js';
import { quietLog } from '../sql/quiet-log.js';
import { SqlRepository } from '../sql/sql-repository.js';
import { maxPages } from './checkpoints.js';
import { SqliteDriver } from './driver.js';
import { fileGuard } from './file-guard.js';
import { type Journal, openJournal } from './journal.js';
import { type FileLock, lockFile } from './lock.js';
import { ReaderThread } from './reader-thread.js';
import { realFile } from './real-file.js';

export interface SqliteOptions {
  /** Path of the database; it and its folder are made where missing. */
  readonly file: string;
  /** Brings the schema up to date first. */
  readonly migrate: boolean;
  readonly observer?: StoreObserver | undefined;
}

/** @throws STORE_UNAVAILABLE naming the file where it cannot be opened or another process holds it. */
export async function openSqlite(options: SqliteOptions): Promise<Repository> {
  const { file, lock } = openFile(options.file);
  let release = async (): Promise<void> => lock.release();
  try {
    const database = new Database(file);
    const side = new ReaderThread(file);
    let journal: Journal | undefined;
    release = async () => {
      // First: the last connection that closes takes the journal into the file.
      await side.close();
      database.close();
      lock.release();
      journal?.close();
    };
    configure(database);
    await prepareSchema(file, database, options.migrate);
    // A file that can only be read opens without complaint.
    database.exec("DELETE FROM settings WHERE name = ''");
    journal = openJournal(file);
    // From here on the driver waits for the disk, not each commit.
    database.pragma('synchronous = NORMAL');
    const { sync } = journal;
    const checkFile = fileGuard(file);
    return new SqlRepository(
      new SqliteDriver(database, {
        ...{ release, side, sync, checkFile, observer: options.observer },
        openBeside: () => openBeside(file, checkFile),
      }),
    );
  } catch (cause) {
    await release();
    throw cannotOpen(file, cause);
  }
}

/** The migrations of a SQLite file. Holds the file until closed. */
export async function openSqliteMigrations(name: string): Promise<Migrations> {
  const { file, lock } = openFile(name);
  const migrations = await migrationsOf(file);
  return {
    ...migrations,
    async close() {
      await migrations.close();
      lock.release();
    },
  };
}

/**
 * The names of what is applied are read without knex: a server that migrates nothing does not load it, which saves some 3 MB
 * of objects. @throws STORE_UNAVAILABLE if migrations are pending and must not be applied
 */
async function prepareSchema(file: string, database: Database.Database, migrate: boolean): Promise<void> {
  const applied = appliedTo(database);
  if ((await migrationNames()).every((name) => applied.includes(name))) return;
  if (!migrate) return checkApplied(applied);
  const migrations = await migrationsOf(file);
  try {
    await bringUpToDate(migrations);
  } finally {
    await migrations.close();
  }
}

function appliedTo(database: Database.Database): readonly string[] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'knex_migrations'").get();
  if (table === undefined) return [];
  return database.prepare<[], string>('SELECT name FROM knex_migrations').pluck().all();
}

interface OpenFile {
  readonly file: string;
  readonly lock: FileLock;
}

function openFile(name: string): OpenFile {
  let file = resolve(name);
  let lock: FileLock | undefined;
  try {
    file = realFile(name);
    mkdirSync(dirname(file), { recursive: true });
    lock = lockFile(file);
    prepareFile(file);
    return { file, lock };
  } catch (cause) {
    lock?.release();
    throw cannotOpen(file, cause);
  }
}

/**
 * Makes a new database, for its owner alone to read; it gets its name once it is one, so that a file of no bytes is never
 * ours. @throws STORE_UNAVAILABLE for such a file, and for one with several names, each of which would get a journal
 */
function prepareFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() === true && found.size === 0)
    throw storeUnavailable(
      `${file} is empty: what it held is lost. Restore a backup, or remove the file to begin with an empty store`,
    );
  if (found?.isFile() === true && found.nlink > 1)
    throw storeUnavailable(`${file} has ${found.nlink} names (hard links): give it one only`);
  if (found !== undefined) return;
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  closeSync(openSync(unfinished, 'wx', 0o600));
  const database = new Database(unfinished);
  try {
    database.pragma('journal_mode = WAL');
  } finally {
    database.close();
  }
  renameSync(unfinished, file);
}

/** Over a connection of their own. */
async function migrationsOf(file: string): Promise<Migrations> {
  const { default: knex } = await import('knex');
  const pool = knex({
    client: 'better-sqlite3',
    log: quietLog,
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(database: Database.Database, done: (error: unknown, database: Database.Database) => void) {
        try {
          configure(database);
          done(undefined, database);
        } catch (error) {
          done(error, database);
        }
      },
    },
  });
  return openMigrations(pool, {}, (work) => work());
}

/**
 * Of the connection that writes. The system's cache stands behind it: with 32 or 64 MB, or the file mapped into memory,
 * requests took as long, and the process counted tens to hundreds of megabytes more; a mapped file also turns a disk
 * error into a killed process.
 */
const CACHE_KIB = 16_384;
const BESIDE_CACHE_KIB = 2_048;

/** FULL makes every commit wait for its fsync, as a migration's has to. */
function configure(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = OFF');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma('temp_store = MEMORY');
  database.pragma(`wal_autocheckpoint = ${maxPages}`);
}

/**
 * A connection that only reads. It is used between slices of large writes alone, so it keeps few pages.
 *
 * @throws STORE_UNAVAILABLE if the file is another one by now
 */
function openBeside(file: string, checkFile: () => void): Database.Database {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    database.pragma(`cache_size = -${BESIDE_CACHE_KIB}`);
    database.pragma('temp_store = MEMORY');
    checkFile();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function cannotOpen(file: string, cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return storeUnavailable(`${file} cannot be opened as a SQLite database${code}`, cause);
}
