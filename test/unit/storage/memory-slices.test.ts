import { describe, expect, it, vi } from 'vitest';
import { Rows } from '../../../src/contract/rows.js';
import type { Predicate } from '../../../src/domain/filter/predicate.js';
import { MemoryRows, put } from '../../../src/storage/memory/rows.js';
import { SortedMap } from '../../../src/storage/memory/sorted-map.js';
import {
  firstMatches,
  matches,
  matchesAtOnce,
  occurrenceSubject,
} from '../../../src/storage/memory/subjects.js';
import { summarize } from '../../../src/storage/memory/summary.js';
import { turnsDuring } from '../../setup/turns.js';

const made = new Rows();
const occurrence = () => made.occurrence('p', { scope: 'p', id: 'n' });

/** As long as a slice takes. */
function work(): true {
  const end = performance.now() + 15;
  while (performance.now() <= end);
  return true;
}

describe('reads of the memory store', () => {
  it('let other tasks run after each slice', async () => {
    const turns = await turnsDuring(async () => {
      expect(await firstMatches([1, 2, 3, 4, 5, 6], 5, work)).toEqual([1, 2, 3, 4, 5]);
    });
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('return each row that exists throughout once, if others are added and removed in the pauses', async () => {
    const map = new SortedMap<number>();
    for (const key of ['b', 'd', 'f', 'h']) map.set(key, 0);
    const seen: string[] = [];
    for (const [key] of map.entries()) {
      seen.push(key);
      if (key === 'd') for (const gone of ['b', 'd']) map.delete(gone);
      if (key === 'f') for (const added of ['a', 'c', 'e', 'g']) map.set(added, 0);
    }
    expect(seen).toEqual(['b', 'd', 'f', 'g', 'h']);
  });

  it('count the rows of one moment in a summary', async () => {
    const rows = new MemoryRows();
    const first = occurrence();
    put(rows.occurrences, first);
    let isFirst = true;
    // Written in the pause after the first row.
    const slow = {
      ...first,
      get severity() {
        if (isFirst) setImmediate(() => put(rows.occurrences, occurrence()));
        isFirst = false;
        work();
        return 0;
      },
    };
    put(rows.occurrences, slow);
    const where: Predicate = {
      op: 'compare',
      field: { name: 'severity', type: 'int32', column: 'severity', path: [] },
      comparator: '=',
      value: 0,
    };
    expect(
      (await summarize(rows, { scope: 'p', kind: first.kind, where })).reduce(
        (sum, { total }) => sum + total,
        0,
      ),
    ).toBe(1);
    expect([...rows.allOccurrences()]).toHaveLength(2);
  });

  it.each([1, 9])('find the entries of one moment, if some are replaced in %s pauses', async (pauses) => {
    const map = new SortedMap<string>();
    for (const [key, value] of [
      ['a', 'low'],
      ['b', 'low'],
      ['z', 'high'],
    ] as const)
      map.set(key, value);
    let writes = 0;
    const found = await matchesAtOnce(map, undefined, 5, ([key, value]) => {
      if (key === 'a' && writes < pauses)
        setImmediate(() => {
          writes += 1;
          const [worse, gone] = writes % 2 === 1 ? ['a', 'z'] : ['z', 'a'];
          map.set(worse, 'high');
          map.set(gone, 'low');
        });
      return work() && value === 'high';
    });
    expect(found).toEqual([[writes % 2 === 1 ? 'a' : 'z', 'high']]);
  });

  it('parse the document of a row once, however many conditions a filter has', () => {
    const compare = (text: string): Predicate => ({
      op: 'contains',
      field: { name: 'a', type: 'text', path: [{ step: 'field', name: 'a' }] },
      value: text,
    });
    const parse = vi.spyOn(JSON, 'parse');
    const row = { ...occurrence(), document: '{"a":"x"}' };
    const terms = Array.from({ length: 50 }, (_, index) => compare(`y${index}`));
    expect(matches({ op: 'or', terms }, row, occurrenceSubject)).toBe(false);
    expect(parse).toHaveBeenCalledTimes(1);
    parse.mockRestore();
  });
});
