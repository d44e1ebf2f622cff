import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../test/setup/temporary.js';
import { type Findings, largeReports, trivy } from './harness/large-reports.js';
import { startServer } from './harness/processes.js';

/**
 * A new import, the same report again, and the same rows by batchCreate: server CPU, rate, and the gets of another caller
 * meanwhile. `npx tsx bench/imports.ts [--store URL] [--formats trivy,clair] [COUNT …]`; with `--reports N` it is so many reports
 * of Trivy of 100 findings, each of another image, two at a time.
 */

const args = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const store = option('--store');
const formats = (option('--formats') ?? 'trivy').split(',') as (keyof typeof largeReports)[];
const reports = Number(option('--reports') ?? 0);
const counts = args.length > 0 ? args.map(Number) : [20_000, 100_000];

interface Occurrence {
  readonly name?: string;
  readonly noteName: string;
  readonly resource: object;
  readonly vulnerability?: object;
}

/** A built server. */
interface Served {
  readonly pid: number;
  readonly url: string;
}

/** Milliseconds of processor time of the server and the processes of its jobs, those that ended too. */
function processorTime({ pid }: Served): number {
  const ticks = (id: number): number => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  };
  return [pid, ...jobsOf(pid)].reduce((sum, id) => sum + ticks(id), 0) * 10;
}

function jobsOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** Megabytes that a process has had at most; 0 where it is gone. */
function peak(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024);
  } catch {
    return 0;
  }
}

let jobPeak = 0;

/** Gets one after the other while `work` runs: milliseconds that 50, 99 and 100 % took at most. */
async function beside<T>(served: Served, work: () => Promise<T>): Promise<{ result: T; gets: string }> {
  const took: number[] = [];
  let isOver = false;
  const getting = (async () => {
    while (!isOver) {
      const start = performance.now();
      await (await fetch(`${served.url}/v1beta1/projects/bystander`)).text();
      took.push(performance.now() - start);
      if (took.length % 20 === 0) jobPeak = Math.max(jobPeak, ...jobsOf(served.pid).map(peak));
      // Another caller, not a load.
      await delay(2);
    }
  })();
  try {
    const result = await work();
    isOver = true;
    await getting;
    took.sort((a, b) => a - b);
    const at = (share: number): string => (took[Math.floor((took.length - 1) * share)] ?? 0).toFixed(1);
    return { result, gets: `${took.length} gets: p50 ${at(0.5)} p99 ${at(0.99)} most ${at(1)} ms` };
  } finally {
    isOver = true;
  }
}

async function post(served: Served, path: string, body: string): Promise<unknown> {
  const response = await fetch(`${served.url}/v1beta1/projects/${path}`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}

async function measured(
  served: Served,
  what: string,
  rows: number,
  work: () => Promise<unknown>,
): Promise<void> {
  jobPeak = 0;
  const [start, cpu] = [performance.now(), processorTime(served)];
  const { gets } = await beside(served, work);
  const seconds = (performance.now() - start) / 1000;
  const used = processorTime(served) - cpu;
  const rate = Math.round(rows / seconds);
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${rate} rows/s, CPU ${(used / 1000).toFixed(1)} s (${Math.round((used * 1000) / rows)} µs a row); ${gets}; peak ${peak(served.pid)} MB, of the job ${jobPeak} MB`,
  );
}

/** What imports stored, in batches for another project. */
async function batches(served: Served, size = 500): Promise<string[]> {
  const found: Occurrence[] = [];
  let token = '';
  do {
    const url = `${served.url}/v1beta1/projects/c/occurrences?pageSize=1000&pageToken=${token}`;
    const page = (await (await fetch(url)).json()) as { occurrences: Occurrence[]; nextPageToken?: string };
    for (const { resource, noteName, vulnerability } of page.occurrences)
      if (vulnerability !== undefined) found.push({ resource, noteName, vulnerability });
    token = encodeURIComponent(page.nextPageToken ?? '');
  } while (token !== '');
  return Array.from({ length: Math.ceil(found.length / size) }, (_, n) =>
    JSON.stringify({ occurrences: found.slice(n * size, n * size + size) }),
  );
}

/** Two at a time, as a pipeline of many images sends them. */
async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const rest = [...items].values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all([lane(), lane()]);
}

/** Reports of 100 findings, of which other images have some too. */
async function runMany(count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, n) => {
    const digest = n.toString(16).padStart(64, '0');
    const resource = `https://registry.example.com/shop/cart@sha256:${digest}`;
    const report = {
      ...trivy({ count: 100, first: (n % 40) * 50 }),
      Metadata: { OS: { Family: 'debian', Name: '12.5' } },
    };
    return { path: `c/occurrences:import?format=trivy&resource=${resource}`, body: JSON.stringify(report) };
  });
  await withServer(async (served) => {
    await inPairs(all.slice(0, 20), ({ path, body }) => post(served, path.replace('c/', 'warm/'), body));
    const importAll = () => inPairs(all, ({ path, body }) => post(served, path, body));
    await measured(served, `${count} reports of 100, new`, count * 100, importAll);
    await measured(served, 'the same again', count * 100, importAll);
    const again = await batches(served, 100);
    await measured(served, 'batchCreate of the same, 100 each', count * 100, () =>
      inPairs(again, (batch) => post(served, 'd/occurrences:batchCreate', batch)),
    );
  });
}

async function withServer(work: (served: Served) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const flags = ['--store', store ?? `sqlite:${join(folder.path, 'g.db')}`, '--drain-delay', '0'];
  const { url, pids, stop } = await startServer(flags);
  const served = { pid: pids[0] ?? 0, url };
  try {
    await post(served, '', JSON.stringify({ name: 'projects/bystander' })).catch(() => {});
    await work(served);
  } finally {
    await stop();
    folder.remove();
  }
}

async function run(format: keyof typeof largeReports, count: number): Promise<void> {
  await withServer(async (served) => {
    const reportOf = (findings: Findings): string => JSON.stringify(largeReports[format](findings));
    const report = reportOf({ count });
    console.log(`${format}, ${count} findings, ${(report.length / 2 ** 20).toFixed(0)} MiB`);
    const path = `c/occurrences:import?format=${format}&resource=https://registry.example.com/shop/cart`;
    await post(served, path.replace('c/', 'warm/'), reportOf({ count: 500 }));
    const { gets } = await beside(served, () => delay(5000));
    console.log(`idle: ${gets}`);
    await measured(served, 'new', count, () => post(served, path, report));
    await measured(served, 'the same again', count, () => post(served, path, report));
    const again = await batches(served);
    await measured(served, 'batchCreate of the same', count, async () => {
      for (const batch of again) await post(served, 'd/occurrences:batchCreate', batch);
    });
  });
}

if (reports > 0) await runMany(reports);
else for (const format of formats) for (const count of counts) await run(format, count);
