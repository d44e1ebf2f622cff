import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Bytes that the files of a run may take, the databases of PostgreSQL among them. */
const needed = 8 * 1024 ** 3;

/**
 * Has temporary files of this process and its children in memory, where it has room: SQLite waits for the disk at each
 * commit, which is much of the time of a run. The returned function removes them. What must be on a disk is made in
 * `diskFolder()`.
 */
export function useFastFolder(): () => void {
  const folder = memoryFolder();
  if (folder === undefined) return () => {};
  process.env.TEST_DISK = tmpdir();
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** The folder for temporary files on a disk. */
export function diskFolder(): string {
  return process.env.TEST_DISK ?? tmpdir();
}

function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize < needed) return undefined;
    const folder = mkdtempSync('/dev/shm/g-');
    // As /tmp: PostgreSQL may run as another user.
    chmodSync(folder, 0o1777);
    return folder;
  } catch {
    // Only Linux has it.
    return undefined;
  }
}
