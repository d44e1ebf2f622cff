import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { initFolder } from '../../src/cli/init.js';
import { createProgram } from '../../src/cli/program.js';
import { type Certificates, makeCertificates } from '../setup/certificates.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { grafeas } from './kit.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

async function migrates(store: string): Promise<void> {
  const migrate = (...args: string[]) => grafeas(['migrate', ...args, '--store', store]);
  expect((await migrate('status')).out).toMatch(/^applied: none\npending: 0001-tables\.js\n/);
  const dry = await migrate('--dry-run');
  expect(dry.out).toMatch(/create table/i);
  expect((await migrate('status')).out).toMatch(/^applied: none\n/);
  expect((await migrate('up')).out).toMatch(/^applied: 0001-tables\.js\n/);
  expect((await migrate('up')).out).toBe('applied: none\n');
  expect((await migrate('--dry-run')).out).toBe('nothing pending\n');
  expect((await migrate('status')).out).toMatch(/pending: none\n$/);
  expect((await migrate('down')).out).toMatch(/^taken back: \d{4}-/);
  expect((await migrate('status')).out).not.toMatch(/pending: none/);
}

describe('grafeas migrate', () => {
  it('migrates a SQLite database up, prints its state, and migrates it down', async () => {
    await migrates(`sqlite:${join(folder.path, 'migrate.db')}`);
  });

  it('reports that the store has no schema', async () => {
    const ended = await grafeas(['migrate', '--store', 'memory:']);
    expect(ended.code).not.toBe(0);
    expect(ended.err).toMatch(/^grafeas: [^\n]+\n$/);
  });
});

describePostgres('grafeas migrate over PostgreSQL', (url) => {
  it('migrates a database up, prints its state, and migrates it down', async () => {
    const database = await createDatabase(url);
    try {
      await migrates(database.url);
    } finally {
      await database.drop();
    }
  });
});

