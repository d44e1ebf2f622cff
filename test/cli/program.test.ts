import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../setup/program.js';
import { temporaryFolder } from '../setup/temporary.js';
import { note } from './kit.js';

/** The real program in processes of its own; the rest of its tests runs it in this one, which is faster. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();
afterAll(() => folder.remove());

const env = { PATH: process.env.PATH, HOME: folder.path };
const grafeas = (args: readonly string[], input = '', more: Record<string, string> = {}) =>
  spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...env, ...more },
    input,
    encoding: 'utf8',
  });

describe('grafeas serve', () => {
  let server: ChildProcess;
  let url: string;
  let line: Record<string, unknown>;
  beforeAll(async () => {
    server = spawn(process.execPath, [program, 'serve', '--listen', '127.0.0.1:0', '--store', 'memory:'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const text of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
      line = JSON.parse(text) as Record<string, unknown>;
      if (line.msg === 'listening') break;
    }
    server.stdout?.resume();
    url = `http://${String(line.address)}`;
  });
  afterAll(() => {
    server.kill('SIGKILL');
  });

  it('logs its address, its protocols and its access mode', async () => {
    expect(line).toMatchObject({ msg: 'listening', store: 'memory:', access: 'open', level: 'info' });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is found by GRAFEAS_SERVER; create reads standard input', () => {
    const ended = grafeas(
      ['create', 'note', 'projects/p/notes/n', '--file', '-', '-o', 'json'],
      JSON.stringify(note()),
      { GRAFEAS_SERVER: url },
    );
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ name: 'projects/p/notes/n' });
  });

  it('exits with 0 on SIGTERM', async () => {
    const exited = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  it('names every bad setting at once, with the place where it was set', () => {
    const ended = grafeas(
      ['serve', '--listen', 'nowhere', '--shop', '5', '--store', 'paper:', '--loglevel=x'],
      '',
      {
        GRAFEAS_ACCESS: 'maybe',
      },
    );
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr.trim().split('\n')).toEqual([
      'grafeas: --shop: unknown setting',
      'grafeas: --loglevel=x: unknown setting',
      expect.stringMatching(/^grafeas: --listen: /),
      expect.stringMatching(/^grafeas: --store: /),
      expect.stringMatching(/^grafeas: GRAFEAS_ACCESS: /),
    ]);
  });

  it('refuses open access on the network and prints what to do', () => {
    const ended = grafeas(['serve', '--listen', '0.0.0.0:0', '--store', 'memory:']);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^grafeas: --listen 0\.0\.0\.0:0 .*--access jwt.*\n$/);
  });

  it('names the address that is in use, and why a database cannot be reached', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const listen = `127.0.0.1:${(taken.address() as AddressInfo).port}`;
    try {
      const ended = grafeas(['serve', '--listen', listen, '--store', 'memory:', '--log-level', 'silent']);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(new RegExp(`^grafeas: ${listen} is in use; .*--listen.*\n$`));
    } finally {
      taken.close();
    }
    const unreachable = grafeas(['serve', '--store', 'postgres://nobody@127.0.0.1:1/none']);
    expect(unreachable.status).toBe(1);
    expect(unreachable.stderr).toMatch(/^grafeas: [^\n]*ECONNREFUSED[^\n]*--store[^\n]*\n$/);
    expect(grafeas(['serve', '--config', '/nowhere.yaml']).stderr).toBe(
      'grafeas: --config /nowhere.yaml: no such file\n',
    );
  });

  it.skipIf(process.platform !== 'linux')(
    'reports that its output cannot be written (skipped: no /dev/full)',
    () => {
      const full = openSync('/dev/full', 'w');
      const ended = spawnSync(process.execPath, [program, 'completion', 'bash'], {
        cwd: root,
        env,
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(/^grafeas: cannot write the output: ENOSPC.*\n$/);
    },
  );
});
