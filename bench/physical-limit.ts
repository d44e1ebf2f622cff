/**
 * A load of 20,000 occurrences by batches of 500, and how near it comes to what the database itself can do:
 * `npx tsx bench/physical-limit.ts [sqlite|postgres] [ROUNDS]`, after `npm run build`. The same rows go through the
 * server over HTTP, through the store alone, and through a bare loop of inserts (SQLite: prepared, a transaction a
 * batch; PostgreSQL: one `unnest` statement a batch) into the same schema with the same settings; one batch at a time.
 * Prints the median of the rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import { numberPlaceholders } from '../src/storage/postgres/connections.js';
import { postgresDialect } from '../src/storage/postgres/dialect.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import type { Repository } from '../src/storage/repository.js';
import type { NoteRow, OccurrenceRow } from '../src/storage/repository-rows.js';
import { noteColumns, noteValues, occurrenceColumns, occurrenceValues } from '../src/storage/sql/rows.js';
import { countChanges } from '../src/storage/sql/severity-counts.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { openBareDatabase } from './harness/bare-database.js';
import { dataset } from './harness/dataset.js';
import type { BenchRequest } from './harness/load.js';
import { median } from './harness/median.js';
import { startServer } from './harness/processes.js';

const total = 20_000;
const batch = 500;
const rounds = Number(process.argv[3] ?? 3);
const stores = process.argv[2] === undefined ? ['sqlite', 'postgres'] : [process.argv[2]];
/** Seconds the upstream server took for the same load, from its fastest run. */
const upstreamSeconds = { sqlite: 12, postgres: 18 };

/** A database, empty each time it is asked for. */
interface Place {
  /** As `--store` names it. */
  fresh(): Promise<string>;
  open(store: string): Promise<Repository>;
  /** Seconds a bare loop takes. */
  bare(
    store: string,
    notes: readonly NoteRow[],
    batches: readonly (readonly OccurrenceRow[])[],
  ): Promise<number>;
  rows(store: string, table: string): Promise<StoredRow[]>;
  remove(): Promise<void>;
}

for (const store of stores) {
  const place = store === 'postgres' ? await postgresPlace() : sqlitePlace();
  if (place === undefined) continue;
  try {
    await compare(store === 'postgres' ? 'postgres' : 'sqlite', place);
  } finally {
    await place.remove();
  }
}

async function compare(store: 'sqlite' | 'postgres', place: Place): Promise<void> {
  const data = dataset(total / 10);
  const setup = [...data.notes()];
  const requests = [...data.batches(total, batch)];
  const took: Record<'server' | 'store' | 'bare', number[]> = { server: [], store: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const served = await place.fresh();
    took.server.push(await throughServer(served, setup, requests));
    const notes = (await place.rows(served, 'notes')).map(toNote);
    const occurrences = (await place.rows(served, 'occurrences')).map(toOccurrence);
    if (occurrences.length !== total) throw new Error(`${occurrences.length} rows stored, not ${total}`);
    const batches = cut(occurrences, batch);
    const kept = await place.fresh();
    const repository = await place.open(kept);
    for (const part of cut(notes, batch)) await repository.createNotes(part);
    took.store.push(
      await seconds(batches, async (rows) => {
        await repository.createOccurrences(rows);
      }),
    );
    await repository.close();
    const empty = await place.fresh();
    await (await place.open(empty)).close();
    took.bare.push(await place.bare(empty, notes, batches));
  }
  const [server, alone, bare] = [median(took.server), median(took.store), median(took.bare)];
  console.log(`\n${store}, ${total} occurrences by batches of ${batch}, median of ${rounds} rounds\n`);
  console.log('| through | seconds | rows/s | of the bare loop |\n|--|--|--|--|');
  for (const [name, time] of Object.entries({
    'the server over HTTP': server,
    'the store alone': alone,
    'a bare loop': bare,
  }))
    console.log(
      `| ${name} | ${time.toFixed(2)} | ${Math.round(total / time)} | ${(bare / time).toFixed(2)} |`,
    );
  const times = (upstreamSeconds[store] / server).toFixed(1);
  console.log(`\nthe server's rate is ${times} times the upstream server's (${upstreamSeconds[store]} s)`);
}

