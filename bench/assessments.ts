/**
 * What a VEX statement about many findings costs those who write beside it: `npx tsx bench/assessments.ts [FINDINGS]`, SQLite, in this process.
 * The statement is applied while single occurrences are created one after the other. A turn of the event loop is how long a
 * writer waits for the statement at most, measured as processor time of this thread, so that other processes do not count.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVersions, serviceDeps } from '../src/compose.js';
import { systemClock } from '../src/domain/clock.js';
import { createCarryOver } from '../src/services/carry-over.js';
import { openAccess } from '../src/services/context.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { finding } from './harness/dataset.js';
import { seeded } from './harness/random.js';

const findings = Number(process.argv[2] ?? 100_000);
const image = `https://registry.example.com/shop/cart@sha256:${'0'.repeat(64)}`;
const folder = mkdtempSync(join(tmpdir(), 'grafeas-assessments-'));
const repository = await openSqlite({ file: join(folder, 'bench.db'), migrate: true });
const deps = await serviceDeps(repository, systemClock());
const operations = createVersions(deps).find(({ name }) => name === 'v1beta1')?.operations ?? [];
const call = (id: string, request: object): Promise<string> => {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`there is no ${id}`);
  return operation.handle(request as never, { access: openAccess, requestId: 'r' });
};
const random = seeded(1);
const one = () => ({ ...finding(random, image, 1), noteName: 'projects/scanner/notes/CVE-1' });
await call('CreateNote', {
  parent: 'projects/scanner',
  noteId: 'CVE-1',
  note: { vulnerability: { severity: 'HIGH' } },
});
for (let made = 0; made < findings; made += 500)
  await call('BatchCreateOccurrences', {
    parent: 'projects/shop',
    occurrences: Array.from({ length: 500 }, one),
  });

let isDone = false;
const turns: number[] = [];
function turn(since: NodeJS.CpuUsage): void {
  const { user, system } = process.threadCpuUsage(since);
  turns.push((user + system) / 1000);
  const now = process.threadCpuUsage();
  if (!isDone) setImmediate(turn, now);
}
let writes = 0;
async function write(): Promise<void> {
  while (!isDone) {
    await call('CreateOccurrence', { parent: 'projects/other', occurrence: one() });
    writes += 1;
  }
}
const started = process.threadCpuUsage();
setImmediate(turn, started);
const writer = write();
const assessment = { vulnerabilityId: 'CVE-1', state: 'NOT_AFFECTED' };
const note = { vulnerabilityAssessment: { product: { name: 'cart', genericUri: image }, assessment } };
await call('CreateNote', { parent: 'projects/vendor', noteId: 'vex', note });
await createCarryOver(deps).finish({ scope: 'vendor', id: 'vex' });
isDone = true;
await writer;
const { user, system } = process.threadCpuUsage(started);
turns.sort((a, b) => a - b);
const at = (share: number): string => (turns[Math.floor(share * (turns.length - 1))] ?? 0).toFixed(1);
console.log(
  `${findings} findings, ${writes} creates meanwhile, ${((user + system) / 1e6).toFixed(1)} s of CPU`,
);
console.log(
  `a turn: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms, longest ${at(1)} ms of CPU`,
);
await repository.close();
rmSync(folder, { recursive: true, force: true });
