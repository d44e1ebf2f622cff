import Database from 'better-sqlite3';
import { storeUnavailable } from '../repository-errors.js';

export interface FileLock {
  release(): void;
}

/**
 * Keeps a second server off the database. The lock is SQLite's own on an empty file beside the database, so
 * it ends with the process however that ends, and tools may still read the database itself.
 */
export function lockFile(file: string): FileLock {
  const path = `${file}.lock`;
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause;
    throw storeUnavailable(
      `${file} is in use by another grafeas process. One SQLite file serves one server: stop the other one, or use PostgreSQL for several`,
      cause,
    );
  }
  return { release: () => lock.close() };
}
