/**
 * Kills a writing process with SIGKILL, again and again, and looks after each time whether what it acknowledged
 * is there, and after the last whether anything is lost or half there:
 * `npx tsx scripts/kill-rounds.ts [ROUNDS] [STORE]`, 50 rounds on a temporary SQLite file unless said otherwise;
 * STORE is `sqlite:FILE`, the URL of an empty PostgreSQL database, or `postgres` for a server of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import type { Repository } from '../src/storage/repository.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { findLosses, killWriter } from '../test/faults/kill-round.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';

const rounds = Number(process.argv[2] ?? 50);
const folder = mkdtempSync(join(tmpdir(), 'grafeas-kill-'));
const [binaries] = postgresBinaries();
const wanted = process.argv[3] ?? `sqlite:${join(folder, 'grafeas.db')}`;
const server =
  wanted === 'postgres' && binaries !== undefined
    ? await startPostgres(binaries, { fsync: true })
    : undefined;
const store = server === undefined ? wanted : `${server.url}/postgres`;

const open = (): Promise<Repository> =>
  store.startsWith('sqlite:')
    ? openSqlite({ file: store.slice('sqlite:'.length), migrate: true })
    : openPostgres({ url: store, migrate: true });

async function look<T>(work: (repository: Repository) => Promise<T>): Promise<T> {
  const repository = await open();
  try {
    return await work(repository);
  } finally {
    await repository.close();
  }
}

/** Acknowledged lines whose first occurrence is gone. */
async function missing(repository: Repository, lines: readonly string[]): Promise<string[]> {
  const lost: string[] = [];
  for (const line of lines) {
    const id = line.split(' ')[1] ?? '';
    const stored = await repository.getOccurrence({ scope: 'consumer', id });
    if (stored === undefined) lost.push(`lost ${line}`);
  }
  return lost;
}

const acknowledged: string[] = [];
let losses: string[] = [];
let done = 0;
try {
  while (done < rounds && losses.length === 0) {
    done += 1;
    const lines = await killWriter(store, 1 + ((done * 37) % 400));
    if (lines.length === 0) throw new Error('the writer ended before it wrote');
    acknowledged.push(...lines);
    losses = await look((repository) => missing(repository, lines));
    if (done % 25 === 0 || losses.length > 0)
      console.log(
        `round ${done}: ${acknowledged.length} batches acknowledged so far, ${losses.length} losses`,
      );
  }
  if (losses.length === 0) losses = await look((repository) => findLosses(repository, acknowledged));
} finally {
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `${done} rounds, ${acknowledged.length} batches acknowledged, ${losses.length === 0 ? 'nothing lost' : losses.join('\n')}`,
);
process.exitCode = losses.length === 0 ? 0 : 1;
