/**
 * What the statements of creates take of the processor in SQLite, each by itself: the limit of a create over SQLite, whatever HTTP,
 * JSON and rules take. The rows, the schema, the statements and the settings are the server's own, in groups as it commits them.
 *
 *   npx tsx bench/store-statements.ts [OCCURRENCES]     20,000 stored, or as many as named
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { NoteRow, OccurrenceRow } from '../src/storage/repository-rows.js';
import { demandsColumn } from '../src/storage/sql/demands.js';
import { packageEntries } from '../src/storage/sql/packages.js';
import { countChanges } from '../src/storage/sql/severity-counts.js';
import type { Statement } from '../src/storage/sql/statement.js';
import { sqliteDialect as dialect } from '../src/storage/sqlite/dialect.js';
import { openSqlite } from '../src/storage/sqlite/open-sqlite.js';
import { plannedOnce } from '../src/storage/sqlite/planned-once.js';
import { dataset, noteCount } from './harness/dataset.js';
import { seeded } from './harness/random.js';

const size = Number(process.argv[2] ?? 20_000);
const data = dataset(size / 10);
const random = seeded(1);
const folder = mkdtempSync(join(tmpdir(), 'grafeas-statements-'));
const file = join(folder, 'statements.db');
/** Microseconds by what took them. */
const took = new Map<string, number>();
const prepared = new Map<string, Database.Statement>();
let made = 0;

const scope = 'bench';
const note = { kind: 1, createTime: 1, updateTime: 1, document: '{}', revision: 1 };
const notes = Array.from({ length: noteCount }, (_, n): NoteRow => ({ ...note, scope, id: `CVE-${n}` }));

function occurrence(resourceUri: string): OccurrenceRow {
  made += 1;
  const document = JSON.stringify(data.occurrence(random)).padEnd(1_100);
  const rank = random.below(noteCount);
  return {
    ...{ scope, id: `0${String(made).padStart(35, '0')}`, note: { scope, id: `CVE-${rank}` }, kind: 1 },
    ...{ severity: 1 + (made % 5), fixable: made % 3 === 0, imported: false, createTime: 1, updateTime: 1 },
    ...{ resourceUri, document, derived: '', demands: 0 },
    packages: [{ type: 'deb', name: `package-${rank % 400}`, version: '3.0.9-1' }],
  };
}

const anyUri = (): string => data.resource(random.below(data.resources));

function timed(what: string, work: () => void): void {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  took.set(what, (took.get(what) ?? 0) + user + system);
}

try {
  await fill();
  const database = new Database(file);
  for (const setting of ['synchronous = NORMAL', 'cache_size = -16384', 'wal_autocheckpoint = 0'])
    database.pragma(setting);
  const run = ({ sql, bindings }: Statement): void => {
    const statement = prepared.get(sql) ?? database.prepare(plannedOnce(sql));
    prepared.set(sql, statement);
    const values = bindings.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (statement.reader) statement.all(values);
    else statement.run(values);
  };
  const runAll = (what: string, statements: readonly Statement[]): void =>
    timed(what, () => statements.forEach(run));

  const columns = `scope, id, kind, revision, ${demandsColumn}`;
  const create = (rows: readonly OccurrenceRow[]): void => {
    const keys = [...new Map(rows.map((row) => [row.note.id, row.note])).values()];
    runAll('notes', dialect.selectNotes(columns, keys, 'note'));
    runAll('rows and their indexes', dialect.insertOccurrences(rows));
    runAll('packages', dialect.insertPackages(packageEntries(rows)));
    runAll('counts', dialect.addCounts(countChanges(rows, [])));
  };
  console.log(
    '| µs of CPU a request | notes | rows and their indexes | packages | counts | commit | checkpoint | all |',
  );
  console.log(`|--|${'--|'.repeat(7)}`);
  for (const [what, groups, calls, rows, uriOf] of [
    ['create, 8 in a group', 600, 8, 1, undefined],
    ['batch of 100 of one image, 10 in a group', 12, 10, 100, anyUri],
    ['batch of 100 of as many images, 10 in a group', 12, 10, 100, undefined],
  ] as const) {
    took.clear();
    for (let group = 0; group < groups; group += 1) {
      const batches = Array.from({ length: calls }, () => {
        const uri = uriOf?.();
        return Array.from({ length: rows }, () => occurrence(uri ?? anyUri()));
      });
      database.exec('BEGIN IMMEDIATE');
      batches.forEach(create);
      timed('commit', () => database.exec('COMMIT'));
      const [state] = database.pragma('wal_checkpoint(NOOP)') as [{ log: number }];
      if (state.log > 4_000 || group === groups - 1)
        timed('checkpoint', () => database.pragma('wal_checkpoint(PASSIVE)'));
    }
    const each = [...took.values()].map((micros) => micros / groups / calls);
    const all = each.reduce((sum, micros) => sum + micros, 0);
    console.log(`| ${what} | ${[...each, all].map((micros) => micros.toFixed(0)).join(' | ')} |`);
  }
  database.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  const store = await openSqlite({ file, migrate: true });
  for (let from = 0; from < notes.length; from += 500) await store.createNotes(notes.slice(from, from + 500));
  for (let stored = 0; stored < size; stored += 1_000)
    await store.createOccurrences(Array.from({ length: 1_000 }, () => occurrence(anyUri())));
  await store.close();
}
