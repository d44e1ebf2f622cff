import { storeUnavailable } from '../repository-errors.js';
import { identityOf } from './real-file.js';

/**
 * Watches that an open database is still what its name leads to. A store whose file, or the journal beside it, was
 * removed or replaced would write into nothing, and its next start would not find those writes.
 *
 * @param file path of an open database whose journal is there
 * @returns a check that throws STORE_UNAVAILABLE while either file is not the one that was opened
 */
export function fileGuard(file: string): () => void {
  const opened = [file, `${file}-wal`].map((path) => ({ path, identity: identityOf(path) }));
  return () => {
    for (const { path, identity } of opened) {
      const found = identityOf(path);
      if (found === identity) continue;
      throw storeUnavailable(
        `${path} was ${found === undefined ? 'removed' : 'replaced'} while the server runs: it can only be read, and what it holds is lost when the server ends. Put the file back, or stop the server and restore a backup`,
      );
    }
  };
}
