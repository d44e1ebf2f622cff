/**
 * What requests cost in several builds of this server, in one run and in turn, so that what else the machine does hits
 * all alike. A column is the median of the ratios to the first build.
 *
 *   npx tsx bench/compare.ts ../old ../older,/path/to/node . --rounds 15 --only get,create
 *   npx tsx bench/compare.ts http://127.0.0.1:8080,PID .     beside another server of the same API that runs already
 *
 * Each build is a clone in which `npm run build` was run, with the Node it runs on where that is another. The rate of the load, and
 * of creates by 16 callers, are in wall time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBuild, seed } from './harness/builds.js';
import { dataset } from './harness/dataset.js';
import { type BenchRequest, load } from './harness/load.js';
import { median } from './harness/median.js';
import { cpuMicros, residentMegabytes, type Target } from './harness/processes.js';
import { scenarios } from './harness/scenarios.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '25' },
    only: { type: 'string' },
    /** Requests of a round, where the machine is so busy that builds have to be looked at in shorter turns. */
    amount: { type: 'string' },
  },
});
/** Requests of a round: a tenth of a second of the server's time each, so that builds are looked at in turn. */
const amounts: Readonly<Record<string, number>> = {
  get: 1_200,
  'summary-resource': 1_000,
  'list-resource': 400,
  'list-page': 150,
  create: 300,
  'batch-image': 16,
  batch: 16,
};

const size = Number(options.size);
const folder = mkdtempSync(join(tmpdir(), 'grafeas-compare-'));
const chosen = scenarios.filter(({ name }) => options.only?.split(',').includes(name) ?? true);
const targets: Target[] = [];
try {
  const stored: (readonly string[])[] = [];
  const loads: number[] = [];
  for (const [index, build] of positionals.entries()) {
    const target = await openBuild(build, `sqlite:${join(folder, `${index}.db`)}`);
    targets.push(target);
    const { names, seconds } = await seed(target, dataset(size / 10), size);
    stored.push(names);
    loads.push(seconds);
  }
  console.log(
    `| µs a request, and ratio | ${positionals.join(' | ')} |\n|--|${'--|'.repeat(positionals.length)}`,
  );
  for (const scenario of chosen) {
    const data = dataset(size / 10);
    const nexts = stored.map((names) => scenario.requests(data, names));
    const costs: number[][] = targets.map(() => []);
    const rates: number[][] = targets.map(() => []);
    for (let round = 0; round <= Number(options.rounds); round += 1) {
      // Who comes first changes from round to round.
      for (let turn = 0; turn < targets.length; turn += 1) {
        const index = (turn + round) % targets.length;
        const amount = Number(options.amount ?? amounts[scenario.name] ?? 100);
        const target = targets[index] as Target;
        const next = nexts[index] as () => BenchRequest;
        const before = cpuMicros(target);
        const { failures, rate } = await load(target, next, {
          connections: Math.min(16, amount),
          seconds: 0,
          amount,
        });
        if (failures > 0) throw new Error(`${failures} requests failed`);
        // The first round is for warming up.
        if (round === 0) continue;
        costs[index]?.push((cpuMicros(target) - before) / amount);
        rates[index]?.push(rate);
      }
    }
    const cells = costs.map((mine) => {
      const ratios = mine.map((cost, round) => cost / (costs[0]?.[round] ?? cost));
      return `${median(mine).toFixed(0)} (${median(ratios).toFixed(3)})`;
    });
    console.log(`| ${scenario.name} | ${cells.join(' | ')} |`);
    if (scenario.name !== 'create') continue;
    console.log(`| … a second | ${rates.map((mine) => median(mine).toFixed(0)).join(' | ')} |`);
  }
  console.log(`| load, a second | ${loads.map((seconds) => (size / seconds).toFixed(0)).join(' | ')} |`);
  console.log(`| MB | ${targets.map(({ pids }) => residentMegabytes(pids)).join(' | ')} |`);
} finally {
  for (const target of targets) await target.stop();
  rmSync(folder, { recursive: true, force: true });
}
