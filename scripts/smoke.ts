/**
 * Tries the built server on other releases of Node than the pinned one: `npm run smoke -- 22 24 26`. A release is the start
 * of a version; the newest that the registry has is installed into a temporary folder. One that is older than package.json
 * allows must be refused in one line. Fails at the first step that does.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseOldNode } from '../src/cli/node-release.js';
import type { Release } from './smoke/release.js';
import { steps } from './smoke/steps.js';

const root = fileURLToPath(new URL('../', import.meta.url));

const wanted = process.argv.slice(2);
if (wanted.length === 0) throw new Error('name releases: npm run smoke -- 22 24 26');
for (const version of wanted) await tryRelease(version);

async function tryRelease(wantedVersion: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-smoke-'));
  try {
    const node = installNode(wantedVersion, folder);
    const version = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    console.log(`Node ${version}`);
    if (refuseOldNode(version) !== undefined) {
      checkRefusal(node, folder);
      console.log(`Node ${version}: refused in one line`);
      return;
    }
    const release: Release = { node, folder, main: join(root, 'dist/main.js') };
    for (const { name, run } of steps) {
      await run(release).catch((cause: unknown) => {
        throw new Error(`Node ${version}: ${name} failed`, { cause });
      });
      console.log(`  ${name}`);
    }
    console.log(`Node ${version}: ${steps.length} steps passed`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Path of the binary. */
function installNode(version: string, folder: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  const flags = ['--silent', '--no-audit', '--no-fund', '--no-save', '--prefix', folder];
  execFileSync('npm', ['install', ...flags, `${name}@${version}`], { stdio: 'inherit' });
  return join(folder, 'node_modules', name, 'bin', 'node');
}

/** From a folder without any package beside it, so that nothing can have been loaded before. */
function checkRefusal(node: string, folder: string): void {
  const alone = join(folder, 'alone');
  mkdirSync(alone);
  for (const part of ['dist', 'package.json'])
    cpSync(join(root, part), join(alone, part), { recursive: true });
  for (const main of [join(alone, 'dist/main.js'), join(root, 'dist/main.js')]) {
    const { status, stdout, stderr } = spawnSync(node, [main, 'serve'], { encoding: 'utf8' });
    if (status === 1 && stdout === '' && /^grafeas needs Node\.js .+\n$/.test(stderr)) continue;
    throw new Error(`${main} ended with ${status} and printed ${JSON.stringify({ stdout, stderr })}`);
  }
}
