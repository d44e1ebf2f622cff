/**
 * What requests cost, in units of a bare node:http handler of the same run (F), beside what is wanted.
 *
 *   npm run bench                                    SQLite, 50,000 occurrences, under 3 minutes
 *   npm run bench -- --store postgres                PostgreSQL, started here; both processes counted
 *   npm run bench -- --size 1000000 --only get       one scenario over more
 *   npm run bench -- --only versions                 reads in v1, and across versions, as ratios to v1beta1's own
 *   npm run bench -- --profiles bench/profiles       writes where the server spends its time, a file a scenario
 *   npm run bench -- --smoke                         every scenario for a moment, no figures worth reading
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { send } from './harness/builds.js';
import { type Dataset, dataset } from './harness/dataset.js';
import { type Figures, load } from './harness/load.js';
import { startFloor, startServer, type Target } from './harness/processes.js';
import { summarizeProfile } from './harness/profile.js';
import { type Scenario, scenarios } from './harness/scenarios.js';
import { compareVersions } from './harness/versions.js';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    size: { type: 'string', default: '50000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    /** Part of the name of the reads that `--only versions` compares. */
    reads: { type: 'string', default: '' },
    profiles: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});

const store = options.store === 'postgres' ? 'postgres' : 'sqlite';
const size = options.smoke ? 500 : Number(options.size);
const seconds = options.smoke ? 1 : Number(options.seconds);
const rounds = options.smoke ? 1 : Number(options.rounds);
const connections = 16;

const folder = mkdtempSync(join(tmpdir(), 'grafeas-bench-'));
const { server, release, flags } = await openTarget();
const floor = await startFloor();
let failures = 0;
try {
  const data = dataset(Math.max(10, Math.round(size / 10)));
  const names = await seed(server, data);
  const chosen = scenarios.filter(({ name }) => options.only === undefined || options.only === name);
  console.log(
    `\n| work | ${store}, F | wanted, F | µs | p50 ms | p99 ms | requests/s | RSS MB |\n|--|--|--|--|--|--|--|--|`,
  );
  for (const scenario of chosen) console.log(await measure(scenario, data, names));
  if (options.only === undefined || options.only === 'versions') await showVersions();
  await server.stop();
  if (options.profiles !== undefined) {
    mkdirSync(options.profiles, { recursive: true });
    for (const scenario of chosen) await profile(scenario, data, names, options.profiles);
  }
} finally {
  await floor.stop();
  await server.stop();
  await release();
  rmSync(folder, { recursive: true, force: true });
}
if (failures > 0) {
  console.error(`${failures} requests failed`);
  process.exitCode = 1;
}

async function showVersions(): Promise<void> {
  console.log(`\n| work | ${store}, of v1beta1's own | half of the rounds | wanted | µs |\n|--|--|--|--|--|`);
  const figures = await compareVersions(
    server,
    options.smoke ? 1 : options.only === 'versions' ? 32 : 9,
    options.reads,
  );
  for (const { what, ratio, quartiles, wanted, cpu } of figures) {
    const half = quartiles.map((one) => one.toFixed(2)).join(' to ');
    console.log(`| ${what} | ${ratio.toFixed(2)} | ${half} | ≤ ${wanted} | ${cpu.toFixed(0)} |`);
  }
}

async function openTarget(): Promise<{
  server: Target;
  release: () => Promise<void>;
  flags: readonly string[];
}> {
  if (store === 'sqlite') {
    const flags = ['--store', `sqlite:${join(folder, 'bench.db')}`];
    return { server: await startServer(flags), release: async () => {}, flags };
  }
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  const database = await startPostgres(binaries, { fsync: true });
  const flags = ['--store', `${database.url}/postgres`];
  return { server: await startServer(flags, [database.pid()]), release: () => database.remove(), flags };
}

/** Runs a scenario over the store with the profiler on, and writes what it saw. */
async function profile(
  scenario: Scenario,
  data: Dataset,
  names: readonly string[],
  into: string,
): Promise<void> {
  const raw = mkdtempSync(join(folder, 'profile-'));
  const watched = await startServer(flags, [], ['--cpu-prof', `--cpu-prof-dir=${raw}`]);
  await load(watched, scenario.requests(data, names), { connections, seconds: seconds * 2 });
  await watched.stop();
  const what = `${scenario.what}, ${store}, ${size} occurrences, Node ${process.version}`;
  writeFileSync(join(into, `${store}-${scenario.name}.txt`), `${what}\n\n${summarizeProfile(raw)}`);
}

/** Makes notes and occurrences; answers names of some that are stored. */
async function seed(target: Target, data: Dataset): Promise<string[]> {
  const started = performance.now();
  for (const request of data.notes()) await send(target, request);
  const names: string[] = [];
  for (const request of data.batches(size, 500)) {
    const answer = (await send(target, request)) as { occurrences: { name: string }[] };
    if (names.length < 20_000) names.push(...answer.occurrences.map(({ name }) => name));
  }
  const elapsed = (performance.now() - started) / 1000;
  console.log(`loaded ${size} occurrences in ${elapsed.toFixed(1)} s by batches of 500`);
  return names;
}

/** Floor and scenario in turn, so that what else the machine does hits both alike; the median round counts. */
async function measure(scenario: Scenario, data: Dataset, names: readonly string[]): Promise<string> {
  const next = scenario.requests(data, names);
  const made: { ratio: number; figures: Figures }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await load(floor, () => ({ method: 'GET', path: '/' }), {
      connections,
      seconds: Math.max(1, seconds / 2),
    });
    const figures = await load(server, next, { connections, seconds });
    failures += figures.failures;
    made.push({ ratio: figures.cpu / bare.cpu, figures });
  }
  made.sort((a, b) => a.ratio - b.ratio);
  const middle = made[made.length >> 1];
  if (middle === undefined) throw new Error('no round was run');
  const { cpu, p50, p99, rate, rss } = middle.figures;
  const cells = [
    scenario.what,
    middle.ratio.toFixed(1),
    `≤ ${scenario.target[store]}`,
    cpu.toFixed(0),
    p50,
    p99,
    rate.toFixed(0),
    rss,
  ];
  return `| ${cells.join(' | ')} |`;
}
