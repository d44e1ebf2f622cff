/**
 * Single creates a second, by how many are on the way at once: `npx tsx bench/store-writes.ts [SECONDS]`. Shows
 * what sharing a commit is worth. PostgreSQL, where its binaries are found, runs with fsync on.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rows } from '../src/contract/rows.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import type { Repository } from '../src/storage/repository.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';

const seconds = Number(process.argv[2] ?? 3);

async function measure(name: string, repository: Repository): Promise<void> {
  const rows = new Rows();
  const note = rows.note({ scope: 'provider', id: 'n' });
  await repository.createNotes([note]);
  const document = JSON.stringify({ text: 'x'.repeat(1000) });
  for (const concurrency of [1, 8, 64]) {
    let written = 0;
    const until = process.hrtime.bigint() + BigInt(Math.round(seconds * 1e9));
    const worker = async (): Promise<void> => {
      while (process.hrtime.bigint() < until) {
        await repository.createOccurrences([rows.occurrence('consumer', note, { document })]);
        written += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    console.log(`${name}, ${concurrency} at once: ${Math.round(written / seconds)} creates/s`);
  }
  await repository.close();
}

const folder = mkdtempSync(join(tmpdir(), 'grafeas-writes-'));
await measure('SQLite', await openSqlite({ file: join(folder, 'grafeas.db'), migrate: true }));
rmSync(folder, { recursive: true, force: true });

const [binaries] = postgresBinaries();
if (binaries !== undefined) {
  const server = await startPostgres(binaries, { fsync: true });
  const repository = await openPostgres({ url: `${server.url}/postgres`, migrate: true });
  await measure(`PostgreSQL ${server.version}`, repository).finally(server.remove);
}
