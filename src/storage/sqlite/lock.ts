import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { storeUnavailable } from '../repository-errors.js';
import { identityOf } from './real-file.js';

export interface FileLock {
  /** With `remove`, no file is left beside the one that was locked. */
  release(options?: { readonly remove: boolean }): void;
}

/**
 * Keeps a second process off a database. The lock is SQLite's own on an empty file beside the database, so
 * it ends with the process however that ends, and tools may still read the database itself.
 * @param file as `realFile` has it, so that one file has one lock whatever links lead to it
 * @throws STORE_UNAVAILABLE where another process holds it
 */
export function lockFile(file: string): FileLock {
  const path = `${file}.lock`;
  for (;;) {
    closeSync(openSync(path, 'a', 0o600));
    const before = identityOf(path);
    const lock = new Database(path, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      lock.close();
      if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause;
      throw storeUnavailable(
        `${file} is in use by another grafeas process. One SQLite file serves one server: stop the other one, or use PostgreSQL for several`,
      );
    }
    if (before !== undefined && before === identityOf(path)) {
      return {
        release({ remove } = { remove: false }) {
          if (remove) rmSync(path, { force: true });
          lock.close();
        },
      };
    }
    // The holder before removed it after this process had opened it: such a lock keeps nobody off.
    lock.close();
  }
}

/** Whether a lock file is there already; it is left there then. */
export function hasLockFile(file: string): boolean {
  return statSync(`${file}.lock`, { throwIfNoEntry: false }) !== undefined;
}
