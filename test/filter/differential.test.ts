import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/domain/filter/evaluate.js';
import { parseFilter } from '../../src/domain/filter/parse-filter.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { occurrenceCatalogue } from '../../src/kinds/filter-catalogue.js';
import { listCoreFields, listDocumentFields } from '../../src/kinds/filter-fields.js';
import { postgresPredicates } from '../../src/storage/postgres/predicate-dialect.js';
import { compilePredicate } from '../../src/storage/sql/predicate-sql.js';
import { sqlitePredicates } from '../../src/storage/sqlite/predicate-dialect.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { connectPostgres } from '../setup/postgres-client.js';
import { filterText, hostile, quote } from './generators.js';
import { probeRegistry } from './probe-kind.js';
import { generateRows, type Row, rowColumns } from './rows.js';

/**
 * The reference evaluator, SQLite and PostgreSQL must choose the same rows for any filter. Rows and filters
 * are generated; FILTER_RUNS raises the number of filters.
 */
const runs = Number(process.env.FILTER_RUNS ?? 150);
const catalogue = occurrenceCatalogue(probeRegistry);
const columns = Object.keys(rowColumns);

interface TestTable {
  /** Replaces all rows. */
  load(rows: readonly Row[]): Promise<void>;
  /** Ids of the rows that satisfy the predicate, ascending. */
  choose(predicate: Predicate): Promise<string[]>;
  close(): Promise<void>;
}

function createTable(text: string): string {
  const list = Object.entries(rowColumns).map(
    ([name, type]) => `${name} ${type === 'text' ? text : type} NOT NULL`,
  );
  return `CREATE TABLE occurrences (${list.join(', ')})`;
}

async function openSqlite(): Promise<TestTable> {
  const database = new Database(':memory:');
  database.function('may_go_on', () => 1);
  database.exec(createTable('text'));
  return {
    async load(rows) {
      database.exec('DELETE FROM occurrences');
      const places = columns.map(() => '?').join(', ');
      const insert = database.prepare(`INSERT INTO occurrences (${columns.join(', ')}) VALUES (${places})`);
      database.transaction(() => {
        for (const { values } of rows) insert.run(...values);
      })();
    },
    async choose(predicate) {
      const { sql, bindings } = compilePredicate(predicate, sqlitePredicates);
      const statement = database.prepare(`SELECT id FROM occurrences WHERE ${sql} ORDER BY id`);
      return statement.pluck().all(...bindings) as string[];
    },
    async close() {
      database.close();
    },
  };
}

async function openPostgres(serverUrl: string): Promise<TestTable> {
  const database = await createDatabase(serverUrl);
  const client = await connectPostgres(database.url);
  await client.query(createTable('text COLLATE "C"'));
  return {
    async load(rows) {
      const arrays = columns.map((_, column) => rows.map(({ values }) => values[column]));
      const unnest = Object.values(rowColumns).map((type, index) => `$${index + 1}::${type}[]`);
      await client.query('TRUNCATE occurrences');
      await client.query(`INSERT INTO occurrences SELECT * FROM unnest(${unnest.join(', ')})`, arrays);
    },
    async choose(predicate) {
      const { sql, bindings } = compilePredicate(predicate, postgresPredicates);
      let place = 0;
      const text = `SELECT id FROM occurrences WHERE ${sql.replace(/\?/g, () => `$${++place}`)} ORDER BY id`;
      const { rows } = await client.query<{ id: string }>(text, [...bindings]);
      return rows.map(({ id }) => id);
    },
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

const listed = listDocumentFields(catalogue).filter(({ path }) =>
  /^(probe|vulnerability|build|intoto|remediation|envelope)(\.|$)/.test(path),
);
const probeFields = listed.filter(({ path }) => /^(probe|remediation)/.test(path));
const coreFields = listCoreFields(catalogue).filter(
  ({ path }) => !['kind', 'name', 'noteName'].includes(path),
);
const special = fc.oneof(
  fc.constantFrom(
    'kind=PROBE',
    'kind="PROBE_DETAILS"',
    'kind != VULNERABILITY',
    'kind < 9',
    'kind=9223372036854775807',
  ),
  fc.constantFrom(
    'noteName="projects/p/notes/a"',
    'noteName != "projects/n/notes/ab"',
    'name="projects/p/occurrences/o0001"',
    'name:"o000"',
    'noteName > "projects/p"',
    'has_prefix(noteName, "projects/n/")',
    'has_suffix(noteName, "/a")',
    'has_suffix(name, "1")',
  ),
  fc.constantFrom(
    'probeLevel >= MIDDLE',
    'probe.level != TOP',
    'probe.level < HIGH',
    'probe.level:*',
    'probe.levels:TOP',
    'probe.parts.level > "LOW"',
  ),
  fc
    .constantFrom(...hostile.filter((text) => text !== ''))
    .map((text) => `resourceUrl=(${quote(text)} OR ${quote(`${text}a`)} OR "b")`),
);

function agrees(open: () => Promise<TestTable>): void {
  let table: TestTable;
  beforeAll(async () => {
    table = await open();
  });
  afterAll(() => table.close());

  /** How many rows were chosen, after comparing which. */
  async function compare(text: string, rows: readonly Row[]): Promise<number> {
    const predicate = parseFilter(text, catalogue);
    if (predicate === undefined) throw new Error('generated no filter');
    const wanted = rows.filter(({ subject }) => evaluate(predicate, subject)).map(({ id }) => id);
    expect(await table.choose(predicate), text).toEqual(wanted);
    return wanted.length;
  }

  it.each([1, 2, 3])('on generated rows and filters (seed %i)', async (seed) => {
    const rows = generateRows(seed, 120);
    await table.load(rows);
    let telling = 0;
    const filters = filterText([...probeFields, ...probeFields, ...listed, ...coreFields], special);
    await fc.assert(
      fc.asyncProperty(filters, async (text) => {
        const chosen = await compare(text, rows);
        if (chosen > 0 && chosen < rows.length) telling += 1;
      }),
      { numRuns: runs, seed },
    );
    // Were the filters to choose all or nothing, agreeing would prove little.
    expect(telling).toBeGreaterThan(runs / 4);
  });

  it('on every operator of every field of the probe', async () => {
    const rows = generateRows(4, 150);
    await table.load(rows);
    let compared = 0;
    for (const field of [...probeFields, ...coreFields]) {
      for (const operator of field.operators) {
        const filters = filterText([{ ...field, operators: [operator] }], fc.constant('kind=PROBE'));
        for (const text of fc.sample(filters, { numRuns: 2, seed: 5 })) {
          await compare(text, rows);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
}

describe('SQLite agrees with the reference', () => {
  agrees(openSqlite);
});

describePostgres('PostgreSQL agrees with the reference', (serverUrl) => {
  agrees(() => openPostgres(serverUrl));
});
