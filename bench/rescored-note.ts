/**
 * How long others wait while a note is rescored and its occurrences follow ([ADR 22](../docs/adr/0022-derived-members.md)), in this process:
 *
 *   npx tsx bench/rescored-note.ts                      SQLite, 100,000 occurrences
 *   npx tsx bench/rescored-note.ts --store postgres     PostgreSQL, started here
 *
 * Two writers create one occurrence after the other, one of the note and in its project, one elsewhere: first beside nothing, then
 * beside the update of the note. A create is timed by the clock, less the time for which this thread waited for a core that other
 * processes had: so it has the disk, the database and its locks. A turn of the event loop is processor time.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVersions, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { openAccess } from '../src/services/context.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { postgresBinaries, startPostgres } from '../test/setup/postgres-server.js';
import { finding } from './harness/dataset.js';
import { seeded } from './harness/random.js';

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    size: { type: 'string', default: '100000' },
    /** How long the writers run beside nothing. */
    seconds: { type: 'string', default: '10' },
  },
});
const size = Number(options.size);
const folder = mkdtempSync(join(tmpdir(), 'grafeas-rescored-'));
const { repository, release } = await openStore();
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
for (let made = 0; made < size; made += 500)
  await call('BatchCreateOccurrences', {
    parent: 'projects/shop',
    occurrences: Array.from({ length: Math.min(500, size - made) }, (_, index) =>
      occurrence(note, Math.floor((made + index) / 10)),
    ),
  });

console.log(
  `| ${options.store}, ${size} occurrences | creates of the note | of another | turns of the event loop |`,
);
console.log('|--|--|--|--|');
const idle = Promise.withResolvers<void>();
setTimeout(idle.resolve, Number(options.seconds) * 1000);
await beside('nothing', () => idle.promise);
await beside('the rescored note', () =>
  call('UpdateNote', {
    name: note,
    note: { vulnerability: { severity: 'CRITICAL', cvssScore: 9.8 } },
    updateMask: 'vulnerability.severity,vulnerability.cvssScore',
  }),
);
await repository.close();
await release();
rmSync(folder, { recursive: true, force: true });

async function openStore() {
  if (options.store !== 'postgres')
    return {
      repository: await openSqlite({ file: join(folder, 'bench.db'), migrate: true }),
      release: async () => {},
    };
  const [binaries] = postgresBinaries();
  if (binaries === undefined) throw new Error('no PostgreSQL server on this machine');
  const database = await startPostgres(binaries, { fsync: true });
  return {
    repository: await openPostgres({ url: `${database.url}/postgres`, migrate: true }),
    release: () => database.remove(),
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

async function beside(what: string, work: () => Promise<unknown>): Promise<void> {
  let isDone = false;
  const turns: number[] = [];
  const turn = (since: NodeJS.CpuUsage): void => {
    const { user, system } = process.threadCpuUsage(since);
    turns.push((user + system) / 1000);
    if (!isDone) setTimeout(turn, 1, process.threadCpuUsage());
  };
  const write = async (parent: string, noteName: string): Promise<number[]> => {
    const took: number[] = [];
    while (!isDone) {
      const started = ownTime();
      await call('CreateOccurrence', { parent, occurrence: occurrence(noteName, 0) });
      took.push(ownTime() - started);
    }
    return took;
  };
  const started = performance.now();
  setTimeout(turn, 1, process.threadCpuUsage());
  const writers = [
    write('projects/shop', note),
    write('projects/other', 'projects/scanner/notes/CVE-2'),
  ] as const;
  await work();
  const seconds = (performance.now() - started) / 1000;
  isDone = true;
  const [own, other] = await Promise.all(writers);
  console.log(`| beside ${what}, ${seconds.toFixed(0)} s | ${cell(own)} | ${cell(other)} | ${cell(turns)} |`);
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
