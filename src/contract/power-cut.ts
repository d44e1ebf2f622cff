import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** Records which file contents of a folder have been synced to disk. */
export interface PowerCut {
  /** Writes to `to` what a power cut would leave of the folder: each file as it was when it was last synced. */
  leave(to: string): void;
  stop(): void;
}

type Sync = (fd: number, ...rest: never[]) => unknown;

/**
 * Intercepts the syncs of a store written in JavaScript: a file is copied whenever it is synced through `node:fs`. Syncs by
 * native code are not seen.
 */
export function watchSyncs(folder: string): PowerCut {
  const synced = new Map<string, Buffer>();
  const note = (fd: number): void => {
    const { ino } = fs.fstatSync(fd);
    for (const name of fs.readdirSync(folder)) {
      const path = join(folder, name);
      if (fs.statSync(path).ino === ino) synced.set(name, fs.readFileSync(path));
    }
  };
  const names = ['fsync', 'fsyncSync', 'fdatasync', 'fdatasyncSync'] as const;
  const calls = fs as unknown as Record<(typeof names)[number], Sync>;
  const before = names.map((name) => [name, calls[name]] as const);
  for (const [name, call] of before) {
    calls[name] = (fd, ...rest) => {
      // Taken when sync is called, since it covers everything written before.
      note(fd);
      return call(fd, ...rest);
    };
  }
  syncBuiltinESMExports();
  return {
    leave(to) {
      fs.mkdirSync(to, { recursive: true });
      for (const [name, content] of synced) fs.writeFileSync(join(to, name), content);
    },
    stop() {
      for (const [name, call] of before) calls[name] = call;
      syncBuiltinESMExports();
    },
  };
}
