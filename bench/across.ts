/**
 * What a search of all projects costs, and how it grows: `npx tsx bench/across.ts` after `npm run build`. Stores of so many
 * occurrences in so many projects, of which 50, in as many projects, name the note and the package that are searched for. CPU of the
 * server (with PostgreSQL: of both) in units of a bare handler, F, all stores and questions in turn. The rows of one project are
 * written by requests, and are then copied to the others in the database.
 *
 *   npx tsx bench/across.ts                                        10 k in 100 projects, SQLite
 *   npx tsx bench/across.ts --sizes 10000/100,3000000/1000         two stores, and the growth between them
 *   npx tsx bench/across.ts --store postgres                       PostgreSQL, started here
 *   npx tsx bench/across.ts --keep FOLDER [--store URL --pid PID]  stores are kept in FOLDER, or at a server that runs, and used again
 *   npx tsx bench/across.ts --fill --sizes 3000000/1000 --keep …   only fills
 *
 *   who by note       noteId="…" in projects/-, 50 hits
 *   who by package    hasPackage("…") in projects/-, 50 hits
 *   who by version    hasPackage("…", "…") in projects/-, 50 hits
 *   who by repository has_prefix(resourceUrl, "…") in projects/-, 20 hits in one project
 *   page of all       a page of 100 of projects/-, beside
 *   page of one       a page of 100 of one project
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { type PostgresServer, postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { cloneProject } from './harness/cloned-projects.js';
import { dataset, finding, noteCount } from './harness/dataset.js';
import { type BenchRequest, load } from './harness/load.js';
import { countCpu, startFloor, startServer, type Target } from './harness/processes.js';
import { seeded } from './harness/random.js';

const { values: options } = parseArgs({
  options: {
    /** OCCURRENCES/PROJECTS, by commas. */
    sizes: { type: 'string', default: '10000/100' },
    /** `sqlite`, `postgres`, or the URL of a PostgreSQL server without a database, whose process id is in `--pid`. */
    store: { type: 'string', default: 'sqlite' },
    pid: { type: 'string' },
    keep: { type: 'string' },
    fill: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    /** No round begins after these seconds. */
    seconds: { type: 'string', default: '130' },
  },
});

interface Size {
  readonly occurrences: number;
  readonly projects: number;
}

const hits = 50;
const provider = 'projects/bench-scanner';
const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'grafeas-across-'));
mkdirSync(folder, { recursive: true });
const sizes = options.sizes.split(',').map((size): Size => {
  const [occurrences = 10_000, projects = 100] = size.split('/').map(Number);
  return { occurrences, projects };
});
const postgres = options.store === 'postgres' ? await ownPostgres() : undefined;
const floor = await startFloor();
const servers: Target[] = [];
try {
  for (const size of sizes) servers.push(await filled(size));
  if (!options.fill) await measure();
} finally {
  await floor.stop();
  for (const server of servers) await server.stop();
  await postgres?.remove();
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

async function ownPostgres(): Promise<PostgresServer> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  return startPostgres(binaries, { fsync: true });
}

/** A server over a store of that size, which is filled unless an earlier run did. */
async function filled(size: Size): Promise<Target> {
  const name = `across_${size.occurrences}_${size.projects}`;
  const done = join(folder, `${name}.done`);
  const exists = existsSync(done);
  const store = await storeOf(name, exists);
  const pid = postgres?.pid() ?? options.pid;
  const start = (): Promise<Target> =>
    startServer(['--store', store], pid === undefined ? [] : [Number(pid)]);
  if (!exists) {
    const first = await start();
    await fillProject(first, Math.ceil(size.occurrences / size.projects));
    await first.stop();
    await cloneProject(store, size.projects);
  }
  const server = await start();
  if (!exists) await addWanted(server, size.projects);
  writeFileSync(done, '');
  return server;
}

