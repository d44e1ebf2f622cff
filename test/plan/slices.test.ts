import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, column, compare, equal, inDocument } from '../../src/contract/predicates.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import * as queries from '../../src/storage/sql/queries.js';
import type { Statement } from '../../src/storage/sql/statement.js';
import { countedRows } from '../../src/storage/sql/summary.js';
import { sqliteDialect } from '../../src/storage/sqlite/dialect.js';
import { sliceRows } from '../../src/storage/sqlite/driver.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { plannedOnce } from '../../src/storage/sqlite/planned-once.js';
import { temporaryFolder } from '../setup/temporary.js';
import { seed, seedRepository } from './seed.js';

/** Filters no index answers read rows, but a slice of them at a time: its end is found in an index, its rows by range. */
describe('query plans of slices', () => {
  const folder = temporaryFolder();
  let database: Database.Database;
  let from = '';
  let end = '';

  beforeAll(async () => {
    const file = join(folder.path, 'plans.db');
    const repository = await openSqlite({ file, migrate: true });
    const made = (await seedRepository(repository)).filter(({ scope }) => scope === seed.large);
    await repository.close();
    from = made[1000]?.id ?? '';
    end = made[1000 + sliceRows]?.id ?? '';
    database = new Database(file);
    database.function('may_go_on', () => 1);
  });
  afterAll(() => {
    database.close();
    folder.remove();
  });

  const plan = ({ sql, bindings }: Statement): string => {
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${plannedOnce(sql)}`).all(...bindings) as {
      detail: string;
    }[];
    return steps.map(({ detail }) => detail).join('; ');
  };

  const filters: readonly (readonly [string, Predicate])[] = [
    ['a time of change', compare(column('updateTime'), '>', 0n)],
    ['a severity', equal('severity', 5)],
    ['a path of the document', compare(inDocument('remediation'), '=', 'none')],
    ['a path beside a kind', all(equal('kind', 2), compare(inDocument('remediation'), '=', 'none'))],
    [
      'a path beside a note',
      all(equal('noteId', seed.note), compare(inDocument('remediation'), '=', 'none')),
    ],
  ];

  it.each(filters)('end in an index and read a range: %s', (_name, where) => {
    const query = { scope: seed.large, where, after: from, limit: 21 };
    const note = { scope: seed.provider, id: seed.note };
    const after = { scope: seed.large, id: from };
    const ofNote = { note, where, after, limit: 21 };
    const edges = [
      queries.occurrenceSliceEnd(query, sqliteDialect, sliceRows),
      queries.noteOccurrenceSliceEnd(ofNote, sqliteDialect, sliceRows),
      queries.noteSliceEnd({ scope: seed.provider, after: '', limit: 21 }, sqliteDialect, sliceRows),
    ];
    for (const edge of edges) {
      expect(plan(edge)).toMatch(/^SEARCH \w+ USING COVERING INDEX/);
      expect(plan(edge)).not.toMatch(/SCAN|TEMP B-TREE/);
    }
    const slices = [
      queries.listOccurrences(query, sqliteDialect, { after: from, upTo: end, limit: 21 }),
      queries.listNoteOccurrences(ofNote, sqliteDialect, {
        after,
        upTo: { scope: seed.large, id: end },
        limit: 21,
      }),
      countedRows({ scope: seed.large, kind: 1, where }, sqliteDialect, from, end),
    ];
    for (const slice of slices) {
      expect(plan(slice)).toMatch(/id>\? AND id<\?|\(scope,id\)>\(\?,\?\)/);
      expect(plan(slice)).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });
});
