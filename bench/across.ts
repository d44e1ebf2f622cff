/**
 * What asking all projects costs: `npx tsx bench/across.ts [OCCURRENCES] [PROJECTS] [STORE]` after `npm run build`. A store of so many
 * occurrences (10,000) in so many projects (100), of which 50 name the note and the package that are asked for; CPU of
 * the server in units of a bare handler, F. STORE is a PostgreSQL URL with an empty database; SQLite where left out.
 *
 *   who by note       noteId="…" in projects/-, 50 hits
 *   who by package    hasPackage("…", "…") in projects/-, 50 hits
 *   page of all       a page of 100 of projects/-, beside
 *   page of one       a page of 100 of one project
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataset, finding, noteCount } from './harness/dataset.js';
import { type BenchRequest, load } from './harness/load.js';
import { startFloor, startServer, type Target } from './harness/processes.js';
import { seeded } from './harness/random.js';

const [occurrences = 10_000, projects = 100] = process.argv.slice(2, 4).map(Number);
const hits = 50;
const provider = 'projects/bench-scanner';
const folder = mkdtempSync(join(tmpdir(), 'grafeas-across-'));
const server = await startServer(['--store', process.argv[4] ?? `sqlite:${join(folder, 'bench.db')}`]);
const floor = await startFloor();
try {
  await fill();
  const list = (parent: string, filter = ''): BenchRequest => ({
    method: 'GET',
    path: `/v1beta1/${parent}/occurrences?pageSize=100&filter=${encodeURIComponent(filter)}`,
  });
  const unit = await cpu(floor, { method: 'GET', path: '/' });
  const largest = `projects/team-0`;
  for (const [name, request] of [
    ['who by note', list('projects/-', 'noteId="CVE-WANTED"')],
    ['who by package', list('projects/-', 'hasPackage("pkg:maven/org.example/wanted", ">=2.0,<2.17.1")')],
    ['page of all', list('projects/-')],
    ['page of one', list(largest)],
  ] as const) {
    const micros = await cpu(server, request);
    console.log(`${name}: ${(micros / unit).toFixed(1)} F (${micros.toFixed(0)} µs)`);
  }
} finally {
  await floor.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The median of five runs. */
async function cpu(target: Target, request: BenchRequest): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run += 1)
    runs.push((await load(target, () => request, { connections: 4, seconds: 1 })).cpu);
  return runs.sort((a, b) => a - b)[2] ?? 0;
}

async function fill(): Promise<void> {
  for (const request of dataset(1).notes()) await send(request.path, request.body ?? '');
  await send(
    `/v1beta1/${provider}/notes?noteId=CVE-WANTED`,
    JSON.stringify({ vulnerability: { severity: 'HIGH' } }),
  );
  const random = seeded(1);
  const each = Math.ceil(occurrences / projects);
  for (let project = 0; project < projects; project += 1)
    for (let from = 0; from < each; from += 500) {
      const batch: object[] = Array.from({ length: Math.min(500, each - from) }, () =>
        finding(random, image(project, random.below(100)), random.below(noteCount)),
      );
      const wanted = Math.floor(((project + 1) * hits) / projects) - Math.floor((project * hits) / projects);
      for (let hit = 0; from === 0 && hit < wanted; hit += 1) batch[hit] = wantedFinding(image(project, hit));
      const path = `/v1beta1/projects/team-${project}/occurrences:batchCreate`;
      await send(path, JSON.stringify({ occurrences: batch }));
    }
}

function image(project: number, number: number): string {
  return `https://registry.example.com/team-${project}/app-${number}@sha256:${'0'.repeat(64)}`;
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

async function send(path: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(server.url + path, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
}
