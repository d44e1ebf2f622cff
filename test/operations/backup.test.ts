import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { backupSqlite, restoreSqlite } from '../../src/storage/sqlite/backup.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { program } from '../setup/program.js';
import { temporaryFolder } from '../setup/temporary.js';

const runFile = promisify(execFile);

/** Every occurrence of the consumer, by id. */
async function documentsOf(repository: Repository): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let after: string | undefined;
  for (;;) {
    const page = await repository.listOccurrences({ scope: 'consumer', limit: 1000, after });
    for (const { id, document } of page) found.set(id, document);
    after = page.at(-1)?.id;
    if (page.length < 1000) return found;
  }
}

describe('backup and restore of a SQLite store', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  const force = { force: false };
  afterAll(folder.remove);

  it('copies all acknowledged writes, and only whole batches, while others write', async () => {
    const file = path('live.db');
    const repository = await openSqlite({ file, migrate: true });
    const rows = new Rows();
    const note = rows.note({ scope: 'provider', id: 'n' });
    await repository.createNotes([note]);
    const acknowledged: string[] = [];
    let running = true;
    const filler = 'x'.repeat(2000);
    const writers = Array.from({ length: 4 }, async () => {
      while (running) {
        const document = JSON.stringify({ filler });
        const batch = [1, 2, 3].map(() => rows.occurrence('consumer', note, { document }));
        await repository.createOccurrences(batch);
        acknowledged.push(...batch.map(({ id }) => id));
        await pause(20);
      }
    });
    const copies: { name: string; before: string[] }[] = [];
    for (const name of ['one.db', 'two.db', 'three.db']) {
      const enough = acknowledged.length + 12;
      while (acknowledged.length < enough) await pause(5);
      const before = [...acknowledged];
      // In a process of its own, as an operator runs it.
      const args = [program, 'backup', path(name), '--store', `sqlite:${file}`];
      const { stdout } = await runFile(process.execPath, args);
      expect(stdout).toMatch(/^\S+: 0 projects, 1 notes, \d+ occurrences, verified\n$/);
      copies.push({ name, before });
    }
    running = false;
    await Promise.all(writers);
    const live = await documentsOf(repository);
    await repository.close();
    for (const { name, before } of copies) {
      const target = path(`restored-${name}`);
      const contents = await restoreSqlite(path(name), target, force);
      const restored = await openSqlite({ file: target, migrate: true });
      const documents = await documentsOf(restored);
      await restored.close();
      expect(documents.size).toBe(contents.occurrences);
      expect(documents.size % 3, 'no half of a batch').toBe(0);
      expect(before.length).toBeGreaterThan(0);
      for (const id of before) expect(documents.has(id), `${id} in ${name}`).toBe(true);
      for (const [id, document] of documents) expect(live.get(id)).toBe(document);
    }
  });

  it('replaces an existing store only if told to, and keeps none of its rows', async () => {
    const rows = new Rows();
    const source = await openSqlite({ file: path('source.db'), migrate: true });
    await source.createNotes([rows.note({ scope: 'p', id: 'kept' })]);
    await source.close();
    await backupSqlite(path('source.db'), path('copy.db'), force);
    await expect(backupSqlite(path('source.db'), path('copy.db'), force)).rejects.toThrow('--force');
    const target = path('target.db');
    const other = await openSqlite({ file: target, migrate: true });
    await other.createNotes([rows.note({ scope: 'p', id: 'lost' })]);
    await expect(restoreSqlite(path('copy.db'), target, { force: true })).rejects.toThrow('in use');
    const journal = readFileSync(`${target}-wal`);
    await other.close();
    // As a crash leaves it: a journal that must not be applied to the database that comes.
    writeFileSync(`${target}-wal`, journal);
    await expect(restoreSqlite(path('copy.db'), target, force)).rejects.toThrow('--force');
    const { notes } = await restoreSqlite(path('copy.db'), target, { force: true });
    expect(notes).toBe(1);
    const restored = await openSqlite({ file: target, migrate: false });
    expect(await restored.getNote({ scope: 'p', id: 'kept' })).toBeDefined();
    expect(await restored.getNote({ scope: 'p', id: 'lost' })).toBeUndefined();
    await restored.close();
    expect(existsSync(`${target}.partial`)).toBe(false);
  });

  it('refuses a damaged, foreign or too new file, and does not change the store', async () => {
    const rows = new Rows();
    const file = path('kept.db');
    const repository = await openSqlite({ file, migrate: true });
    await repository.createNotes(
      Array.from({ length: 500 }, (_, n) => rows.note({ scope: 'p', id: `n${n}` })),
    );
    await repository.close();
    const copy = async (name: string): Promise<string> => {
      await backupSqlite(file, path(name), force);
      return path(name);
    };
    const damaged = await copy('damaged.db');
    truncateSync(damaged, 8192 * 3);
    const newer = await copy('newer.db');
    const database = new Database(newer);
    database.exec("INSERT INTO knex_migrations (name, batch) VALUES ('9999-later.js', 9)");
    database.close();
    new Database(path('foreign.db')).exec('CREATE TABLE a (b)').close();
    writeFileSync(path('text.db'), 'no database'.repeat(100));
    for (const [name, problem] of [
      [damaged, 'damaged.db'],
      [newer, 'newer release: it has 9999-later.js'],
      [path('foreign.db'), 'no database of grafeas'],
      [path('text.db'), 'text.db'],
      [path('missing.db'), 'missing.db'],
    ] as const)
      await expect(restoreSqlite(name, file, { force: true }), name).rejects.toThrow(problem);
    const after = await openSqlite({ file, migrate: false });
    expect(await after.listNotes({ scope: 'p', limit: 1000 })).toHaveLength(500);
    await after.close();
  });

  it('prints what it did, or why it failed', async () => {
    const run = (...args: string[]): string => {
      try {
        return execFileSync(process.execPath, [program, ...args], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        });
      } catch (error) {
        return String((error as { stderr?: string }).stderr);
      }
    };
    const file = path('kept.db');
    expect(run('restore', path('copy.db'), '--store', `sqlite:${path('new/deep.db')}`)).toContain(
      '0 projects, 1 notes, 0 occurrences, verified',
    );
    expect(run('restore', path('copy.db'), '--store', `sqlite:${file}`)).toContain('--force replaces it');
    const held = await openSqlite({ file, migrate: false });
    expect(run('restore', path('copy.db'), '--force', '--store', `sqlite:${file}`)).toMatch(
      /in use by another grafeas process.*use PostgreSQL for several\n$/,
    );
    await held.close();
    expect(run('backup', path('x.db'), '--store', 'postgres://a@b/c')).toContain('only SQLite stores');
  });
});
