import Database from 'better-sqlite3';

/** A SQLite file with the settings of the server, and nothing of it. */
export function openBareDatabase(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('cache_size = -32768');
  return database;
}
