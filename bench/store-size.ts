/**
 * Bytes a stored occurrence costs: `npx tsx bench/store-size.ts [ROWS]`. Fills a SQLite file and, where server
 * binaries are found, a PostgreSQL with occurrences of a realistic size (1 KB of JSON, resource URLs with a
 * digest, 92 findings an image) and prints what tables and indexes weigh by row.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Rows } from '../src/contract/rows.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import type { Repository } from '../src/storage/repository.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';

const total = Number(process.argv[2] ?? 50_000);
const perImage = 92;
const notes = 2000;

async function fill(repository: Repository): Promise<number> {
  const rows = new Rows();
  const keys = Array.from({ length: notes }, (_, n) => ({ scope: 'scanner', id: `CVE-2026-${10_000 + n}` }));
  for (let from = 0; from < notes; from += 1000) {
    const document = JSON.stringify({ text: sample(from, 2200) });
    await repository.createNotes(keys.slice(from, from + 1000).map((key) => rows.note(key, { document })));
  }
  const started = process.hrtime.bigint();
  for (let from = 0; from < total; from += 1000) {
    const batch = Array.from({ length: Math.min(1000, total - from) }, (_, offset) => {
      const n = from + offset;
      const image = Math.floor(n / perImage);
      const digest = createHash('sha256').update(String(image)).digest('hex');
      const resourceUri = `https://registry.example.com/team-${image % 40}/app-${image}@sha256:${digest}`;
      const key = keys[(n * 7919) % notes] ?? { scope: 'scanner', id: '' };
      const document = JSON.stringify({ resource: { uri: resourceUri }, details: sample(n, 860) });
      return rows.occurrence(`team-${image % 40}`, key, { resourceUri, severity: n % 6, document });
    });
    await repository.createOccurrences(batch);
  }
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Text about as compressible as findings are. */
function sample(seed: number, length: number): string {
  const words =
    createHash('sha512')
      .update(String(seed))
      .digest('hex')
      .match(/.{1,7}/g) ?? [];
  return words
    .join(' "package": ')
    .repeat(Math.ceil(length / 300))
    .slice(0, length);
}

function report(name: string, bytes: number): void {
  console.log(`  ${name.padEnd(32)} ${(bytes / total).toFixed(0).padStart(6)} bytes an occurrence`);
}

const folder = mkdtempSync(join(tmpdir(), 'grafeas-size-'));
const file = join(folder, 'grafeas.db');
const sqlite = await openSqlite({ file, migrate: true });
const seconds = await fill(sqlite);
await sqlite.close();
const database = new Database(file);
console.log(`SQLite, ${total} occurrences in batches of 1000, ${seconds.toFixed(1)} s`);
const sizes = database
  .prepare(
    "SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE name LIKE '%occurrences%' GROUP BY name ORDER BY 1",
  )
  .all() as { name: string; bytes: number }[];
for (const { name, bytes } of sizes) report(name, bytes);
report(
  'together',
  sizes.reduce((sum, { bytes }) => sum + bytes, 0),
);
database.close();
rmSync(folder, { recursive: true, force: true });

const [binaries] = postgresBinaries();
if (binaries !== undefined) {
  const server = await startPostgres(binaries);
  try {
    const url = `${server.url}/postgres`;
    const repository = await openPostgres({ url, migrate: true });
    const elapsed = await fill(repository);
    await repository.close();
    const client = await connectPostgres(url);
    console.log(`PostgreSQL ${server.version}, the same, ${elapsed.toFixed(1)} s`);
    const { rows } = await client.query<{ name: string; bytes: string }>(
      `SELECT relname AS name, pg_table_size(oid) AS bytes FROM pg_class
       WHERE relname = 'occurrences' OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'occurrences'::regclass)
       ORDER BY relname`,
    );
    for (const { name, bytes } of rows) report(name, Number(bytes));
    report(
      'together',
      rows.reduce((sum, { bytes }) => sum + Number(bytes), 0),
    );
    await client.end();
  } finally {
    await server.remove();
  }
}
