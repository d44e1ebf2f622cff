/**
 * How long a get takes beside writes, as a ratio to the same get of the same run while nothing is written. Gets are sent at a
 * fixed rate; the writers are a process of their own.
 *
 *   npx tsx bench/beside-writes.ts                      this build, SQLite
 *   npx tsx bench/beside-writes.ts ../old . --rounds 5  several builds, in turn
 *   npx tsx bench/beside-writes.ts http://127.0.0.1:8080,PID .   beside another server of the same API that runs already
 *   npx tsx bench/beside-writes.ts --findings 100000    beside an import of so many as well
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBuild, seed, send } from './harness/builds.js';
import { dataset } from './harness/dataset.js';
import { largeReports } from './harness/large-reports.js';
import type { BenchRequest } from './harness/load.js';
import { type Paced, paced } from './harness/paced.js';
import type { Target } from './harness/processes.js';
import { scenarios } from './harness/scenarios.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '200' },
    findings: { type: 'string', default: '0' },
  },
});
const data = dataset(Number(options.size) / 10);

/** What is written beside the gets: a scenario and how many callers send it. */
const besides = [
  { what: 'idle', scenario: undefined, callers: 0 },
  { what: '16 creating', scenario: 'create', callers: 16 },
  { what: '2 batches of 100', scenario: 'batch', callers: 2 },
  { what: '16 batches of 100', scenario: 'batch', callers: 16 },
] as const;

interface Build {
  readonly target: Target;
  readonly names: readonly string[];
}

if (process.send === undefined) await measure(positionals.length === 0 ? ['.'] : positionals);
else await write(positionals as [string, string, string]);

async function measure(clones: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-beside-'));
  const builds: Build[] = [];
  try {
    for (const [index, clone] of clones.entries()) {
      const target = await openBuild(clone, `sqlite:${join(folder, `${index}.db`)}`);
      builds.push({ target, names: (await seed(target, data, Number(options.size))).names });
    }
    console.log(`| gets beside, p50 / p99 ms (ratio to idle) | ${clones.join(' | ')} |`);
    console.log(`|--|${'--|'.repeat(clones.length)}`);
    const made = new Map<Build, Paced[][]>(builds.map((build) => [build, besides.map(() => [])]));
    // Builds and what is beside them in turn, so that what else the machine does hits all alike.
    for (let round = 0; round < Number(options.rounds); round += 1)
      for (const [place, { scenario, callers }] of besides.entries())
        for (const build of builds)
          made.get(build)?.[place]?.push(await withWriters(build, scenario, callers));
    const idle = builds.map((build) => middle(made.get(build)?.[0] ?? []));
    for (const [place, { what }] of besides.entries()) {
      const cells = builds.map((build, at) => cell(middle(made.get(build)?.[place] ?? []), idle[at]));
      console.log(`| ${what} | ${cells.join(' | ')} |`);
    }
    if (Number(options.findings) === 0) return;
    const cells: string[] = [];
    for (const [at, build] of builds.entries()) cells.push(cell(await besideImport(build), idle[at]));
    console.log(`| import of ${options.findings} | ${cells.join(' | ')} |`);
  } finally {
    for (const { target } of builds) await target.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWriters(build: Build, scenario: string | undefined, callers: number): Promise<Paced> {
  if (scenario === undefined) return gets(build, Number(options.seconds));
  const args = [build.target.url, scenario, String(callers), '--size', options.size];
  const writers = fork(fileURLToPath(import.meta.url), args);
  await once(writers, 'message');
  try {
    return await gets(build, Number(options.seconds));
  } finally {
    await end(writers);
  }
}

/** The import goes on for as long as it takes; the gets end with it. */
async function besideImport(build: Build): Promise<Paced> {
  const report = JSON.stringify(largeReports.trivy({ count: Number(options.findings) }));
  const path = '/v1beta1/projects/imports/occurrences:import?format=trivy&resource=https://r.example.com/a';
  let isOver = false;
  const importing = send(build.target, { method: 'POST', path, body: report }).finally(() => {
    isOver = true;
  });
  const rounds: Paced[] = [];
  while (!isOver) rounds.push(await gets(build, 1));
  await importing;
  return middle(rounds);
}

function gets({ target, names }: Build, seconds: number): Promise<Paced> {
  let index = 0;
  const next = (): BenchRequest => {
    index += 1;
    return { method: 'GET', path: `/v1beta1/${names[(index * 7919) % names.length]}` };
  };
  return paced(target, next, Number(options.rate), seconds);
}

/** The process of the writers: each sends one request after the other until it is stopped. */
async function write([url, name, callers]: readonly [string, string, string]): Promise<void> {
  const next = scenarios.find((one) => one.name === name)?.requests(data, []);
  if (next === undefined) throw new Error(`no scenario ${name}`);
  const target: Target = { url, pids: [], stop: async () => {} };
  await Promise.all(
    Array.from({ length: Number(callers) }, async () => {
      for (let sent = 0; ; sent += 1) {
        await send(target, next());
        if (sent === 10) process.send?.('writing');
      }
    }),
  );
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** The median round, for each figure by itself. */
function middle(rounds: readonly Paced[]): Paced {
  const of = (figure: keyof Paced): number =>
    rounds.map((round) => round[figure]).sort((a, b) => a - b)[rounds.length >> 1] ?? Number.NaN;
  return { p50: of('p50'), p99: of('p99'), failures: of('failures') };
}

function cell({ p50, p99, failures }: Paced, idle: Paced | undefined): string {
  const ratio = (own: number, other = Number.NaN): string => (own / other).toFixed(1);
  const failed = failures > 0 ? `, ${failures} failed` : '';
  return `${p50} / ${p99} (${ratio(p50, idle?.p50)} / ${ratio(p99, idle?.p99)})${failed}`;
}
