/**
 * How requests cost as a store grows: `npm run bench:scale`. One store is loaded step by step by
 * batches of 500; at each size every read and a create run closed (16 connections, CPU in units of a bare handler, F)
 * and at a fixed rate (latency). Over the largest size: start time, the summary of the whole project, and the memory
 * after many requests.
 *
 *   npm run bench:scale                                     SQLite at 10 k, 100 k, 1 M and 3 M
 *   npm run bench:scale -- --store postgres                 PostgreSQL, started here; both processes counted
 *   npm run bench:scale -- --sizes 10000,10000000 --requests 0
 *   npm run bench:scale -- --smoke                          tiny, its figures mean nothing
 *
 * Prints a table; `--out FOLDER` also writes scale-STORE.json and scale-STORE.svg there.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { sendForText } from './harness/builds.js';
import { type Growing, growing } from './harness/growing.js';
import { latencyPicture } from './harness/latency-picture.js';
import { type BenchRequest, load } from './harness/load.js';
import { paced } from './harness/paced.js';
import { residentMegabytes, startFloor, startServer, type Target } from './harness/processes.js';
import { type Scenario, scenarios } from './harness/scenarios.js';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    sizes: { type: 'string', default: '10000,100000,1000000,3000000' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    /** Requests before memory is read at the end. */
    requests: { type: 'string', default: '1000000' },
    out: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});

const postgres = options.store === 'postgres';
const sizes = options.smoke ? [500, 2_000] : options.sizes.split(',').map(Number);
const seconds = options.smoke ? 1 : Number(options.seconds);
const rounds = options.smoke ? 1 : Number(options.rounds);
const manyRequests = options.smoke ? 500 : Number(options.requests);
const connections = 16;
/** What is measured at each size; batches are `npm run bench`'s. */
const chosen = scenarios.filter(({ name }) => !name.startsWith('batch'));

interface Measured {
  readonly size: number;
  readonly name: string;
  /** Server CPU of a request in units of the bare handler; closed loop. */
  readonly floors: number;
  readonly microseconds: number;
  readonly rate: number;
  /** Milliseconds at the fixed rate `fixedRate`. */
  readonly p50: number;
  readonly p99: number;
  readonly fixedRate: number;
}

interface Store {
  readonly name: string;
  /** Processes of the database, whose CPU and memory count too. */
  readonly pids: readonly number[];
  bytes(): Promise<number>;
  /** Left by whoever runs a database after a load. */
  settle(): Promise<void>;
  remove(): Promise<void>;
}

const store = postgres ? await postgresStore() : sqliteStore();
const measured: Measured[] = [];
const notes: Record<string, unknown> = {};
let failures = 0;
try {
  const data = growing();
  const names: string[] = [];
  for (const size of sizes) {
    await fill(data, names, size);
    await measureAt(data, names, size);
  }
  finish();
} finally {
  await store.remove();
}
if (failures > 0) {
  console.error(`${failures} requests failed`);
  process.exitCode = 1;
}

/** Loads up to `size`, two batches on the way at once; keeps the names of one in a hundred. */
async function fill(data: Growing, names: string[], size: number): Promise<void> {
  const server = await startServer(['--store', store.name], store.pids);
  const before = data.made;
  const started = performance.now();
  if (before === 0) for (const request of data.notes()) await sendForText(server, request);
  const batches = data.batches(size, 500);
  const worker = async (): Promise<void> => {
    for (let { value, done } = batches.next(); done !== true; { value, done } = batches.next()) {
      const text = await sendForText(server, value);
      const found = text.matchAll(/"name":"(projects\/[^"]+\/occurrences\/[^"]+)"/g);
      // Copied: a part of a text keeps all of it in memory.
      const copied = [...found].filter((_, n) => n % 100 === 0).map(([, name]) => Buffer.from(name ?? ''));
      names.push(...copied.map((name) => name.toString()));
    }
  };
  await Promise.all([worker(), worker()]);
  const took = (performance.now() - started) / 1000;
  await server.stop();
  await store.settle();
  const bytes = Math.round((await store.bytes()) / size);
  notes[`load to ${size}`] = {
    seconds: round(took),
    rowsPerSecond: Math.round((size - before) / took),
    bytes,
  };
  say(`${size} stored: ${took.toFixed(1)} s for ${size - before} more, ${bytes} bytes an occurrence in all`);
}

async function measureAt(data: Growing, names: readonly string[], size: number): Promise<void> {
  const began = performance.now();
  const server = await startServer(['--store', store.name], store.pids);
  const listeningMs = Math.round(performance.now() - began);
  notes[`start at ${size}`] = { listeningMs };
  say(`${size} stored: listening after ${listeningMs} ms`);
  const floor = await startFloor();
  try {
    const reads = chosen.filter(({ writes }) => writes !== true);
    for (const scenario of reads)
      await measure(scenario, scenario.requests(data, names), size, server, floor);
    await summarizeProject(data, size, server, floor);
    if (size === sizes.at(-1))
      await manyReads(
        reads.map((read) => read.requests(data, names)),
        size,
        server,
      );
    // Last, as it makes the store larger than its size says.
    for (const scenario of chosen.filter(({ writes }) => writes === true))
      await measure(scenario, scenario.requests(data, names), size, server, floor);
  } finally {
    await floor.stop();
    await server.stop();
  }
}

