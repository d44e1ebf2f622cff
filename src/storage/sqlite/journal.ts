import { closeSync, fdatasync, openSync } from 'node:fs';

/** The write-ahead log of an open database. */
export interface Journal {
  /** Resolves once all that was committed before the call is on disk. @throws if the disk does not take it */
  sync(): Promise<void>;
  close(): void;
}

/**
 * Brings commits to the disk without holding the event loop: a connection with `synchronous = NORMAL` writes to its log and
 * does not wait for the disk, except around a checkpoint.
 *
 * @param file path of an open database whose log is there; it stays the same file until the database is closed
 * @example const journal = openJournal('/data/grafeas.db'); database.exec('COMMIT'); await journal.sync();
 */
export function openJournal(file: string): Journal {
  // Locks are held on other files, so that closing this one releases none.
  const log = openSync(`${file}-wal`, 'r+');
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(log, (error) => (error === null ? resolve() : reject(error)));
      }),
    close: () => closeSync(log),
  };
}