async function throughServer(
  store: string,
  setup: readonly BenchRequest[],
  load: readonly BenchRequest[],
): Promise<number> {
  const server = await startServer(['--store', store]);
  const send = async ({ method, path, body }: BenchRequest): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(server.url + path, { method, body: body ?? null, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  };
  try {
    for (const request of setup) await send(request);
    return await seconds(load, send);
  } finally {
    await server.stop();
  }
}

function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-limit-'));
  let made = 0;
  const fileOf = (store: string): string => store.slice('sqlite:'.length);
  return {
    async fresh() {
      made += 1;
      return `sqlite:${join(folder, `${made}.db`)}`;
    },
    open: (store) => openSqlite({ file: fileOf(store), migrate: true }),
    async bare(store, notes, batches) {
      const database = openBareDatabase(fileOf(store));
      const insert = (table: string, columns: readonly string[]) =>
        database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.map(() => '?')})`);
      const note = insert('notes', noteColumns);
      for (const row of notes) note.run(noteValues(row));
      const occurrence = insert('occurrences', occurrenceColumns);
      const write = database.transaction((rows: readonly (string | number | null)[][]) => {
        for (const row of rows) occurrence.run(row);
      });
      const values = batches.map((rows) => rows.map(occurrenceValues));
      const elapsed = await seconds(values, async (rows) => write(rows));
      database.close();
      return elapsed;
    },
    async rows(store, table) {
      const database = new Database(fileOf(store), { readonly: true });
      const rows = database.prepare(`SELECT * FROM ${table} ORDER BY scope, id`).all();
      database.close();
      return rows as StoredRow[];
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresPlace(): Promise<Place | undefined> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) {
    console.log('\nno PostgreSQL server on this machine');
    return undefined;
  }
  const server = await startPostgres(binaries, { fsync: true });
  const using = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = await connectPostgres(url);
    return work(client).finally(() => client.end());
  };
  let made = 0;
  return {
    async fresh() {
      made += 1;
      await using(`${server.url}/postgres`, (client) => client.query(`CREATE DATABASE limit_${made}`));
      return `${server.url}/limit_${made}`;
    },
    open: (store) => openPostgres({ url: store, migrate: true }),
    bare: (store, notes, batches) =>
      using(store, async (client) => {
        for (const { sql, bindings } of postgresDialect.insertNotes(notes, new Set()))
          await client.query(numberPlaceholders(sql), [...bindings]);
        const statements = batches.flatMap((rows) => [
          ...postgresDialect.insertOccurrences(rows),
          ...postgresDialect.addCounts(countChanges(rows, [])),
        ]);
        return seconds(statements, async ({ sql, bindings }) => {
          await client.query({
            name: sql.slice(0, 40),
            text: numberPlaceholders(sql),
            values: [...bindings],
          });
        });
      }),
    rows: (store, table) =>
      using(store, async (client) => (await client.query(`SELECT * FROM ${table} ORDER BY scope, id`)).rows),
    remove: () => server.remove(),
  };
}

/** Of either table; bigint columns come as text from pg. */
interface StoredRow extends Record<(typeof occurrenceColumns)[number], string | number> {}

function toNote(row: StoredRow): NoteRow {
  return {
    scope: String(row.scope),
    id: String(row.id),
    kind: Number(row.kind),
    createTime: Number(row.create_time),
    updateTime: Number(row.update_time),
    document: String(row.document),
  };
}

function toOccurrence(row: StoredRow): OccurrenceRow {
  return {
    ...toNote(row),
    note: { scope: String(row.note_scope), id: String(row.note_id) },
    resourceUri: String(row.resource_uri),
    severity: Number(row.severity),
    fixable: Number(row.fixable) === 1,
    imported: Number(row.imported) === 1,
  };
}

/** Seconds to do this for each, one after the other. */
async function seconds<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<number> {
  const started = performance.now();
  for (const item of items) await work(item);
  return (performance.now() - started) / 1000;
}

function cut<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}
