import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ApiError } from '../../domain/errors.js';
import { storeUnavailable } from '../repository-errors.js';
import { migrationNames } from '../sql/migrations.js';
import { toStoreError } from './errors.js';
import { hasLockFile, lockFile } from './lock.js';
import { identityOf, realFile } from './real-file.js';

/** What a database file holds. */
export interface Contents {
  readonly projects: number;
  readonly notes: number;
  readonly occurrences: number;
  /** Migrations of this release that the file lacks; the server applies them when it starts. */
  readonly pending: readonly string[];
}

export interface CopyOptions {
  /** Replaces a file that is there. */
  readonly force: boolean;
}

/**
 * Copies the database of a server, running or not, to one file: as it is at one instant, with everything that
 * was acknowledged before. The server goes on reading and writing. The copy is verified before it gets its name; only
 * its owner may read it. @throws INVALID_PARAMETER where the copy exists or is the store itself, STORE_UNAVAILABLE naming
 * the file that cannot be used, also where a server has the copy open
 */
export async function backupSqlite(source: string, copy: string, options: CopyOptions): Promise<Contents> {
  const [from, to] = [realFile(source), realFile(copy)];
  if (from === to || (existsSync(from) && identityOf(from) === identityOf(to)))
    throw new ApiError('INVALID_PARAMETER', `${copy} is the store itself; name another file`);
  refuseExisting(to, options);
  return locked(to, () => copyDatabase(from, to, () => {}));
}

/**
 * Puts a backup in the place of a database that no server has open. The backup is verified first, and the copy
 * before it takes the place. @throws INVALID_PARAMETER where the database exists, STORE_UNAVAILABLE
 */
export async function restoreSqlite(backup: string, target: string, options: CopyOptions): Promise<Contents> {
  const [from, file] = [realFile(backup), realFile(target)];
  if (from === file) throw new ApiError('INVALID_PARAMETER', `${backup} is the store itself; name a backup`);
  refuseExisting(file, options);
  await inspect(from);
  mkdirSync(dirname(file), { recursive: true });
  return locked(file, () => copyDatabase(from, file, () => settle(file)));
}

/** Runs work while no server and no other copy may use the file. */
async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const isNew = !hasLockFile(file);
  const lock = lockFile(file);
  try {
    return await work();
  } finally {
    lock.release({ remove: isNew });
  }
}

/** Reads the whole file. @throws STORE_UNAVAILABLE where it is damaged, or of another kind or a newer release */
async function inspect(file: string): Promise<Contents> {
  const known = await migrationNames();
  return using(file, { readonly: true }, (database) => {
    const result = database.pragma('integrity_check', { simple: true });
    if (result !== 'ok') throw storeUnavailable(`${file} is damaged`, result);
    const tables = database.prepare('SELECT name FROM sqlite_schema WHERE type = ?').pluck().all('table');
    for (const table of ['knex_migrations', 'settings', 'projects', 'notes', 'occurrences'])
      if (!tables.includes(table))
        throw storeUnavailable(`${file} is no database of grafeas: it lacks ${table}`);
    const applied = database.prepare('SELECT name FROM knex_migrations').pluck().all() as string[];
    const foreign = applied.filter((name) => !known.includes(name));
    if (foreign.length > 0)
      throw storeUnavailable(`${file} was written by a newer release: it has ${foreign.join(', ')}`);
    const count = (table: string): number =>
      database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    return {
      projects: count('projects'),
      notes: count('notes'),
      occurrences: count('occurrences'),
      pending: known.filter((name) => !applied.includes(name)),
    };
  });
}

/** All pages in one step: a copy in several would start anew whenever the server writes in between. */
const allPages = 0x7fffffff;

async function copyDatabase(source: string, target: string, beforeRename: () => void): Promise<Contents> {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    await using(source, { readonly: true, fileMustExist: true }, (database) =>
      database.backup(partial, { progress: () => allPages }),
    );
    settle(partial);
    const contents = await inspect(partial);
    synchronise(partial);
    beforeRename();
    renameSync(partial, target);
    synchronise(dirname(target));
    return contents;
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true });
  }
}

/** Makes a database one file again, without the journal beside it that would be taken for that of its successor. */
function settle(file: string): void {
  if (!existsSync(file)) return;
  try {
    const database = new Database(file);
    database.pragma('journal_mode = DELETE');
    database.close();
  } catch {
    // It is about to be replaced, perhaps because it is damaged.
  }
  for (const end of ['-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
}

async function using<T>(
  file: string,
  options: Database.Options,
  work: (database: Database.Database) => T | Promise<T>,
): Promise<T> {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, options);
    return await work(database);
  } catch (thrown) {
    const error = toStoreError(thrown);
    if (error instanceof ApiError && error.message.includes(file)) throw error;
    throw storeUnavailable(`${file} cannot be read as a SQLite database`, thrown);
  } finally {
    database?.close();
  }
}

function refuseExisting(file: string, { force }: CopyOptions): void {
  if (!force && existsSync(file))
    throw new ApiError('INVALID_PARAMETER', `${file} exists; --force replaces it`);
}

/** Waits until a file, or the names in a folder, are on disk. */
function synchronise(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