async function storeOf(name: string, exists: boolean): Promise<string> {
  if (options.store === 'sqlite') return `sqlite:${join(folder, `${name}.db`)}`;
  const url = new URL(postgres?.url ?? options.store);
  url.pathname = '/postgres';
  const client = await connectPostgres(url.href);
  if (!exists) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function measure(): Promise<void> {
  const list = (parent: string, filter = ''): BenchRequest => ({
    method: 'GET',
    path: `/v1beta1/${parent}/occurrences?pageSize=100&filter=${encodeURIComponent(filter)}`,
  });
  const questions: readonly (readonly [name: string, request: BenchRequest])[] = [
    ['who by note', list('projects/-', 'noteId="CVE-WANTED"')],
    ['who by package', list('projects/-', 'hasPackage("pkg:maven/org.example/wanted")')],
    ['who by version', list('projects/-', 'hasPackage("pkg:maven/org.example/wanted", ">=2.0,<2.17.1")')],
    ['who by repository', list('projects/-', `has_prefix(resourceUrl, "${repository(7, 3)}@")`)],
    ['page of all', list('projects/-')],
    ['page of one', list('projects/team-0')],
  ];
  // The first rounds are for warming up.
  const warm = 2;
  const rounds = Array.from({ length: Number(options.rounds) + warm }, (_, round) => round);
  const floors = new Map<string, number[]>();
  const add = (key: string, value: number): void => {
    floors.set(key, [...(floors.get(key) ?? []), value]);
  };
  const started = performance.now();
  for (const round of rounds) {
    if (performance.now() - started > Number(options.seconds) * 1000) break;
    for (const [name, request] of questions) {
      // Beside each other, as what else the machine does changes what a unit is.
      const unit = await cpu(floor, { method: 'GET', path: '/' }, 1_500);
      const costs: number[] = [];
      for (const [place, server] of servers.entries()) {
        const cost = (await cpu(server, request, 150)) / unit;
        costs.push(cost);
        if (round >= warm) add(`${name}, ${sizes[place]?.occurrences}, F`, cost);
      }
      if (costs.length > 1 && round >= warm) add(`${name}, growth`, (costs.at(-1) ?? 0) / (costs[0] ?? 1));
    }
  }
  for (const [name, runs] of floors) {
    const sorted = runs.sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    const range = `${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)}`;
    console.log(`${name}: ${median.toFixed(2)} (${range}), ${sorted.length} rounds`);
  }
}

/** CPU microseconds a request. Few requests at once: what else the machine does then hits all alike. */
async function cpu(target: Target, request: BenchRequest, amount: number): Promise<number> {
  const spent = countCpu(target);
  const { failures } = await load(target, () => request, { connections: 4, seconds: 0, amount });
  if (failures > 0) throw new Error(`${request.path}: ${failures} requests failed`);
  return spent() / amount;
}

/** The notes, and the rows of the first project. */
async function fillProject(server: Target, each: number): Promise<void> {
  for (const request of dataset(1).notes()) await send(server, request.path, request.body ?? '');
  const random = seeded(1);
  const images = Math.ceil(each / 20);
  for (let from = 0; from < each; from += 500) {
    const occurrences = Array.from({ length: Math.min(500, each - from) }, (_, index) =>
      finding(random, image(0, (from + index) % images), random.below(noteCount)),
    );
    await send(server, '/v1beta1/projects/team-0/occurrences:batchCreate', JSON.stringify({ occurrences }));
  }
}

/** What is searched for: one occurrence in each of 50 projects. */
async function addWanted(server: Target, projects: number): Promise<void> {
  const note = JSON.stringify({ vulnerability: { severity: 'HIGH' } });
  await send(server, `/v1beta1/${provider}/notes?noteId=CVE-WANTED`, note);
  for (let hit = 0; hit < hits; hit += 1) {
    const project = Math.floor((hit * projects) / hits);
    const body = JSON.stringify(wantedFinding(image(project, 0)));
    await send(server, `/v1beta1/projects/team-${project}/occurrences`, body);
  }
}

function repository(project: number, number: number): string {
  return `https://registry.example.com/team-${project}/app-${number}`;
}

function image(project: number, number: number): string {
  return `${repository(project, number)}@sha256:${'0'.repeat(64)}`;
}

function wantedFinding(uri: string): object {
  const version = (name: string) => ({ name, kind: 'NORMAL' });
  const location = { cpeUri: 'pkg:maven/org.example/wanted', package: 'org.example:wanted' };
  return {
    resource: { uri },
    noteName: `${provider}/notes/CVE-WANTED`,
    vulnerability: {
      packageIssue: [
        {
          packageType: 'MAVEN',
          affectedLocation: { ...location, version: version('2.14.1') },
          fixedLocation: { ...location, version: version('2.17.1') },
        },
      ],
    },
  };
}

async function send(server: Target, path: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(server.url + path, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
}