async function measure(
  scenario: Scenario,
  next: () => BenchRequest,
  size: number,
  server: Target,
  floor: Target,
): Promise<void> {
  const made: { floors: number; cpu: number; rate: number }[] = [];
  // The server has just been started: what it takes to warm up is not of a request.
  await load(server, next, { connections, seconds });
  for (let n = 0; n < rounds; n += 1) {
    const bare = await load(floor, () => ({ method: 'GET', path: '/' }), {
      connections,
      seconds: Math.max(1, seconds / 2),
    });
    const figures = await load(server, next, { connections, seconds });
    failures += figures.failures;
    made.push({ floors: figures.cpu / bare.cpu, cpu: figures.cpu, rate: figures.rate });
  }
  const middle = made.toSorted((a, b) => a.floors - b.floors)[made.length >> 1] ?? {
    floors: 0,
    cpu: 0,
    rate: 0,
  };
  const fixedRate = scenario.name === 'list-page' ? 100 : 300;
  const waited = await paced(server, next, fixedRate, seconds);
  failures += waited.failures;
  const result = {
    size,
    name: scenario.name,
    floors: round(middle.floors),
    microseconds: Math.round(middle.cpu),
    rate: Math.round(middle.rate),
    p50: waited.p50,
    p99: waited.p99,
    fixedRate,
  };
  measured.push(result);
  say(
    `${size} ${scenario.name}: ${result.floors} F, ${result.microseconds} µs, ${result.rate}/s; ` +
      `at ${fixedRate}/s p50 ${result.p50} ms, p99 ${result.p99} ms`,
  );
}

/** One at a time: it reads the whole project. */
async function summarizeProject(data: Growing, size: number, server: Target, floor: Target): Promise<void> {
  const path = `/v1beta1/projects/${data.project}/occurrences:vulnerabilitySummary`;
  const one = { connections: 1, seconds: Math.max(1, size / 300_000) };
  const bare = await load(floor, () => ({ method: 'GET', path: '/' }), { connections, seconds: 1 });
  const figures = await load(server, () => ({ method: 'GET', path }), one);
  failures += figures.failures;
  const floors = Math.round(figures.cpu / bare.cpu);
  notes[`summary of a project of ${size}`] = { floors, milliseconds: Math.round(figures.cpu / 1000) };
  say(`${size} summary of the project: ${floors} F, ${Math.round(figures.cpu / 1000)} ms CPU`);
}

/** Reads of all kinds in turn; memory on the way, so that growth shows. */
async function manyReads(
  reads: readonly (() => BenchRequest)[],
  size: number,
  server: Target,
): Promise<void> {
  const [own = 0] = server.pids;
  const seen: { requests: number; megabytes: number }[] = [];
  let turn = 0;
  let done = 0;
  const next = (): BenchRequest => {
    turn += 1;
    // A page of 100 costs as much as the others together: one in fifty is enough.
    const read = turn % 50 === 0 ? reads[2] : reads[[0, 1, 3][turn % 3] ?? 0];
    return read?.() ?? { method: 'GET', path: '/livez' };
  };
  while (done < manyRequests) {
    const figures = await load(server, next, { connections, seconds: options.smoke ? 1 : 10 });
    failures += figures.failures;
    done += figures.requests;
    seen.push({ requests: done, megabytes: residentMegabytes([own]) });
  }
  notes[`memory of the server over ${size}`] = seen;
  say(
    `${size} memory of the server: ${seen.map(({ requests, megabytes }) => `${megabytes} MB after ${requests}`).join(', ')}`,
  );
}

function finish(): void {
  const first = sizes[0];
  console.log(
    `\n| ${store.name.split(':')[0]} | ${sizes.join(' | ')} | last to first |\n|--${'|--'.repeat(sizes.length + 1)}|`,
  );
  for (const name of new Set(measured.map((result) => result.name))) {
    const row = measured.filter((result) => result.name === name);
    const of = (size: number | undefined): number => row.find((result) => result.size === size)?.floors ?? 0;
    const growth = of(sizes.at(-1)) / of(first);
    console.log(`| ${name}, F | ${sizes.map(of).join(' | ')} | ${growth.toFixed(2)} |`);
  }
  if (options.out === undefined) return;
  mkdirSync(options.out, { recursive: true });
  const kind = postgres ? 'postgres' : 'sqlite';
  const result = { store: kind, node: process.version, seconds, rounds, measured, notes };
  writeFileSync(join(options.out, `scale-${kind}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(
    join(options.out, `scale-${kind}.svg`),
    latencyPicture(postgres ? 'PostgreSQL' : 'SQLite', measured),
  );
}

function sqliteStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-scale-'));
  const file = join(folder, 'scale.db');
  return {
    name: `sqlite:${file}`,
    pids: [],
    bytes: async () => statSync(file).size,
    settle: async () => {},
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresStore(): Promise<Store> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  const server = await startPostgres(binaries, { fsync: true });
  const url = `${server.url}/postgres`;
  const query = async (sql: string): Promise<Record<string, string>[]> => {
    const client = await connectPostgres(url);
    return (await client.query(sql).finally(() => client.end())).rows;
  };
  return {
    name: url,
    pids: [server.pid()],
    bytes: async () =>
      Number((await query("SELECT pg_total_relation_size('occurrences') AS bytes"))[0]?.bytes),
    settle: async () => void (await query('VACUUM (ANALYZE) occurrences')),
    remove: () => server.remove(),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function say(line: string): void {
  console.log(line);
}
