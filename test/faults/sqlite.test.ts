import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../src/domain/errors.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { temporaryFolder } from '../setup/temporary.js';
import { findLosses, killWriter } from './kill-round.js';

describe('a SQLite store', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  afterAll(folder.remove);

  it('creates its folder and stores documents', async () => {
    const file = path('a/b/grafeas.db');
    const first = await openSqlite({ file, migrate: true });
    await first.createProject('p');
    const secret = await first.secret('pages');
    await first.close();
    const second = await openSqlite({ file, migrate: true });
    expect(await second.hasProject('p')).toBe(true);
    expect((await second.secret('pages')).equals(secret)).toBe(true);
    await second.close();
  });

  it('serves one process, and refuses a second one with the name of the file', async () => {
    const file = path('locked.db');
    const first = await openSqlite({ file, migrate: true });
    const second = openSqlite({ file, migrate: true });
    await expect(second).rejects.toThrow(`${file} is in use by another grafeas process`);
    await first.close();
    await (await openSqlite({ file, migrate: true })).close();
  });

  it('finishes accepted requests when it closes, and refuses later ones', async () => {
    const repository = await openSqlite({ file: path('close.db'), migrate: true });
    const write = repository.createProject('p');
    await repository.close();
    await write;
    await expect(repository.createProject('q')).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    await expect(repository.hasProject('p')).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    const again = await openSqlite({ file: path('close.db'), migrate: true });
    expect(await again.hasProject('p')).toBe(true);
    await again.close();
  });

  it('refuses a file that is not a database, and names it', async () => {
    const file = path('garbage.db');
    writeFileSync(file, 'this is not a database. '.repeat(200));
    const error: unknown = await openSqlite({ file, migrate: true }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(String(error)).toContain(`${file} cannot be opened as a SQLite database`);
  });

  it('reports a full disk, still reads, and writes again when there is space', async () => {
    const file = path('full.db');
    const [error, read] = child('full', file, 'ulimit -f 3000');
    expect(error).toMatch(/^STORE_UNAVAILABLE: the store (has no space left|cannot read or write its file)$/);
    expect(read).toMatch(/^still reads [1-9]\d* of [1-9]\d*$/);
    const repository = await openSqlite({ file, migrate: true });
    const listed = await repository.listNotes({ scope: 'p', limit: 1000 });
    expect(`still reads ${listed.length} of ${listed.length}`, 'and no half of what failed').toBe(read);
    await repository.createProject('p');
    await repository.close();
  });

  it('reports a file that it may not write', async () => {
    const file = path('read-only.db');
    await (await openSqlite({ file, migrate: true })).close();
    chmodSync(file, 0o444);
    const output = child('read-only', file, 'true', nobody(folder.path, file));
    expect(output).toEqual([
      `STORE_UNAVAILABLE: ${file} cannot be opened as a SQLite database (SQLITE_READONLY)`,
    ]);
  });

  it('loses no acknowledged write when its process is killed', async () => {
    const file = path('killed.db');
    const acknowledged: string[] = [];
    for (const batches of [1, 300, 40]) {
      acknowledged.push(...(await killWriter(`sqlite:${file}`, batches)));
      const repository = await openSqlite({ file, migrate: true });
      expect(await findLosses(repository, acknowledged)).toEqual([]);
      await repository.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(341);
  });
});

/** Runs one of the scenes of broken-disk.ts under a shell limit; gives the lines it printed. */
function child(
  scene: string,
  file: string,
  limit: string,
  account: { uid?: number; gid?: number } = {},
): string[] {
  const script = fileURLToPath(new URL('broken-disk.ts', import.meta.url));
  const command = `${limit}; exec "$@"`;
  const words = [process.execPath, '--import', 'tsx', script, scene, file];
  const { stdout, stderr } = spawnSync('bash', ['-c', command, 'sh', ...words], {
    encoding: 'utf8',
    ...account,
  });
  return (stdout === '' ? stderr : stdout).trim().split('\n');
}

/** Root may write anything, so root hands the test to someone who may not. */
function nobody(folder: string, file: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const account = { uid: id('-u'), gid: id('-g') };
  const all = [folder, file, `${file}.lock`, `${file}-wal`, `${file}-shm`];
  for (const path of all) if (existsSync(path)) chownSync(path, account.uid, account.gid);
  return account;
}
