import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../setup/temporary.js';

/** The package as `npm pack` makes it from a copy of this repository, unpacked beside production packages only. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'src',
  'console',
  'migrations',
  'openapi',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

interface Manifest {
  readonly version: string;
  readonly bin: Record<string, string>;
  readonly exports: Record<string, string | Record<string, string>>;
  readonly dependencies: Record<string, string>;
}

let folder: ReturnType<typeof temporaryFolder>;
let installed: string;
let files: string[];
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

beforeAll(() => {
  folder = temporaryFolder();
  const copy = join(folder.path, 'repository');
  for (const source of sources) cpSync(join(root, source), join(copy, source), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const packed = execFileSync('npm', ['pack', '--json', '--loglevel=error'], { cwd: copy, encoding: 'utf8' });
  const [{ filename, files: list }] = JSON.parse(packed.slice(packed.indexOf('['))) as [
    { filename: string; files: { path: string }[] },
  ];
  files = list.map((file) => file.path);
  installed = join(folder.path, 'package');
  execFileSync('tar', ['-xzf', join(copy, filename), '-C', folder.path]);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(installed, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
});

afterAll(() => folder.remove());

describe('npm pack', () => {
  it('contains only the compiled server with its console, the migrations, the API documents and the documentation', () => {
    const needed =
      /^(?:dist\/.+\.(?:js|d\.ts)|migrations\/\d{4}-[a-z-]+\.js|openapi\/[a-z0-9.]+\.(?:json|yaml))$/;
    const console = /^dist\/http\/console\/(?:index\.html|console\/[\w-]+\.(?:js|css|svg))$/;
    const papers = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
    const page = ['dist/http/page/swagger-ui.css', 'dist/http/page/swagger-ui-bundle.js'];
    expect(
      files.filter(
        (file) => !needed.test(file) && !console.test(file) && ![...papers, ...page].includes(file),
      ),
    ).toEqual([]);
    for (const file of [
      ...papers,
      ...page,
      'dist/http/console/index.html',
      'dist/main.js',
      'migrations/0001-tables.js',
    ])
      expect(files).toContain(file);
  });

  it('contains every file that its command and its exports name', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    const named = [...Object.values(manifest.bin), ...targets].map((path) => path.replace(/^\.\//, ''));
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  });

  it('has a command that can be executed and knows its version', () => {
    const command = join(installed, manifest.bin.grafeas ?? '');
    expect(statSync(command).mode & 0o111).toBe(0o111);
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' }).trim()).toBe(manifest.version);
  });
});

describe('the package on a release of Node that it does not support', () => {
  it('reports that in one line before it loads any other package', () => {
    // No packages beside it, and a least release that is still to come.
    const alone = join(folder.path, 'alone');
    cpSync(join(installed, 'dist'), join(alone, 'dist'), { recursive: true });
    const { engines: _, ...rest } = manifest as Manifest & { engines: unknown };
    writeFileSync(join(alone, 'package.json'), JSON.stringify({ ...rest, engines: { node: '>=999.1' } }));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/main.js', 'serve'], {
      cwd: alone,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^grafeas needs Node\.js >=999\.1, but this is Node\.js [\d.]+ \(.+\)\n$/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

describe('the installed package', () => {
  it.each(['memory:', 'sqlite:data/grafeas.db'])('serves over %s and stops on SIGTERM', async (store) => {
    const server = await start(store);
    try {
      const created = await fetch(`${server.url}/v1beta1/projects`, {
        method: 'POST',
        body: '{"name":"projects/shop"}',
      });
      expect(created.status).toBe(200);
      const got = await fetch(`${server.url}/v1beta1/projects/shop`);
      expect(await got.json()).toEqual({ name: 'projects/shop' });
    } finally {
      server.process.kill('SIGTERM');
    }
    expect(await server.exited).toBe(0);
  });
});

describe("a store of one's own beside the installed package", () => {
  const ownTest = `
import { repositoryContract } from 'grafeas-ts/contract';
import { openMemory } from 'grafeas-ts/backend';
import { openJournal } from './journal-store.js';

repositoryContract({ name: 'mine', open: () => openJournal(openMemory(), 'contract.journal'), skip: { reopen: 'the memory it is opened over is not opened again' } });
`;

  beforeAll(() => {
    cpSync(join(root, 'docs/examples'), folder.path, { recursive: true });
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder.path, 'mine.test.js'), ownTest);
    mkdirSync(join(folder.path, 'node_modules'));
    symlinkSync(installed, join(folder.path, 'node_modules/grafeas-ts'));
    symlinkSync(join(root, 'node_modules/vitest'), join(folder.path, 'node_modules/vitest'));
  });

  it('is served by its name in the configuration, as the documentation shows', async () => {
    const call = async (url: string, method: string): Promise<unknown> =>
      (await fetch(url, method === 'POST' ? { method, body: '{"name":"projects/own"}' } : {})).json();
    for (const method of ['POST', 'GET']) {
      const server = await start('module:./journal-module.js', { JOURNAL: join(folder.path, 'journal') });
      const path = method === 'POST' ? 'projects' : 'projects/own';
      expect(await call(`${server.url}/v1beta1/${path}`, method)).toEqual({ name: 'projects/own' });
      server.process.kill('SIGKILL');
      await server.exited;
    }
  });

  it('passes the exported contract suite', () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const report = join(folder.path, 'report.json');
    const flags = ['run', '--reporter=json', `--outputFile=${report}`, 'mine.test.js'];
    execFileSync(process.execPath, [vitest, ...flags], { cwd: folder.path, stdio: 'ignore' });
    const { numPassedTests, numPendingTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'));
    expect(numTotalTests).toBeGreaterThan(50);
    // This store says why it cannot be closed and opened again.
    expect(numPendingTests).toBe(1);
    expect(numPassedTests + numPendingTests).toBe(numTotalTests);
  });
});

async function start(
  store: string,
  environment: Record<string, string> = {},
): Promise<{ url: string; process: ChildProcess; exited: Promise<number | null> }> {
  const child = spawn(
    join(installed, 'dist/main.js'),
    ['serve', '--listen', '127.0.0.1:0', '--store', store],
    { cwd: folder.path, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface(child.stdout)) {
    const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
    if (msg === 'listening') {
      child.stdout.resume();
      return { url: `http://${address}`, process: child, exited };
    }
  }
  throw new Error(`the server ended with ${await exited} before it listened`);
}
