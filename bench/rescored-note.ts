/**
 * How long others wait while a note is rescored and its occurrences follow ([ADR 22](../docs/adr/0022-derived-members.md)), in this process:
 *
 *   npx tsx bench/rescored-note.ts                      SQLite, 100,000 occurrences
 *   npx tsx bench/rescored-note.ts --store postgres     PostgreSQL, started here
 *
 * Two writers create one occurrence after the other, one of the note and in its project, one elsewhere: first beside nothing, then
 * beside the update of the note. A create is timed by the clock, less the time for which this thread waited for a core that other
 * processes had: so it has the disk, the database and its locks. A turn of the event loop is processor time.
 *
 * A third writer appends 8 kB to a plain file on the same disk and flushes it, 20 times a second: what it waits for is the disk
 * alone. The longest creates are listed with the longest flush during each, and with the time for which processes of PostgreSQL
 * waited for a core, all added up.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createVersions, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { openAccess } from '../src/services/context.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { diskFolder } from '../test/setup/fast-folder.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { finding } from './harness/dataset.js';
import { coreWait } from './harness/processes.js';
import { seeded } from './harness/random.js';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    size: { type: 'string', default: '100000' },
    /** How long the writers run beside nothing. */
    seconds: { type: 'string', default: '10' },
    /** How long they run beside the update, at most: later steps are as those before. */
    limit: { type: 'string', default: '3600' },
  },
});
const size = Number(options.size);
const folder = mkdtempSync(join(diskFolder(), 'grafeas-rescored-'));
const { repository, release, pids } = await openStore();
const deps = await serviceDeps(repository, systemClock());
const operations = createVersions(deps).find(({ name }) => name === 'v1beta1')?.operations ?? [];
const random = seeded(1);

const note = 'projects/scanner/notes/CVE-1';
await call('CreateNote', {
  parent: 'projects/scanner',
  noteId: 'CVE-1',
  note: { vulnerability: { severity: 'HIGH', cvssScore: 7.5 } },
});
await call('CreateNote', {
  parent: 'projects/scanner',
  noteId: 'CVE-2',
  note: { vulnerability: { severity: 'LOW' } },
});
const filling = performance.now();
let made = 0;
const fill = async (): Promise<void> => {
  while (made < size) {
    const first = made;
    made = Math.min(size, made + 1000);
    const occurrences = Array.from({ length: made - first }, (_, index) =>
      occurrence(note, Math.floor((first + index) / 10)),
    );
    await call('BatchCreateOccurrences', { parent: 'projects/shop', occurrences });
  }
};
await Promise.all([fill(), fill(), fill()]);
console.log(`filled in ${((performance.now() - filling) / 1000).toFixed(0)} s\n`);

console.log(
  `| ${options.store}, ${size} occurrences | creates of the note | of another | turns of the event loop | flushes of a plain file |`,
);
console.log('|--|--|--|--|--|');
const longest: string[] = [];
const flusher = `
  const { openSync, writeSync, fdatasyncSync, readFileSync } = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const ownTime = () =>
    performance.now() - Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  const [file, spans] = [openSync(workerData, 'a'), []];
  const timer = setInterval(() => {
    const [from, started] = [Date.now(), ownTime()];
    writeSync(file, Buffer.alloc(8192));
    fdatasyncSync(file);
    spans.push({ from, to: Date.now(), took: ownTime() - started });
  }, 50);
  parentPort.once('message', () => {
    clearInterval(timer);
    parentPort.postMessage(spans);
    parentPort.unref();
  });`;
await beside('nothing', () => delay(Number(options.seconds) * 1000));
let carried = 0;
const { carryOver } = repository;
repository.carryOver = async (key, revision, changes) => {
  const isWritten = await carryOver.call(repository, key, revision, changes);
  carried += changes.length;
  return isWritten;
};
const updated = call('UpdateNote', {
  name: note,
  note: { vulnerability: { severity: 'CRITICAL', cvssScore: 9.8 } },
  updateMask: 'vulnerability.severity,vulnerability.cvssScore',
});
await beside('the rescored note', () => Promise.race([updated, delay(Number(options.limit) * 1000)]));
console.log(`\n${carried} occurrences have followed.`);
console.log(`\nThe longest creates:\n${longest.join('\n')}`);
// What is left of the update ends with the store.
updated.catch(() => undefined);
await repository.close();
await release();
rmSync(folder, { recursive: true, force: true });

