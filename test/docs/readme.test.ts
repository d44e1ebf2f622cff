import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../setup/postgres-server.js';
import { program } from '../setup/program.js';
import { temporaryFolder } from '../setup/temporary.js';
import { mask, readSteps, Shell } from './tour.js';

/**
 * Runs the README as a reader would: its commands, in its order, in one shell, beside the server it starts.
 * Three things differ: the sources run in place of the build, on a free port, in a folder of their own.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const command = `${process.execPath} ${program}`;

const folder = temporaryFolder();
let address: string;
let shell: Shell;
let server: { process: ChildProcess; line: string };

const hasTools = ['bash', 'curl'].every((tool) => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

function adapt(commands: string): string {
  return commands.replaceAll('127.0.0.1:8080', address).replaceAll('node dist/main.js', command);
}

async function serve(...flags: string[]): Promise<typeof server> {
  const child = spawn(process.execPath, [program, 'serve', '--listen', address, ...flags], {
    cwd: folder.path,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('"listening"')) continue;
    child.stdout.resume();
    return { process: child, line };
  }
  throw new Error('the server ended before it listened');
}

function stop({ process }: typeof server): Promise<void> {
  const exited = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  process.kill('SIGTERM');
  return exited;
}

describe('README', () => {
  it('has the two commands on its first screen, and continuous integration runs the second', () => {
    const firstScreen = readme.split('\n').slice(0, 30).join('\n');
    for (const command of ['npm ci && npm start', 'npm ci && npm test'])
      expect(firstScreen).toContain(`\`\`\`sh\n${command}\n\`\`\``);
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('(npm ci && npm test)');
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe.skipIf(!hasTools)(`README, run${hasTools ? '' : ' (skipped: bash or curl is missing)'}`, () => {
  beforeAll(async () => {
    symlinkSync(join(root, 'test'), join(folder.path, 'test'));
    address = `127.0.0.1:${await freePort()}`;
    server = await serve();
    shell = new Shell(folder.path, { GRAFEAS_SERVER: `http://${address}`, GRAFEAS_TOKEN: '' });
  });

  afterAll(async () => {
    await shell.close();
    await stop(server);
    folder.remove();
  });

  it('shows the line that the server logs', () => {
    const shown = readme.split('\n').find((line) => line.includes('"msg":"listening"')) ?? '';
    expect(mask(server.line)).toBe(mask(shown));
  });

  for (const section of ['Five minutes', 'Access']) {
    for (const [index, { commands, output }] of readSteps(readme, section).entries()) {
      it(`${section}, step ${index + 1}: ${commands.split('\n')[0]}`, async () => {
        if (commands.includes(' serve ')) {
          await stop(server);
          server = await serve(
            ...commands
              .trim()
              .replace(/^.* serve /, '')
              .split(' '),
          );
          expect(mask(server.line)).toContain('"access":"jwt"');
          return;
        }
        const printed = await shell.run(adapt(commands));
        expect(mask(printed)).toBe(mask(output ?? ''));
      });
    }
  }
});
