import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The latest change of a file in the folder, in milliseconds; 0 without such a folder. */
function newest(folder: string): number {
  try {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    return Math.max(0, ...files.map((file) => statSync(join(root, folder, file)).mtimeMs));
  } catch {
    return 0;
  }
}

/** Builds the console into `dist`, where a server that runs from source finds it. Skipped if the build is newer than its sources. */
export async function buildConsole(): Promise<void> {
  if (newest('dist/http/console') > Math.max(newest('console'), newest('src/client'))) return;
  await build({ configFile: join(root, 'console/vite.config.ts'), logLevel: 'warn' });
}
