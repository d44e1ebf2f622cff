/**
 * What SQLite alone takes for the work that misses its target, in F (see README.md), beside that target: the same rows in the
 * same schema with the same settings, by better-sqlite3 in a loop, without HTTP, JSON, checks, counts or answers.
 *
 *   npm run --silent build && npx tsx bench/bare-sqlite.ts [OCCURRENCES]     50,000, or as many as named
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { occurrenceColumns } from '../src/storage/sql/rows.js';
import { openBareDatabase } from './harness/bare-database.js';
import { dataset, project } from './harness/dataset.js';
import { load } from './harness/load.js';
import { startFloor, startServer } from './harness/processes.js';
import { seeded } from './harness/random.js';

const size = Number(process.argv[2] ?? 50_000);
const rounds = 3;
/** Callers at once, whose writes share a commit. */
const callers = 16;

const folder = mkdtempSync(join(tmpdir(), 'grafeas-bare-'));
const file = join(folder, 'bare.db');
const floor = await startFloor();
try {
  await fill();
  const database = openBareDatabase(file);
  console.log(`${size} occurrences\n\n| work | bare SQLite, F | wanted of the server, F |\n|--|--|--|`);
  const random = seeded(2);
  const columns = occurrenceColumns.join(', ');
  const pick = database.prepare(`SELECT ${columns} FROM occurrences WHERE rowid = ?`).raw();
  const pool = Array.from({ length: 5_000 }, () => pick.get(1 + random.below(size)) as (string | number)[]);
  const uris = pool.map((row) => String(row[occurrenceColumns.indexOf('resource_uri')]));
  const insert = database.prepare(
    `INSERT INTO occurrences (${columns}) VALUES (${occurrenceColumns.map(() => '?')})`,
  );
  let made = 0;
  /** A row of a random occurrence, of one of its resources, with an id behind all others. */
  const next = (uri: string): (string | number)[] => {
    const row = [...(pool[random.below(pool.length)] ?? [])];
    made += 1;
    row[occurrenceColumns.indexOf('id')] = `z${String(made).padStart(31, '0')}`;
    row[occurrenceColumns.indexOf('resource_uri')] = uri;
    return row;
  };
  const anyUri = (): string => uris[random.below(uris.length)] ?? '';
  const write = database.transaction((rows: readonly (string | number)[][]) => {
    for (const row of rows) insert.run(row);
  });
  const rowsOf = (batches: number, batch: number, uriOf: () => string): (string | number)[][] =>
    Array.from({ length: batches }, uriOf).flatMap((uri) => Array.from({ length: batch }, () => next(uri)));

  await measure('create one occurrence', 6, 300, callers, () => {
    const rows = rowsOf(callers, 1, anyUri);
    return () => write(rows);
  });
  await measure('batchCreate of 100, of one image', 150, 12, callers, () => {
    const rows = rowsOf(callers, 100, anyUri);
    return () => write(rows);
  });
  await measure('batchCreate of 100, over as many images', 150, 12, callers, () => {
    const rows = rowsOf(callers * 100, 1, anyUri);
    return () => write(rows);
  });
  const list = database.prepare(
    'SELECT id, document FROM occurrences WHERE scope = ? AND resource_uri = ? AND kind = 1 ORDER BY id LIMIT 10',
  );
  await measure('list by resource URL, 10 findings', 5, 5_000, 1, () => {
    const uri = anyUri();
    return () => list.raw().all(project, uri);
  });
  database.close();
} finally {
  await floor.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Prints the CPU of one of `share` requests that a step stands for, in F; the median round counts. */
async function measure(
  what: string,
  wanted: number,
  steps: number,
  share: number,
  prepare: () => () => unknown,
): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await load(floor, () => ({ method: 'GET', path: '/' }), { connections: 16, seconds: 2 });
    const work = Array.from({ length: steps }, prepare);
    const before = process.cpuUsage();
    for (const step of work) step();
    const { user, system } = process.cpuUsage(before);
    ratios.push((user + system) / steps / share / bare.cpu);
  }
  const median = ratios.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
  console.log(`| ${what} | ${median.toPrecision(3)} | ≤ ${wanted} |`);
}

/** Fills the file through the server. */
async function fill(): Promise<void> {
  const server = await startServer(['--store', `sqlite:${file}`]);
  const data = dataset(Math.round(size / 10));
  for (const requests of [data.notes(), data.batches(size, 500)]) {
    for (const { method, path, body } of requests) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(server.url + path, { method, body: body ?? null, headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    }
  }
  await server.stop();
}
