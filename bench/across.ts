/**
 * What asking all projects costs, and how it grows: `npx tsx bench/across.ts` after `npm run build`. Stores of so many occurrences in so many
 * projects, of which 50 name the note and the package that are asked for, and one project has the image; CPU of the
 * server (with PostgreSQL: of both) in units of a bare handler, F, all stores and questions in turn.
 *
 *   npx tsx bench/across.ts                                        10 k in 100 projects, SQLite
 *   npx tsx bench/across.ts --sizes 10000/100,3000000/1000         two stores, and the growth between them
 *   npx tsx bench/across.ts --store postgres --keep FOLDER         PostgreSQL, started here; stores are kept in FOLDER and used again
 *   npx tsx bench/across.ts --fill --sizes 3000000/1000 --keep …   only fills
 *
 *   who by note       noteId="…" in projects/-, 50 hits
 *   who by package    hasPackage("…", "…") in projects/-, 50 hits
 *   who by repository has_prefix(resourceUrl, "…") in projects/-, 30 hits in one project
 *   page of all       a page of 100 of projects/-, beside
 *   page of one       a page of 100 of one project
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { dataset, finding, noteCount } from './harness/dataset.js';
import { type BenchRequest, load } from './harness/load.js';
import { startFloor, startServer, type Target } from './harness/processes.js';
import { seeded } from './harness/random.js';

const { values: options } = parseArgs({
  options: {
    /** OCCURRENCES/PROJECTS, by commas. */
    sizes: { type: 'string', default: '10000/100' },
    /** `sqlite`, or the URL of a PostgreSQL server without a database, whose process id is in `--pid`. */
    store: { type: 'string', default: 'sqlite' },
    pid: { type: 'string' },
    keep: { type: 'string' },
    fill: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
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
const floor = await startFloor();
const servers: Target[] = [];
try {
  for (const size of sizes) servers.push(await filled(size));
  if (!options.fill) await measure();
} finally {
  await floor.stop();
  for (const server of servers) await server.stop();
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

/** A server over a store of that size, which is filled unless an earlier run did. */
async function filled({ occurrences, projects }: Size): Promise<Target> {
  const name = `across_${occurrences}_${projects}`;
  const done = join(folder, `${name}.done`);
  const store = await storeOf(name, existsSync(done));
  const server = await startServer(
    ['--store', store],
    options.pid === undefined ? [] : [Number(options.pid)],
  );
  if (existsSync(done)) return server;
  await fill(server, { occurrences, projects });
  writeFileSync(done, '');
  return server;
}

async function storeOf(name: string, exists: boolean): Promise<string> {
  if (options.store === 'sqlite') return `sqlite:${join(folder, `${name}.db`)}`;
  const url = new URL(options.store);
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
    ['who by package', list('projects/-', 'hasPackage("pkg:maven/org.example/wanted", ">=2.0,<2.17.1")')],
    ['who by repository', list('projects/-', `has_prefix(resourceUrl, "${repository(7, 3)}@")`)],
    ['page of all', list('projects/-')],
    ['page of one', list('projects/team-0')],
  ];
  const rounds = Array.from({ length: Number(options.rounds) }, (_, round) => round);
  const floors = new Map<string, number[]>();
  const add = (key: string, value: number): void => {
    floors.set(key, [...(floors.get(key) ?? []), value]);
  };
  for (const _ of rounds)
    for (const [name, request] of questions) {
      // Beside each other, as what else the machine does changes what a unit is.
      const unit = await cpu(floor, { method: 'GET', path: '/' });
      const costs: number[] = [];
      for (const [place, server] of servers.entries()) {
        const cost = (await cpu(server, request)) / unit;
        costs.push(cost);
        add(`${name}, ${sizes[place]?.occurrences}, F`, cost);
      }
      if (costs.length > 1) add(`${name}, growth`, (costs.at(-1) ?? 0) / (costs[0] ?? 1));
    }
  for (const [name, runs] of floors) {
    const sorted = runs.sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    console.log(`${name}: ${median.toFixed(2)} (${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)})`);
  }
}

async function cpu(target: Target, request: BenchRequest): Promise<number> {
  const { cpu: micros, failures } = await load(target, () => request, { connections: 4, seconds: 1 });
  if (failures > 0) throw new Error(`${request.path}: ${failures} requests failed`);
  return micros;
}

async function fill(server: Target, { occurrences, projects }: Size): Promise<void> {
  for (const request of dataset(1).notes()) await send(server, request.path, request.body ?? '');
  const note = JSON.stringify({ vulnerability: { severity: 'HIGH' } });
  await send(server, `/v1beta1/${provider}/notes?noteId=CVE-WANTED`, note);
  const random = seeded(1);
  const each = Math.ceil(occurrences / projects);
  // One batch is made while the other is stored.
  let stored: Promise<void> = Promise.resolve();
  for (let project = 0; project < projects; project += 1)
    for (let from = 0; from < each; from += 500) {
      // An image has some thirty findings.
      const images = Math.max(5, Math.ceil(each / 30));
      const batch: object[] = Array.from({ length: Math.min(500, each - from) }, (_, index) =>
        finding(random, image(project, (from + index) % images), random.below(noteCount)),
      );
      const wanted = Math.floor(((project + 1) * hits) / projects) - Math.floor((project * hits) / projects);
      for (let hit = 0; from === 0 && hit < wanted; hit += 1) batch[hit] = wantedFinding(image(project, hit));
      const path = `/v1beta1/projects/team-${project}/occurrences:batchCreate`;
      const body = JSON.stringify({ occurrences: batch });
      await stored;
      stored = send(server, path, body);
    }
  await stored;
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
