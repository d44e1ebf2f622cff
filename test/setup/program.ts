import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, '.test-build');

/**
 * The program for tests that run it in a process of its own: `spawn(process.execPath, [program, 'serve'])`. It is the
 * sources without their types, which start in a quarter of the time that a loader of TypeScript needs.
 */
export const program = join(folder, 'main.js');

/** Removes the types from the sources, file by file, into the folder of `program`. Runs once before all tests. */
export async function transpileProgram(): Promise<void> {
  await build({
    entryPoints: globSync('src/**/*.{ts,js}', { cwd: root }),
    absWorkingDir: root,
    outdir: folder,
    outbase: 'src',
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    logLevel: 'warning',
  });
}
