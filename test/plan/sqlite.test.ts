import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Statement } from '../../src/storage/sql/statement.js';
import { SqliteDriver } from '../../src/storage/sqlite/driver.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { plannedOnce } from '../../src/storage/sqlite/planned-once.js';
import { temporaryFolder } from '../setup/temporary.js';
import { plannedQueries } from './queries.js';
import { seed, seedRepository } from './seed.js';

describe('query plans of SQLite', () => {
  const folder = temporaryFolder();
  /** The steps of the plan of each statement. */
  const plans = new Map<string, string[]>();

  beforeAll(async () => {
    const file = join(folder.path, 'plans.db');
    const repository = await openSqlite({ file, migrate: true });
    const made = await seedRepository(repository);
    await repository.close();
    const database = new Database(file);
    const driver = new SqliteDriver(database, { release: async () => {} });
    const { dialect, sliceRows } = driver;
    const statements = await plannedQueries(made, {
      dialect,
      sliceRows,
      read: (statement) => driver.read(statement),
    });
    for (const [name, { sql, bindings }] of statements) {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${plannedOnce(sql)}`).all(...bindings) as {
        detail: string;
      }[];
      plans.set(
        name,
        steps.map((step) => step.detail),
      );
    }
    await countPlans(driver, statements);
    database.close();
  });

  afterAll(() => folder.remove());

  /** Statements that brought rows, and those of them that were planned again for the next values. */
  let withRows = 0;
  const plannedAgain: string[] = [];

  /** After each plan the driver compiles anew what makes its rows, the only sign of a plan that can be seen. */
  async function countPlans(
    driver: SqliteDriver,
    statements: Iterable<readonly [string, Statement]>,
  ): Promise<void> {
    const compiled = vi.spyOn(globalThis, 'Function');
    for (const [name, statement] of statements) {
      if ((await driver.read(statement)).length === 0) continue;
      withRows += 1;
      compiled.mockClear();
      await driver.read(statement);
      if (compiled.mock.calls.length > 0) plannedAgain.push(name);
    }
    compiled.mockRestore();
  }

  it('are made once per statement, whatever its values', () => {
    expect(withRows).toBeGreaterThan(200);
    expect(plannedAgain).toEqual([]);
  });

  it('search an index and never sort, except for the ids of several resources', () => {
    expect(plans.size).toBeGreaterThan(500);
    const bad = [...plans].filter(([, steps]) => {
      const ofResources = steps.includes('MATERIALIZE found');
      const allowed = ofResources
        ? /^(SCAN found|USE TEMP B-TREE FOR ORDER BY)$/
        : /^SCAN (holding|CONSTANT ROW|json_each|e\d|entries$|numbered$|\(subquery)/;
      return steps.some((step) => /SCAN|TEMP B-TREE/.test(step) && !allowed.test(step));
    });
    expect(Object.fromEntries(bad)).toEqual({});
  });

  it('search an index by more than the project', () => {
    const bad = [...plans].filter(([, steps]) =>
      steps.some((step) => /^SEARCH occurrences USING .*\((scope|note_id)=\?\)$/.test(step)),
    );
    expect(Object.fromEntries(bad.filter(([name]) => !name.startsWith('summary')))).toEqual({});
  });

  it('use the index that was made for the query', () => {
    const expected: readonly (readonly [start: string, index: string])[] = [
      ['occurrences ,', 'sqlite_autoindex_occurrences_1'],
      ['occurrences resourceUrl="', 'occurrences_by_resource'],
      ['occurrences kind=1,', 'occurrences_by_kind'],
      ['occurrences kind=BUILD,', 'occurrences_by_kind'],
      ['occurrences noteProjectId="', 'occurrences_by_provider'],
      ['occurrences noteId="', 'occurrences_by_note'],
      ['occurrences noteName="', 'occurrences_by_note'],
      ['notes ,', 'sqlite_autoindex_notes_1'],
      ['notes kind=1,', 'notes_by_kind'],
      ['of a note ,', 'occurrences_by_note'],
      ['of a note kind', 'occurrences_by_note'],
      ['of a note resourceUrl="', 'occurrences_by_resource'],
      ['summary resourceUrl="https://example.com/app-7@sha256:0" AND noteName=', 'occurrences_by_resource'],
      ['all projects noteId="', 'occurrences_by_note'],
      ['summary vulnerability.effectiveSeverity', 'occurrences_by_resource'],
    ];
    for (const [start, index] of expected) {
      const found = [...plans].filter(([name]) => name.startsWith(start));
      expect(found.length, start).toBeGreaterThan(0);
      for (const [name, steps] of found) {
        expect(/SEARCH (?:occurrences|notes) .*?INDEX (\w+)/.exec(steps.join('; '))?.[1], name).toBe(index);
      }
    }
  });

  it('find the ids of several resources in their index, and read a page of documents', () => {
    const found = [...plans].filter(([name]) => name.startsWith('occurrences (resourceUrl="'));
    expect(found.length).toBeGreaterThan(0);
    for (const [name, steps] of found) {
      const searches = steps.filter((step) => step.startsWith('SEARCH'));
      const byId = 'SEARCH occurrences USING INDEX sqlite_autoindex_occurrences_1 (scope=? AND id=?)';
      expect([...searches].sort(), name).toEqual([
        expect.stringContaining('COVERING INDEX occurrences_by_resource (scope=? AND resource_uri=?'),
        byId,
      ]);
    }
  });

  it('find packages in their table, and then rows by their keys', () => {
    const found = [...plans].filter(([name]) =>
      /hasPackage|affectedLocation\.package="|installation\.name="/.test(name),
    );
    expect(found.length).toBeGreaterThan(20);
    const searches = new Set(
      found.flatMap(([, steps]) =>
        steps.filter((step) => /^SEARCH (?!settings)|^SCAN (?:occ|pack)/.test(step)),
      ),
    );
    expect([...searches].sort()).toEqual([
      'SEARCH occurrences USING INDEX sqlite_autoindex_occurrences_1 (scope=? AND id=?)',
      'SEARCH occurrences USING INDEX sqlite_autoindex_occurrences_1 (scope=? AND id=?) LEFT-JOIN',
      'SEARCH packages USING PRIMARY KEY (name=? AND (scope,id)>(?,?))',
      'SEARCH packages USING PRIMARY KEY (name=? AND scope=? AND id>?)',
    ]);
  });

  it('find the scopes of a prefix by the indexes of resources, one entry for each resource', () => {
    const steps = [...plans].filter(([name]) => name.startsWith('scopes of resources'));
    expect(steps.map(([, detail]) => detail.filter((step) => step.startsWith('SEARCH')))).toEqual([
      [
        'SEARCH severity_counts USING COVERING INDEX severity_counts_by_resource (resource_uri>? AND resource_uri<?)',
      ],
      [
        ...Array(2).fill('SEARCH o USING COVERING INDEX occurrences_uncounted (resource_uri>?)'),
        ...Array(2).fill('SEARCH o USING COVERING INDEX occurrences_uncounted ((resource_uri,scope)>(?,?))'),
      ],
    ]);
  });

  it('find the resources of a prefix within a scope by one index probe each', () => {
    const found = [...plans].filter(([name]) => name.startsWith('occurrences has_prefix(resourceUrl'));
    const steps = new Set(found.flatMap(([, detail]) => detail.filter((step) => /^SEARCH o /.test(step))));
    expect([...steps]).toEqual([
      'SEARCH o USING COVERING INDEX occurrences_by_resource (scope=? AND resource_uri>? AND resource_uri<?)',
    ]);
  });

  it('find the projects of a note by one index probe each', () => {
    const steps = [...plans].find(([name]) => name.startsWith('of a note resourceUrl="'))?.[1];
    const walk = steps?.filter((step) => step.startsWith('SEARCH o '));
    const step = 'SEARCH o USING COVERING INDEX occurrences_by_note (note_id=? AND scope>?)';
    expect(walk).toEqual([step, step]);
  });

  it('find the next location of a project by one probe within its range of an index', () => {
    const steps = [...plans].filter(([name]) => name.startsWith('locations of a project,'));
    expect(steps.map(([, detail]) => detail)).toEqual(
      Array(2).fill([
        expect.stringMatching(/^SEARCH occurrences USING COVERING INDEX \w+ \(scope>\? AND scope<\?\)$/),
      ]),
    );
  });

  it('compute summaries from the kept counts, or from the index of resources alone', () => {
    const kept = 'SEARCH severity_counts USING PRIMARY KEY (scope=?';
    const expected: readonly (readonly [start: string, step: string])[] = [
      ['summary ,', kept],
      ['summary kind=1,', kept],
      [`summary resourceUrl="${seed.resource}",`, kept],
      [`summary resourceUrl="${seed.resource}" AND kind=VULNERABILITY,`, kept],
      ['summary (resourceUrl="', kept],
      ['summary resourceUrl:', kept],
      ['summary vulnerability.effectiveSeverity', 'COVERING INDEX occurrences_by_resource'],
    ];
    for (const [start, step] of expected) {
      const steps = [...plans].filter(([name]) => name.startsWith(start)).flatMap(([, detail]) => detail);
      expect(steps.length, start).toBeGreaterThan(0);
      for (const found of steps) expect(found, start).toContain(step);
    }
  });
});
