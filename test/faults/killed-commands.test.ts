import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { Rows } from '../../src/contract/rows.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { note, occurrence } from '../cli/kit.js';
import { program } from '../setup/program.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Runs the command and kills it when the folder has changed so often; true where it was killed before its end. */
async function killed(folder: string, changes: number, args: readonly string[]): Promise<boolean> {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  let seen = 0;
  const watcher = watch(folder, () => {
    seen += 1;
    if (seen >= changes) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  watcher.close();
  return signal === 'SIGKILL';
}

function run(args: readonly string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stderr };
}

describe('a command that is killed', () => {
  const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()] as const;
  const [stores, targets, exports] = folders.map(({ path }) => path) as [string, string, string];
  const count = 3000;
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
    const client = createClient({ server: server.url });
    await client.notes.create(
      'projects/scanner',
      'CVE-1',
      note() as Parameters<typeof client.notes.create>[2],
    );
    for (let made = 0; made < count; made += 1000) {
      const batch = Array.from({ length: 1000 }, (_, i) => occurrence(`https://e.example/${made + i}`));
      await client.occurrences.batchCreate('projects/team', batch);
    }
  });
  afterAll(async () => {
    await server.close();
    for (const { remove } of folders) remove();
  });

  it('as a backup leaves a whole file or none, and the next one succeeds', async () => {
    const file = join(stores, 'live.db');
    const repository = await openSqlite({ file, migrate: true });
    const rows = new Rows();
    const about = rows.note({ scope: 'provider', id: 'n' });
    await repository.createNotes([about]);
    const document = JSON.stringify({ filler: 'x'.repeat(2000) });
    for (let made = 0; made < count; made += 500)
      await repository.createOccurrences(
        Array.from({ length: 500 }, () => rows.occurrence('consumer', about, { document })),
      );
    await repository.close();
    const stored = async (at: string): Promise<number> => {
      const copy = await openSqlite({ file: at, migrate: false });
      let found = 0;
      let after: string | undefined;
      do {
        const page = await copy.listOccurrences({ scope: 'consumer', limit: 1000, after });
        found += page.length;
        after = page.at(-1)?.id;
      } while (after !== undefined);
      await copy.close();
      return found;
    };
    let kills = 0;
    for (const changes of [1, 8]) {
      const target = join(targets, `copy-${changes}.db`);
      const args = ['backup', target, '--store', `sqlite:${file}`];
      if (await killed(targets, changes, args)) kills += 1;
      if (existsSync(target)) expect(await stored(target)).toBe(count);
      expect(run([...args, '--force'])).toMatchObject({ status: 0 });
      expect(await stored(target)).toBe(count);
    }
    expect(kills).toBeGreaterThan(0);
  });

  it('as a migration is completed by the next one', async () => {
    let kills = 0;
    for (const changes of [1, 6]) {
      const file = join(stores, `new-${changes}.db`);
      const args = ['migrate', '--store', `sqlite:${file}`];
      if (await killed(stores, changes, args)) kills += 1;
      expect(run(args)).toMatchObject({ status: 0 });
      const repository = await openSqlite({ file, migrate: false });
      await repository.createProject('p');
      expect(await repository.hasProject('p')).toBe(true);
      await repository.close();
    }
    expect(kills).toBeGreaterThan(0);
  });

  it('as an export continues where it stopped, and is complete', async () => {
    const args = (file: string): string[] => [
      ...['export', 'projects/team', '--server', server.url, '--file', join(exports, file)],
    ];
    const exported = (file: string): string => readFileSync(join(exports, file), 'utf8');
    // The server is in this process, which must not stand still.
    const finished = async (...more: string[]): Promise<number | null> => {
      const child = spawn(process.execPath, [program, ...more], { stdio: 'ignore' });
      const [status] = (await once(child, 'exit')) as [number | null];
      return status;
    };
    expect(await finished(...args('whole'))).toBe(0);
    let kills = 0;
    for (const changes of [1, 3]) {
      if (await killed(exports, changes, args(`cut-${changes}`))) kills += 1;
      expect(await finished(...args(`cut-${changes}`), '--resume')).toBe(0);
      expect(exported(`cut-${changes}`)).toBe(exported('whole'));
    }
    expect(kills).toBeGreaterThan(0);
  });
});
