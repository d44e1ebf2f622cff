/**
 * What a page of each filter costs over 10,000 and over 1,000,000 occurrences, first page and a deep one:
 * `npx tsx bench/filters.ts FOLDER [POSTGRES_URL]`. Fills FOLDER/filters-ROWS.db and databases filters_ROWS where
 * they are missing, so that it can be run again after a change. Milliseconds, the median of some runs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Rows } from '../src/contract/rows.js';
import { parseFilter } from '../src/domain/filter/parse-filter.js';
import { randomIdSource } from '../src/domain/ids.js';
import { noteCatalogue, occurrenceCatalogue } from '../src/kinds/filter-catalogue.js';
import { kinds } from '../src/kinds/index.js';
import { buildRegistry } from '../src/kinds/registry.js';
import { openPostgres } from '../src/storage/postgres/open-postgres.js';
import type { Repository } from '../src/storage/repository.js';
import type { NoteRow, OccurrenceRow } from '../src/storage/repository-rows.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { connectPostgres } from '../test/setup/postgres-client.js';
import { seeded, zipf } from './harness/random.js';

const [folder = '.', postgresUrl] = process.argv.slice(2);
const sizes = [10_000, 1_000_000];
const pageSize = 100;
const provider = 'scanner';
const scope = 'prod';
const start = Date.UTC(2026, 0, 1);
/** All occurrences are made within this time, whatever their number. */
const span = 300 * 86_400_000;
const severityNames = ['', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const severities = [
  [5, 3],
  [4, 15],
  [3, 45],
  [2, 27],
  [1, 7],
  [0, 3],
] as const; // prettier-ignore
/** Numbers of VULNERABILITY, BUILD, DISCOVERY, ATTESTATION. */
const kindWeights = [
  [1, 950],
  [2, 16],
  [6, 14],
  [7, 20],
] as const; // prettier-ignore
const noteCount = 12_000;

const noteId = (rank: number): string => `CVE-${1999 + (rank % 27)}-${10_000 + rank}`;
const resource = (image: number): string =>
  `https://registry.example.com/team-${image % 50}/app-${image % 500}@sha256:${image.toString(16).padStart(64, '0')}`;

async function fill(repository: Repository, total: number): Promise<void> {
  const random = seeded(1);
  const draw = zipf(random, noteCount, 1);
  const rows = new Rows();
  const source = randomIdSource();
  const ofKind = (kind: number): NoteRow[] =>
    Array.from({ length: kind === 1 ? noteCount : 5 }, (_, n) => {
      const id = kind === 1 ? noteId(n) : `kind-${kind}-${n}`;
      const document = JSON.stringify({ name: `projects/${provider}/notes/${id}`, text: 'x'.repeat(2000) });
      return rows.note({ scope: provider, id }, { kind, document });
    });
  const notes = new Map(kindWeights.map(([kind]) => [kind as number, ofKind(kind)]));
  for (const made of notes.values()) {
    for (let from = 0; from < made.length; from += 1000) {
      await repository.createNotes(made.slice(from, from + 1000));
    }
  }
  const images = Math.ceil(total / 92);
  let batch: OccurrenceRow[] = [];
  for (let n = 0; n < total; n += 1) {
    const image = Math.floor((n * images) / total);
    const kind = random.pick(kindWeights);
    const notesOfKind = notes.get(kind) ?? [];
    const note = notesOfKind[kind === 1 ? draw() : n % notesOfKind.length];
    if (note === undefined) throw new Error('no note');
    const at = start + Math.floor((n * span) / total);
    const changed = random.next() < 0.02 ? at + random.below(span) : at;
    const severity = kind === 1 ? random.pick(severities) : 0;
    const uri = resource(image);
    const document = JSON.stringify({
      resource: { uri },
      noteName: `projects/${provider}/notes/${note.id}`,
      remediation: random.next() < 0.4 ? 'Upgrade' : '',
      ...(kind === 1
        ? { vulnerability: { cvssScore: random.below(100) / 10, effectiveSeverity: severityNames[severity] } }
        : {}),
      text: 'Checking excessively long parameters may be very slow. '.repeat(12),
    });
    batch.push({
      ...rows.occurrence(image % 10 < 7 ? scope : `team-${image % 10}`, note),
      id: source.occurrenceId(at),
      kind,
      severity,
      resourceUri: uri,
      fixable: kind === 1 && random.next() < 0.4,
      createTime: at * 1000,
      updateTime: changed * 1000,
      document,
    });
    if (batch.length < 1000 && n < total - 1) continue;
    await repository.createOccurrences(batch);
    batch = [];
  }
}

const registry = buildRegistry(kinds);
const time = (part: number): string => `"${new Date(start + part * span).toISOString()}"`;
const image = `resourceUrl="${resource(21)}"`;
const filters: readonly string[] = [
  '',
  image,
  `${image} AND kind=VULNERABILITY`,
  `${image} AND kind=VULNERABILITY AND vulnerability.effectiveSeverity>=HIGH`,
  `(${[1, 2, 3, 4, 5].map((n) => `resourceUrl="${resource(n * 10 + 1)}"`).join(' OR ')}) AND kind=VULNERABILITY`,
  'kind=VULNERABILITY',
  'kind=ATTESTATION',
  'kind=(BUILD OR ATTESTATION)',
  `noteName="projects/${provider}/notes/${noteId(3)}"`,
  `noteId="${noteId(9000)}"`,
  `noteProjectId="${provider}"`,
  'noteProjectId="nobody"',
  `noteId="${noteId(3)}" OR noteId="${noteId(9000)}"`,
  `noteId="${noteId(3)}" AND ${image}`,
  'vulnerability.effectiveSeverity=CRITICAL',
  'vulnerability.effectiveSeverity>=HIGH',
  'vulnerability.effectiveSeverity=CRITICAL AND kind=BUILD',
  'vulnerability.packageIssue:* AND kind=VULNERABILITY',
  `createTime>${time(0.99)}`,
  `createTime>=${time(0.5)} AND createTime<${time(0.51)}`,
  `updateTime>${time(0.99)}`,
  `updateTime>"2028-01-01T00:00:00Z"`,
  'NOT kind=VULNERABILITY AND NOT noteId="kind-2-1"',
  'has_prefix(resourceUrl, "https://registry.example.com/team-7/")',
  'vulnerability.cvssScore>9.8',
  'remediation="nowhere"',
];

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + 1500;
  while (times.length < 15 && (times.length < 1 || performance.now() < until)) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

type Timed = readonly [name: string, run: () => Promise<unknown>];

function reads(repository: Repository): Timed[] {
  const catalogue = occurrenceCatalogue(registry);
  const deep = randomIdSource().occurrenceId(start + 0.45 * span);
  const limit = pageSize + 1;
  const onStop = (): void => {};
  const note = { scope: provider, id: noteId(3) };
  return [
    ...filters.flatMap((text): Timed[] => {
      const where = parseFilter(text, catalogue);
      const list = (after?: string) => () =>
        repository.listOccurrences({ scope, where, after, limit, onStop });
      return [
        [`${text}, first page`, list()],
        [`${text}, deep page`, list(deep)],
      ];
    }),
    ...['', image, 'vulnerability.effectiveSeverity=CRITICAL', 'kind=BUILD'].map((text): Timed => {
      const where = parseFilter(text, catalogue);
      return [`of a note: ${text}`, () => repository.listNoteOccurrences({ note, where, limit, onStop })];
    }),
    ...['', 'kind=BUILD', 'shortDescription="nowhere"'].map((text): Timed => {
      const where = parseFilter(text, noteCatalogue(registry));
      return [`notes: ${text}`, () => repository.listNotes({ scope: provider, where, limit, onStop })];
    }),
    ...[
      image,
      `${image} AND vulnerability.effectiveSeverity>=HIGH`,
      'vulnerability.effectiveSeverity>=HIGH',
      '',
    ].map((text): Timed => {
      const where = parseFilter(text, catalogue);
      return [`summary: ${text}`, () => repository.summarize({ scope, kind: 1, where })];
    }),
  ];
}

async function measure(name: string, open: (rows: number) => Promise<Repository>): Promise<void> {
  const results = new Map<string, string[]>();
  for (const rows of sizes) {
    const repository = await open(rows);
    for (const [what, run] of reads(repository)) {
      const cell = await median(run).then(
        (ms) => ms.toFixed(2),
        (error: unknown) => String(error),
      );
      results.set(what, [...(results.get(what) ?? []), cell]);
    }
    await repository.close();
  }
  console.log(`\n| ${name}, ms | ${sizes.join(' rows | ')} rows |\n| --- | --- | --- |`);
  for (const [what, cells] of results) {
    console.log(
      `| ${what.replaceAll(/sha256:0+/g, 'sha256:…').replaceAll('|', '\\|')} | ${cells.join(' | ')} |`,
    );
  }
}

await measure('SQLite', async (rows) => {
  const file = join(folder, `filters-${rows}.db`);
  const exists = existsSync(file);
  const repository = await openSqlite({ file, migrate: true });
  if (!exists) await fill(repository, rows);
  return repository;
});
if (postgresUrl !== undefined) {
  await measure('PostgreSQL', async (rows) => {
    const database = `filters_${rows}`;
    const client = await connectPostgres(`${postgresUrl}/postgres`);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
    await client.end();
    const url = `${postgresUrl}/${database}`;
    const repository = await openPostgres({ url, migrate: true });
    if (rowCount === 0) {
      await fill(repository, rows);
      const filled = await connectPostgres(url);
      await filled.query('VACUUM (ANALYZE)');
      await filled.end();
    }
    return repository;
  });
}
