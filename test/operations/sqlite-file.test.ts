import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { ApiError } from '../../src/domain/errors.js';
import type { Repository } from '../../src/storage/repository.js';
import { backupSqlite, restoreSqlite } from '../../src/storage/sqlite/backup.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { program } from '../setup/program.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
const path = (name: string): string => join(folder.path, name);
const open = (name: string): Promise<Repository> => openSqlite({ file: path(name), migrate: true });

beforeEach(() => {
  folder = temporaryFolder();
  file = path('live.db');
});
afterEach(() => folder.remove());

async function refusalOf(work: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('a SQLite file in use', () => {
  /** Names that lead to the store. */
  const names: readonly [string, () => string][] = [
    ['its own name', () => file],
    ['a link', () => link(file, 'link.db')],
    ['a link to a link', () => link(link(file, 'link.db'), 'second.db')],
    ['a folder that is a link', () => join(link(folder.path, 'folder'), 'live.db')],
    ['a path with dots', () => join(folder.path, 'no', '..', 'live.db')],
  ];
  function link(target: string, name: string): string {
    symlinkSync(target, path(name));
    return path(name);
  }

  it.each(names)(
    'is refused to a second server, a backup over it and a restore into it, by %s',
    async (_, make) => {
      const repository = await open('live.db');
      const note = new Rows().note({ scope: 'p', id: 'n' });
      await repository.createNotes([note]);
      await (await open('other.db')).close();
      const name = make();
      const other = path('other.db');
      for (const attempt of [
        () => openSqlite({ file: name, migrate: true }),
        () => backupSqlite(other, name, { force: true }),
        () => restoreSqlite(other, name, { force: true }),
        () => backupSqlite(file, name, { force: true }),
      ]) {
        expect((await refusalOf(attempt())).message).toMatch(
          /in use by another grafeas process|is the store itself/,
        );
      }
      await repository.close();
      const again = await open('live.db');
      expect(await again.getNote(note)).toBeDefined();
      await again.close();
    },
  );

  it('is created at the target of a symbolic link, and locked there', async () => {
    mkdirSync(path('disk'));
    const repository = await openSqlite({
      file: link(join(folder.path, 'disk/real.db'), 'link.db'),
      migrate: true,
    });
    expect(existsSync(path('disk/real.db'))).toBe(true);
    expect((await refusalOf(open('disk/real.db'))).message).toContain('in use');
    await repository.close();
  });

  it('is refused if it has a second name, which would have a journal of its own', async () => {
    await (await open('live.db')).close();
    linkSync(file, path('second.db'));
    expect((await refusalOf(open('second.db'))).message).toContain('2 names');
  });
});

describe('a SQLite file that is removed while a server runs', () => {
  const ways: readonly [string, () => void, RegExp][] = [
    ['is removed', () => rmSync(file), /live\.db was removed/],
    ['is moved away', () => renameSync(file, path('moved.db')), /live\.db was removed/],
    ['is replaced', () => replace(file), /live\.db was replaced/],
    ['loses its journal', () => rmSync(`${file}-wal`), /live\.db-wal was removed/],
    ['gets another journal', () => replace(`${file}-wal`), /live\.db-wal was replaced/],
  ];
  function replace(name: string): void {
    copyFileSync(name, `${name}.copy`);
    renameSync(`${name}.copy`, name);
  }

  it.each(ways)('%s: the server reads, refuses writes and is not ready', async (_, lose, message) => {
    const server = await startServer({ store: `sqlite:${file}` });
    const post = (name: string) =>
      fetch(`${server.url}/v1beta1/projects`, {
        method: 'POST',
        body: JSON.stringify({ name: `projects/${name}` }),
      });
    expect((await post('before')).status).toBe(200);
    lose();
    const refused = await post('after');
    expect([refused.status, (await fetch(`${server.url}/readyz`)).status]).toEqual([503, 503]);
    expect(await refused.text()).toMatch(message);
    expect((await fetch(`${server.url}/v1beta1/projects/before`)).status).toBe(200);
    expect((await fetch(`${server.url}/v1beta1/projects/after`)).status).toBe(404);
    await server.close();
  });

  it('works again when the same file is back', async () => {
    const repository = await open('live.db');
    renameSync(file, path('moved.db'));
    await refusalOf(repository.createProject('p'));
    renameSync(path('moved.db'), file);
    await repository.createProject('p');
    await repository.ping();
    await repository.close();
    const again = await open('live.db');
    expect(await again.hasProject('p')).toBe(true);
    await again.close();
  });
});

describe('files that the server and its commands create', () => {
  it('can be read by their owner only, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const server = await startServer({ store: `sqlite:${file}` });
      await fetch(`${server.url}/v1beta1/projects`, { method: 'POST', body: '{"name":"projects/p"}' });
      await backupSqlite(file, path('copy.db'), { force: false });
      await restoreSqlite(path('copy.db'), path('restored.db'), { force: false });
      const args = [program, 'export', 'projects/p', '--file', path('export.ndjson')];
      await promisify(execFile)(process.execPath, [...args, '--server', server.url]);
      const files = readdirSync(folder.path);
      expect(files).toContain('live.db-wal');
      expect(files).toContain('export.ndjson');
      for (const name of files) expect(statSync(path(name)).mode & 0o777, name).toBe(0o600);
      await server.close();
    } finally {
      process.umask(before);
    }
    // No lock stays beside a copy.
    expect(readdirSync(folder.path).sort()).toEqual([
      'copy.db',
      'export.ndjson',
      'live.db',
      'live.db.lock',
      'restored.db',
    ]);
  });

  it('are refused if they are empty, and not changed', async () => {
    writeFileSync(file, '');
    expect((await refusalOf(open('live.db'))).message).toContain('is empty');
    expect(statSync(file).size).toBe(0);
    expect(readdirSync(folder.path).sort()).toEqual(['live.db', 'live.db.lock']);
  });
});