describe('grafeas doctor', () => {
  const dir = join(folder.path, 'grafeas');
  let certificates: Certificates;
  const doctor = (...args: string[]) => grafeas(['doctor', ...args]);
  beforeAll(async () => {
    initFolder(dir);
    certificates = await makeCertificates();
  });
  afterAll(() => certificates.remove());

  it('finds no fault in the files that init writes', async () => {
    const ended = await doctor('--config', join(dir, 'grafeas.yaml'));
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(
      /^ok {6}configuration: .*access jwt\nok {6}database: .*\nok {6}policy: 1 issuers\nok {6}keys: .*\nok {6}clock: /,
    );
  });

  it.each([
    ['configuration', ['--open-to-network', '--listen', '0.0.0.0:80', '--store', 'memory:'], /--access jwt/],
    ['database', ['--store', `sqlite:${join(folder.path, 'pending.db')}`], /grafeas migrate/],
    ['database', ['--store', 'sqlite:/dev/null/x.db'], /another --store/],
    ['database', ['--store', 'postgres://nobody@127.0.0.1:1/none'], /host, port, user/],
    ['database', ['--store', `sqlite:${join(folder.path, 'wrong.yaml')}`], /grafeas restore/],
    ['policy', ['--store', 'memory:', '--access', 'jwt', '--policy', '/nowhere.yaml'], /docs\//],
    [
      'policy',
      ['--store', 'memory:', '--access', 'jwt', '--policy', join(folder.path, 'wrong.yaml')],
      /docs\/access\.md/,
    ],
    [
      'policy',
      ['--store', 'memory:', '--access', 'jwt', '--policy', join(folder.path, 'writable.yaml')],
      /chmod go-w/,
    ],
    [
      'keys',
      ['--store', 'memory:', '--access', 'jwt', '--policy', join(folder.path, 'elsewhere.yaml')],
      /keys can be fetched/,
    ],
  ] as const)('advises about a %s: %j', async (name, args, advice) => {
    // A database without a table.
    new Database(join(folder.path, 'pending.db')).exec('PRAGMA user_version = 1').close();
    writeFileSync(join(folder.path, 'wrong.yaml'), 'issuers: 1');
    writeFileSync(join(folder.path, 'writable.yaml'), readFileSync(join(dir, 'policy.yaml')));
    chmodSync(join(folder.path, 'writable.yaml'), 0o666);
    writeFileSync(
      join(folder.path, 'elsewhere.yaml'),
      'issuers: [{ name: ci, issuer: "https://127.0.0.1:1", audience: a, algorithms: [RS256], keys: { discovery: true } }]',
    );
    const ended = await doctor(...args);
    expect(ended).toMatchObject({ code: 3, err: '' });
    const at = ended.out.split('\n').findIndex((line) => line.startsWith(`WRONG   ${name}: `));
    expect(at, ended.out).toBeGreaterThanOrEqual(0);
    expect(ended.out.split('\n')[at + 1]).toMatch(advice);
  });

  it('queries the server that has locked the file, if there is one', async () => {
    const file = join(folder.path, 'held.db');
    const server = await startServer({ store: `sqlite:${file}` });
    try {
      const listen = server.url.slice('http://'.length);
      const beside = await doctor('--store', `sqlite:${file}`, '--listen', listen);
      expect(beside).toMatchObject({ code: 0, err: '' });
      expect(beside.out).toContain(`the one on ${listen} reports that it is ready`);
      const database = new Database(file);
      database.exec("UPDATE knex_migrations SET name = 'gone.js' WHERE name = '0001-tables.js'");
      database.close();
      const unready = await doctor('--store', `sqlite:${file}`, '--listen', listen);
      expect(unready.code).toBe(3);
      expect(unready.out).toMatch(/WRONG {3}database: .*not ready: .*0001-tables\.js/);
      const elsewhere = await doctor('--store', `sqlite:${file}`, '--listen', '127.0.0.1:1');
      expect(elsewhere.code).toBe(3);
      expect(elsewhere.out).toMatch(/WRONG {3}database: .*in use by another/);
    } finally {
      await server.close();
    }
  });

  it('checks that certificate and key belong together', async () => {
    const { server, stranger } = certificates;
    const tls = (cert: string, key: string) =>
      doctor('--store', 'memory:', '--tls-cert', cert, '--tls-key', key);
    expect((await tls(server.cert, stranger.key)).out).toContain('certificate and key do not match');
    expect((await tls(join(folder.path, 'none.pem'), server.key)).out).toMatch(
      /WRONG {3}certificate: .*\n.*PEM files/,
    );
  });

  it('names every wrong setting', async () => {
    const ended = await doctor('--listen', 'nowhere', '--access', 'maybe');
    expect(ended.code).toBe(2);
    expect(ended.err).toMatch(/^grafeas: --listen: .*\ngrafeas: --access: .*\n$/);
  });
});

describe('every command', () => {
  const leaves = createProgram(commands).commands.flatMap((command) =>
    command.commands.length === 0
      ? [[command.name()]]
      : command.commands.map((child) => [command.name(), child.name()]),
  );

  it.each(leaves)('%s %s has help with an example', async (...path) => {
    const ended = await grafeas([...path, '--help']);
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/\nExamples?:\n/);
    expect(ended.out).toContain(`Usage: grafeas ${path.join(' ')}`);
  });
});

const bash = ((): boolean => {
  try {
    execFileSync('bash', ['-c', ':']);
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!bash)(`completion in bash${bash ? '' : ' (skipped: no bash)'}`, () => {
  it.each([
    [['mig'], 'migrate'],
    [['list', 'notes', 'projects/p', '--fil'], '--filter'],
    [['list', ''], 'notes occurrences --filter --limit --server --token --api --output --help'],
    [['list', 'notes', '-o', ''], 'table json yaml'],
    [['token', ''], 'create inspect --help'],
    [['token', 'create', '--gr'], '--grant'],
    [['check', 'x', '--max-severity', 'H'], 'HIGH'],
    [['completion', ''], 'bash zsh fish --help'],
  ])('%j', async (words, expected) => {
    const { out } = await grafeas(['completion', 'bash']);
    const typed = ['grafeas', ...words].map((word) => `'${word}'`).join(' ');
    const printed = execFileSync(
      'bash',
      [
        '--noprofile',
        '--norc',
        '-c',
        `${out}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _grafeas; echo "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8', cwd: folder.path },
    );
    expect(printed.trim()).toBe(expected);
  });

  it('has scripts for zsh and fish', async () => {
    expect((await grafeas(['completion', 'zsh'])).out).toMatch(/^#compdef grafeas\n/);
    expect((await grafeas(['completion', 'fish'])).out).toContain(
      'complete -c grafeas -n __fish_use_subcommand -a serve',
    );
    expect((await grafeas(['completion', 'csh'])).code).toBe(2);
  });
});
