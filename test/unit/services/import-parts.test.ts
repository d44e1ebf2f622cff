import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lazyList } from '../../../src/domain/lazy-list.js';
import { maxSizeOf } from '../../../src/services/import-bytes.js';
import { partsOf } from '../../../src/services/import-parts.js';
import type { OccurrenceRow } from '../../../src/storage/repository-rows.js';

const row = (n: number): OccurrenceRow => ({
  scope: 'c',
  id: `o${n}`,
  kind: 1,
  note: { scope: 'p', id: 'n' },
  resourceUri: 'https://registry.example.com/a',
  createTime: 0,
  updateTime: 0,
  severity: 0,
  fixable: false,
  imported: true,
  document: '{}',
});

describe('the parts of a large plan', () => {
  it('are created when they are taken, and have every row once and in order', () => {
    const made: number[] = [];
    const next = partsOf(
      {
        createNotes: [],
        updateNotes: [],
        createOccurrences: lazyList(700, (n) => {
          made.push(n);
          return row(n);
        }),
        updateOccurrences: [],
        deleteOccurrences: [{ id: 'gone', expected: '{}' }],
        scans: [],
      },
      'c',
    );
    const first = next(100);
    expect(first?.part.createOccurrences.length).toBe(100);
    // One more shows whether the part is the last.
    expect(made.length).toBe(101);
    const taken = [...(first?.part.createOccurrences ?? [])];
    let isLast = false;
    while (!isLast) {
      const part = next(100);
      taken.push(...(part?.part.createOccurrences ?? []));
      isLast = part?.isLast ?? true;
      if (isLast) expect(part?.part.deleteOccurrences).toEqual([{ id: 'gone', expected: '{}' }]);
    }
    expect(taken.map(({ id }) => id)).toEqual(Array.from({ length: 700 }, (_, n) => `o${n}`));
    expect(next(100)).toBeUndefined();
  });

  it('are one part if the plan is small', () => {
    const creates = [row(1), row(2)];
    const next = partsOf(
      {
        createNotes: [],
        updateNotes: [],
        createOccurrences: creates,
        updateOccurrences: [],
        deleteOccurrences: [{ id: 'gone', expected: '{}' }],
        scans: [],
      },
      'c',
    );
    expect(next(1)).toMatchObject({ part: { createOccurrences: [{}, {}] }, isLast: true });
  });
});

describe('the upper bound of the bytes of a document', () => {
  it('is never below the real size', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        for (const one of [value, text, [text, text], { [text]: value }])
          expect(maxSizeOf(one)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(one)));
      }),
      { numRuns: 300 },
    );
  });
});