async function openStore() {
  if (options.store !== 'postgres')
    return {
      repository: await openSqlite({ file: join(folder, 'bench.db'), migrate: true }),
      release: async () => {},
      pids: () => [],
    };
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  const database = await startPostgres(binaries, { fsync: true });
  return {
    repository: await openPostgres({ url: `${database.url}/postgres`, migrate: true }),
    release: () => database.remove(),
    pids: () => [database.pid()],
  };
}

function call(id: string, request: object): Promise<string> {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`there is no ${id}`);
  return Promise.resolve(operation.handle(request as never, { access: openAccess, requestId: 'r' }));
}

/** Without a severity of its own, so that it follows the note. */
function occurrence(noteName: string, image: number): object {
  const digest = image.toString(16).padStart(64, '0');
  const { vulnerability, ...rest } = finding(
    random,
    `https://registry.example.com/shop/cart@sha256:${digest}`,
    1,
  );
  const { packageIssue } = vulnerability as { packageIssue: readonly { severityName: string }[] };
  const issues = packageIssue.map(({ severityName: _, ...issue }) => issue);
  return { ...rest, noteName, vulnerability: { packageIssue: issues } };
}

/** From when to when, by the clock, and without the waits for a core; milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly took: number;
}

/** Flushes a plain file in a thread of its own; the returned function ends it. */
function startFlushes(): () => Promise<readonly Span[]> {
  const worker = new Worker(flusher, { eval: true, workerData: join(folder, 'plain') });
  const spans = new Promise<readonly Span[]>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  return () => {
    worker.postMessage('end');
    return spans;
  };
}

async function beside(what: string, work: () => Promise<unknown>): Promise<void> {
  let isDone = false;
  const spans: (Span & { readonly core: number })[] = [];
  const turns: number[] = [];
  const turn = (since: NodeJS.CpuUsage): void => {
    const { user, system } = process.threadCpuUsage(since);
    turns.push((user + system) / 1000);
    if (!isDone) setTimeout(turn, 1, process.threadCpuUsage());
  };
  const write = async (parent: string, noteName: string): Promise<number[]> => {
    const took: number[] = [];
    while (!isDone) {
      const [from, started, waited] = [Date.now(), ownTime(), coreWait(pids())];
      await call('CreateOccurrence', { parent, occurrence: occurrence(noteName, 0) });
      took.push(ownTime() - started);
      const core = coreWait(pids()) - waited;
      spans.push({ from, to: Date.now(), took: took.at(-1) ?? 0, core });
    }
    return took;
  };
  const started = performance.now();
  setTimeout(turn, 1, process.threadCpuUsage());
  const writers = [
    write('projects/shop', note),
    write('projects/other', 'projects/scanner/notes/CVE-2'),
  ] as const;
  const flushed = startFlushes();
  await work();
  const seconds = (performance.now() - started) / 1000;
  isDone = true;
  const [own, other] = await Promise.all(writers);
  const flushes = await flushed();
  const cells = [own, other, turns, flushes.map(({ took }) => took)].map(cell);
  console.log(`| beside ${what}, ${seconds.toFixed(0)} s | ${cells.join(' | ')} |`);
  for (const { from, to, took, core } of spans.sort((a, b) => b.took - a.took).slice(0, 5)) {
    const beside = flushes.filter((one) => one.from <= to && one.to >= from).map((one) => one.took);
    const disk = Math.max(0, ...beside).toFixed(0);
    longest.push(
      `beside ${what}: ${took.toFixed(0)} ms, flush ${disk} ms, waits for a core ${core.toFixed(0)} ms`,
    );
  }
}

/** Milliseconds by the clock, without those for which this thread waited for a core. */
function ownTime(): number {
  const [, waited] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return performance.now() - Number(waited) / 1e6;
}

function cell(took: readonly number[]): string {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `${sorted.length}: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms`;
}
