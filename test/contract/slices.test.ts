import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compare, equal, inDocument } from '../../src/contract/predicates.js';
import { kindA, Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import type { Repository } from '../../src/storage/repository.js';
import type { OccurrenceRow } from '../../src/storage/repository-rows.js';
import { sliceRows } from '../../src/storage/sqlite/driver.js';
import { openTemporarySqlite } from '../setup/temporary.js';

/** Filters that no index answers are read a slice at a time: the same answers, and others get their turn. */
describe('reads over many slices', () => {
  const scope = 'sliced';
  const count = sliceRows * 4 + 7;
  const rows = new Rows();
  const note = rows.note({ scope: 'provider', id: 'n' });
  let sqlite: Repository;
  let memory: Repository;
  let made: OccurrenceRow[];

  beforeAll(async () => {
    [sqlite, memory] = await Promise.all([openTemporarySqlite(), openMemory()]);
    made = Array.from({ length: count }, (_, n) =>
      rows.occurrence(scope, note, {
        resourceUri: `https://registry.test/${n % 9}`,
        severity: n % 6,
        fixable: n % 4 === 0,
        document: JSON.stringify({ text: n % 150 === 149 ? 'rare' : 'usual' }),
      }),
    );
    const notes = Array.from({ length: count }, (_, n) =>
      rows.note(
        { scope, id: `n${n}` },
        { document: JSON.stringify({ text: n % 150 === 149 ? 'rare' : 'usual' }) },
      ),
    );
    for (const repository of [sqlite, memory]) {
      await repository.createNotes([note, ...notes]);
      await repository.createOccurrences(made);
    }
  });
  afterAll(() => Promise.all([sqlite.close(), memory.close()]));

  const rare = compare(inDocument('text'), '=', 'rare');
  const severe = equal('severity', 5);
  const filters: readonly (readonly [string, Predicate])[] = [
    ['a path of the document', rare],
    ['a column without an index', severe],
    ['both, beside a kind', { op: 'and', terms: [equal('kind', kindA), rare, severe] }],
    [
      'both, beside a resource',
      { op: 'and', terms: [equal('resourceUri', 'https://registry.test/5'), rare] },
    ],
    ['nothing that is there', compare(inDocument('text'), '=', 'absent')],
  ];

  it.each(filters)('return the lists, pages and counts of the reference: %s', async (_name, where) => {
    for (const limit of [3, 10_000]) {
      const query = { scope, where, limit };
      const expected = await memory.listOccurrences(query);
      expect(await sqlite.listOccurrences(query)).toEqual(expected);
      const after = expected[1]?.id;
      expect(await sqlite.listOccurrences({ ...query, after })).toEqual(
        await memory.listOccurrences({ ...query, after }),
      );
      const ofNote = { note, where, limit };
      expect(await sqlite.listNoteOccurrences(ofNote)).toEqual(await memory.listNoteOccurrences(ofNote));
    }
    const summary = { scope, kind: kindA, where };
    expect(await sqlite.summarize(summary)).toEqual(await memory.summarize(summary));
  });

  it('return the lists of notes of the reference', async () => {
    for (const limit of [2, 10_000]) {
      const query = { scope, where: rare, limit };
      expect(await memory.listNotes(query)).not.toEqual([]);
      expect(await sqlite.listNotes(query)).toEqual(await memory.listNotes(query));
    }
  });

  it('end a page, or abandon a count, if they take too long', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 6_000;
      return now;
    });
    try {
      const stops: string[] = [];
      const query = {
        scope,
        where: rare,
        limit: 10_000,
        onStop: (cursor: string) => void stops.push(cursor),
      };
      const expected = (await memory.listOccurrences({ ...query, limit: 10_000 })).map(({ id }) => id);
      const found: string[] = [];
      for (let after: string | undefined, pages = 0; pages === 0 || stops.length === pages; pages += 1) {
        found.push(...(await sqlite.listOccurrences({ ...query, after })).map(({ id }) => id));
        after = stops.at(-1);
      }
      expect(stops.length).toBeGreaterThan(1);
      expect(found).toEqual(expected);
      const summary = sqlite.summarize({ scope, kind: kindA, where: rare });
      await expect(summary).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    } finally {
      clock.mockRestore();
    }
  });

  it('let other reads run in between', async () => {
    const order: string[] = [];
    const long = sqlite
      .listOccurrences({ scope, where: compare(inDocument('text'), '=', 'absent'), limit: 10 })
      .then(() => order.push('long'));
    await new Promise((resolve) => setImmediate(resolve));
    await sqlite.getOccurrence({ scope, id: made[0]?.id ?? '' });
    order.push('short');
    await long;
    expect(order).toEqual(['short', 'long']);
  });
});
