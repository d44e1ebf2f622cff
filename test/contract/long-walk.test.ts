import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, any, column, compare, equal, inDocument, not } from '../../src/contract/predicates.js';
import { kindA, kindB, Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import type { Repository } from '../../src/storage/repository.js';
import type { OccurrenceRow } from '../../src/storage/repository-rows.js';
import { maxRowsPerPage } from '../../src/storage/sql/slices.js';
import { describePostgres, openTestPostgres } from '../setup/databases.js';
import { openTemporarySqlite } from '../setup/temporary.js';

const scope = 'long';
const count = maxRowsPerPage * 2 + 1234;
const rare = 4321;

/** Filters that no index answers, over more rows than a page looks at: pages end early, and the walk is whole. */
function longWalks(open: () => Promise<Repository>): void {
  const rows = new Rows();
  const note = rows.note({ scope: 'provider', id: 'a' });
  const other = rows.note({ scope: 'provider', id: 'b' }, { kind: kindB });
  let repository: Repository;
  let made: OccurrenceRow[];

  beforeAll(async () => {
    repository = await open();
    await repository.createNotes([note, other]);
    made = Array.from({ length: count }, (_, n) =>
      rows.occurrence(scope, n % rare === 0 ? other : note, {
        kind: n % rare === 0 ? kindB : kindA,
        resourceUri: `https://registry.test/${n % 5000 > 99 && n % 5000 < 4999 ? 'hot' : n % 5000}`,
        severity: n % rare === 1 ? 5 : 1,
        document: JSON.stringify({ text: n % rare === 2 ? 'rare' : 'usual' }),
      }),
    );
    for (let from = 0; from < count; from += 1000) {
      await repository.createOccurrences(made.slice(from, from + 1000));
    }
  });
  afterAll(() => repository.close());

  const text = compare(inDocument('text'), '=', 'rare');
  const filters: readonly (readonly [string, Predicate, (row: OccurrenceRow) => boolean])[] = [
    ['a column', equal('severity', 5), ({ severity }) => severity === 5],
    ['a path', text, ({ document }) => document.includes('rare')],
    [
      'a path of a hot resource',
      all(equal('resourceUri', 'https://registry.test/hot'), text),
      ({ document, resourceUri }) => document.includes('rare') && resourceUri.endsWith('hot'),
    ],
    ['a path of a kind', all(equal('kind', kindA), text), ({ document }) => document.includes('rare')],
    ['not a kind', not(equal('kind', kindA)), ({ kind }) => kind === kindB],
    [
      'a kind or a severity',
      any(equal('kind', kindB), equal('severity', 5)),
      (row) => row.severity === 5 || row.kind === kindB,
    ],
    ['nothing there', compare(inDocument('text'), '=', 'absent'), () => false],
  ];

  it.each(filters)('continue where a page ended: %s', async (_name, where, matches) => {
    const seen: string[] = [];
    let pages = 0;
    let after: string | undefined;
    for (let isLast = false; !isLast; pages += 1) {
      let stopped: string | undefined;
      const found = await repository.listOccurrences({
        scope,
        where,
        after,
        limit: 2 + (pages % 3),
        onStop: (id) => {
          stopped = id;
        },
      });
      seen.push(...found.map(({ id }) => id));
      isLast = found.length < 2 + (pages % 3) && stopped === undefined;
      after = stopped ?? found.at(-1)?.id;
    }
    expect(seen).toEqual(made.filter(matches).map(({ id }) => id));
    expect(pages).toBeGreaterThan(2);
  });

  it('continue within a note, and return everything if the caller cannot continue', async () => {
    const stops: unknown[] = [];
    const query = { note, where: text, limit: 100 };
    const onStop = (at: unknown): unknown => stops.push(at);
    const found = await repository.listNoteOccurrences({ ...query, onStop });
    expect(stops).toEqual([{ scope, id: expect.any(String) }]);
    const whole = await repository.listNoteOccurrences(query);
    expect(whole.length).toBe(made.filter(({ document }) => document.includes('rare')).length);
    expect(found.length).toBeLessThan(whole.length);
  });

  it('read several resources without scanning other rows', async () => {
    const uris = ['https://registry.test/4999', 'https://registry.test/7'];
    const where = any(...uris.map((uri) => equal('resourceUri', uri)));
    const expected = made.filter(({ resourceUri }) => uris.includes(resourceUri)).map(({ id }) => id);
    const onStop = (): never => expect.unreachable();
    const found = await repository.listOccurrences({ scope, where, limit: 100, onStop });
    expect(found.map(({ id }) => id)).toEqual(expected);
    const next = await repository.listOccurrences({ scope, where, after: expected[2], limit: 2, onStop });
    expect(next.map(({ id }) => id)).toEqual(expected.slice(3, 5));
  });
}

it('lists of projects continue where a page ended', async () => {
  const repository = await openTemporarySqlite();
  const projects = Array.from({ length: maxRowsPerPage + 500 }, (_, n) => `p${String(n).padStart(6, '0')}`);
  for (let from = 0; from < projects.length; from += 500) {
    await Promise.all(projects.slice(from, from + 500).map((id) => repository.createProject(id)));
  }
  const where: Predicate = { op: 'contains', field: column('id'), value: '10499' };
  const stops: string[] = [];
  const query = { where, limit: 5, onStop: (id: string) => stops.push(id) };
  expect(await repository.listProjects(query)).toEqual([]);
  expect(stops).toEqual([projects[maxRowsPerPage - 1]]);
  expect(await repository.listProjects({ ...query, after: stops[0] })).toEqual(['p010499']);
  const onStop = (): never => expect.unreachable();
  expect(await repository.listProjects({ where: equal('id', 'p010499'), limit: 5, onStop })).toEqual([
    'p010499',
  ]);
  await repository.close();
});

describe('long walks, SQLite', () => longWalks(openTemporarySqlite));
describePostgres('long walks, PostgreSQL', (server) => longWalks(() => openTestPostgres(server)));
