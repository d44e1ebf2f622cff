import Database from 'better-sqlite3';
import { storeUnavailable } from '../repository-errors.js';

const outages: readonly [prefix: string, message: string][] = [
  ['SQLITE_FULL', 'the store has no space left'],
  ['SQLITE_READONLY', 'the store cannot be written'],
  ['SQLITE_IOERR', 'the store cannot read or write its file'],
  ['SQLITE_CANTOPEN', 'the store cannot open its file'],
  ['SQLITE_PERM', 'the store cannot open its file'],
  ['SQLITE_BUSY', 'the store is locked by another process'],
  ['SQLITE_LOCKED', 'the store is locked by another process'],
  ['SQLITE_CORRUPT', 'the store is damaged'],
  ['SQLITE_NOTADB', 'the file of the store is not a database'],
  ['SQLITE_NOMEM', 'the store is out of memory'],
];

/** What the disk or the file is to blame for becomes STORE_UNAVAILABLE; anything else stays as it is. */
export function toStoreError(thrown: unknown): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  const outage = outages.find(([prefix]) => thrown.code.startsWith(prefix));
  return outage === undefined ? thrown : storeUnavailable(outage[1], thrown);
}
