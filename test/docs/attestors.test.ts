import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { program } from '../setup/program.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { readSteps, Shell } from './tour.js';

/** Runs the story of docs/attestors.md as a reader would, in one shell; the sources run in place of the build. */

const root = fileURLToPath(new URL('../../', import.meta.url));

const missing = ['bash', 'curl', 'openssl', 'awk'].filter((tool) => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});

it.skipIf(missing.length > 0)(
  `the story of docs/attestors.md ends as it says${missing.length > 0 ? `: skipped, without ${missing}` : ''}`,
  async () => {
    const markdown = readFileSync(join(root, 'docs/attestors.md'), 'utf8');
    const steps = readSteps(markdown, 'From an empty server to a verified image');
    const folder = temporaryFolder();
    const server = await startServer();
    const shell = new Shell(folder.path, {});
    try {
      expect(steps).toHaveLength(11);
      for (const { commands, output } of steps) {
        const adapted = commands
          .replaceAll('127.0.0.1:8080', server.address)
          .replaceAll('node dist/main.js', `${process.execPath} ${program}`);
        const printed = await shell.run(adapted);
        expect(printed.trim(), commands).toBe((output ?? '').trim());
      }
    } finally {
      await shell.close();
      await server.close();
      folder.remove();
    }
  },
);
