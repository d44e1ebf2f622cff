import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqliteDialect } from '../../src/storage/sqlite/dialect.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { temporaryFolder } from '../setup/temporary.js';
import { plannedQueries } from './queries.js';
import { seedRepository } from './seed.js';

describe('query plans of SQLite', () => {
  const folder = temporaryFolder();
  const plans = new Map<string, string[]>();

  beforeAll(async () => {
    const file = join(folder.path, 'plans.db');
    const repository = await openSqlite({ file, migrate: true });
    const made = await seedRepository(repository);
    await repository.close();
    const database = new Database(file);
    for (const [name, { sql, bindings }] of plannedQueries(made, sqliteDialect)) {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bindings) as { detail: string }[];
      plans.set(
        name,
        steps.map((step) => step.detail),
      );
    }
    database.close();
  });

  afterAll(() => folder.remove());

  it('search an index and never sort', () => {
    expect(plans.size).toBeGreaterThan(40);
    const bad = [...plans].filter(([, steps]) =>
      steps.some((step) => /SCAN (?!holding|CONSTANT ROW)|TEMP B-TREE/.test(step)),
    );
    expect(Object.fromEntries(bad)).toEqual({});
  });

  it('answer from the index made for the question', () => {
    const used = [...plans].map(([name, steps]): [string, string | undefined] => [
      name,
      /INDEX (\w+)/.exec(steps.join('; '))?.[1],
    ]);
    expect(Object.fromEntries(used)).toEqual(
      Object.fromEntries(used.map(([name]) => [name, expectedIndex(name)])),
    );
  });

  it('find the projects of a note by steps in its index', () => {
    const steps = [...plans].find(([name]) => name.startsWith('occurrences of a note by resource'))?.[1];
    const walk = steps?.filter((step) => step.startsWith('SEARCH o '));
    const step = 'SEARCH o USING COVERING INDEX occurrences_by_note (note_id=? AND scope>?)';
    expect(walk).toEqual([step, step]);
  });

  it('sum up from the index alone', () => {
    const steps = [...plans].filter(([name]) => name.startsWith('summary')).flatMap(([, detail]) => detail);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).toContain('COVERING INDEX occurrences_by_resource');
  });
});

function expectedIndex(name: string): string {
  if (name.startsWith('summary')) return 'occurrences_by_resource';
  if (name.includes('resource')) return 'occurrences_by_resource';
  if (name.startsWith('occurrences of a note')) return 'occurrences_by_note';
  if (name.includes('kind')) return 'occurrences_by_kind';
  if (name.includes('by note provider')) return 'occurrences_by_provider';
  if (name.includes('by note')) return 'occurrences_by_note';
  return 'sqlite_autoindex_occurrences_1';
}
