/**
 * What a second core brings: `npx tsx bench/second-core.ts [--size N] [--only sqlite]`, after `npm run build`. Gets at a fixed rate
 * beside heavy reads of the same SQLite server, and the gets that one and two servers over one PostgreSQL answer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { send, sendForText } from './harness/builds.js';
import { type Dataset, dataset } from './harness/dataset.js';
import { type BenchRequest, load } from './harness/load.js';
import { paced } from './harness/paced.js';
import { cpuSeconds, startServer, type Target } from './harness/processes.js';

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '6' },
    rate: { type: 'string', default: '100' },
    only: { type: 'string' },
  },
});
const size = Number(options.size);
const seconds = Number(options.seconds);
const data = dataset(Math.max(10, Math.round(size / 100)));
const occurrences = `/v1beta1/projects/${data.project}/occurrences`;

const heavy: readonly (readonly [what: string, path: string])[] = [
  [
    'a summary of the project by a filter',
    `${occurrences}:vulnerabilitySummary?filter=${encodeURIComponent('vulnerability.effectiveSeverity >= LOW')}`,
  ],
  [
    'a filter no index answers',
    `${occurrences}?pageSize=100&filter=${encodeURIComponent('vulnerability.shortDescription = "none"')}`,
  ],
];

if (options.only !== 'postgres') await besideHeavyReads();
if (options.only !== 'sqlite') await overTwoServers();

/** Gets at a fixed rate: alone, and while callers ask for heavy things one after the other. */
async function besideHeavyReads(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-bench-'));
  const server = await startServer(['--store', `sqlite:${join(folder, 'bench.db')}`]);
  try {
    const names = await seed(server, size);
    console.log(`SQLite, ${size} occurrences, ${options.rate} gets a second, cores used by the server\n`);
    console.log('| beside | callers | p50 ms | p99 ms | heavy answers/s | cores |\n|--|--|--|--|--|--|');
    await besideOne(server, names, 'nothing', '', 0);
    for (const [what, path] of heavy)
      for (const callers of [1, 4]) await besideOne(server, names, what, path, callers);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function besideOne(
  server: Target,
  names: readonly string[],
  what: string,
  path: string,
  callers: number,
): Promise<void> {
  let running = true;
  let answered = 0;
  const asking = Array.from({ length: callers }, async () => {
    while (running) {
      await sendForText(server, { method: 'GET', path });
      answered += 1;
    }
  });
  const before = { cpu: cpuSeconds(server.pids), at: performance.now() };
  const { p50, p99, failures } = await paced(server, gets(names), Number(options.rate), seconds);
  const elapsed = (performance.now() - before.at) / 1000;
  const cores = (cpuSeconds(server.pids) - before.cpu) / elapsed;
  running = false;
  await Promise.all(asking);
  if (failures > 0) process.exitCode = 1;
  console.log(
    `| ${what} | ${callers} | ${p50} | ${p99} | ${(answered / elapsed).toFixed(1)} | ${cores.toFixed(2)} |`,
  );
}

/** The same callers on one server, and shared by two; the database and the callers need the same cores. */
async function overTwoServers(): Promise<void> {
  const [binaries] = postgresBinaries();
  if (binaries === undefined) {
    console.log('\nPostgreSQL: skipped, there are no server binaries');
    return;
  }
  const database = await startPostgres(binaries, { fsync: true });
  const flags = ['--store', `${database.url}/postgres`];
  const servers = [await startServer(flags), await startServer(flags)] as const;
  try {
    const names = await seed(servers[0], 10_000);
    console.log(
      '\n| servers over one PostgreSQL | gets/s | p99 ms | CPU of servers, µs a get | cores |\n|--|--|--|--|--|',
    );
    for (let round = 0; round < 3; round += 1) {
      for (const used of [servers.slice(0, 1), servers]) {
        const connections = 32 / used.length;
        const started = performance.now();
        const parts = await Promise.all(
          used.map((server) => load(server, gets(names), { connections, seconds })),
        );
        const elapsed = (performance.now() - started) / 1000;
        const requests = parts.reduce((sum, part) => sum + part.requests, 0);
        const cpu = parts.reduce((sum, part) => sum + part.cpu * part.requests, 0);
        const p99 = Math.max(...parts.map((part) => part.p99));
        console.log(
          `| ${used.length} | ${(requests / elapsed).toFixed(0)} | ${p99} | ${(cpu / requests).toFixed(0)} | ${(cpu / 1e6 / elapsed).toFixed(2)} |`,
        );
      }
    }
  } finally {
    for (const server of servers) await server.stop();
    await database.remove();
  }
}

function gets(names: readonly string[]): () => BenchRequest {
  let index = 0;
  return () => {
    index += 1;
    return { method: 'GET', path: `/v1beta1/${names[(index * 7919) % names.length]}` };
  };
}

async function seed(target: Target, count: number): Promise<string[]> {
  const names: string[] = [];
  for (const request of (data as Dataset).notes()) await send(target, request);
  for (const request of data.batches(count, 500)) {
    const answer = (await send(target, request)) as { occurrences: { name: string }[] };
    if (names.length < 20_000) names.push(...answer.occurrences.map(({ name }) => name));
  }
  return names;
}
