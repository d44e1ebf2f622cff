import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { databaseUrl } from '../setup/administer.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { postgresBinaries, startPostgres } from '../setup/postgres-server.js';

const [binaries] = postgresBinaries();

/** A small file system in memory; undefined where this account may not mount one. */
function mountSmall(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-small-'));
  const mount = (options: string): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  };
  try {
    mount(`size=${megabytes}m`);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    grow: (to: number): void => mount(`remount,size=${to}m`),
    remove(): void {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('a PostgreSQL server whose disk is full', () => {
  const small = binaries === undefined ? undefined : mountSmall(40);
  if (binaries === undefined || small === undefined) {
    const what =
      binaries === undefined ? 'server binaries of PostgreSQL' : 'right to mount a small file system';
    // The full disk is a small file system of the test's own, under a server that the test starts.
    it.skip(`no ${what}`, () => {});
    return;
  }

  it('is named as the cause; the store still reads, and writes again when there is space', async () => {
    const server = await startPostgres(binaries);
    try {
      const { uid, gid } = statSync(`/proc/${server.pid()}`);
      chownSync(small.folder, uid, gid);
      const admin = await connectPostgres(databaseUrl(server.url, 'postgres'));
      await admin.query(`CREATE TABLESPACE small LOCATION '${small.folder}'`);
      await admin.query('CREATE DATABASE small TABLESPACE small');
      await admin.end();
      const repository = await openPostgres({ url: databaseUrl(server.url, 'small'), migrate: true });
      const rows = new Rows();
      const write = (id: string): Promise<unknown> => {
        // Of random text, which the database cannot make smaller.
        const document = JSON.stringify({ text: randomBytes(100_000).toString('hex') });
        return repository.createNotes([rows.note({ scope: 'p', id }, { document })]);
      };
      let written = 0;
      let failure: unknown;
      for (; failure === undefined && written < 1000; written += failure === undefined ? 1 : 0)
        failure = await write(`n${written}`).then(
          () => undefined,
          (error: unknown) => error,
        );
      expect(failure).toMatchObject({
        reason: 'STORE_UNAVAILABLE',
        message: expect.stringContaining('the database has no space left') as unknown,
      });
      expect(written).toBeGreaterThan(0);
      const stored = async (): Promise<number> =>
        (await repository.listNotes({ scope: 'p', limit: 1001 })).length;
      expect(await stored(), 'what was acknowledged, and no half of what failed').toBe(written);
      small.grow(100);
      await write('after');
      expect(await stored()).toBe(written + 1);
      await repository.close();
    } finally {
      await server.remove();
      small.remove();
    }
  });
});
