import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The path of a file without any symbolic link on the way, whether it is there yet or not. */
export function realFile(name: string): string {
  const path = resolve(name);
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const target = linkTarget(path);
  return target === undefined ? join(realFile(dirname(path)), basename(path)) : realFile(target);
}

/** Where a link leads whose target is not there. */
function linkTarget(path: string): string | undefined {
  try {
    return resolve(realpathSync(dirname(path)), readlinkSync(path));
  } catch {
    return undefined;
  }
}

/** Device and number of a file: the same for every name it has. Undefined where there is none. */
export function identityOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.dev}:${stat.ino}`;
}
