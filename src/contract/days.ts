import { expect, it } from 'vitest';
import type { DayMark } from '../storage/repository-rows.js';
import type { Bench } from './harness.js';
import { kindA, kindB } from './rows.js';

/** Counts that are kept of a day. */
export function daysContract(bench: Bench): void {
  const mark = (scope: string, day: string, time = 1): DayMark => ({ scope, kind: kindA, day, time });
  const all = { from: '2026-01-01', to: '2026-12-31' };

  it('stores the counts of the scope at that time, by severity, and no later changes', async () => {
    const { repository, rows } = bench;
    const [scope, other] = [bench.scope(), bench.scope()];
    const a = rows.note({ scope, id: 'a' });
    const b = rows.note({ scope, id: 'b' }, { kind: kindB });
    await repository.createNotes([a, b]);
    const at = (resourceUri: string, severity: number, fixable = false, notAffected = false) =>
      rows.occurrence(scope, a, { resourceUri, severity, fixable, notAffected });
    const gone = at('r2', 5, true);
    await repository.createOccurrences([
      gone,
      at('r1', 4, false, true),
      at('r1', 4, true),
      at('r2', 4),
      at('r1', 0, true, true),
      at('r1', 1, true),
      rows.occurrence(scope, b, { kind: kindB, severity: 5 }),
      rows.occurrence(other, a, { severity: 5 }),
    ]);
    const time = Date.UTC(2026, 2, 1, 0, 0, 7) * 1000;
    expect(await repository.keepDay(mark(scope, '2026-03-01', time))).toBe(true);
    await repository.deleteOccurrence(gone);
    await repository.createOccurrences([at('r3', 2)]);
    expect(await repository.keepDay(mark(scope, '2026-03-02'))).toBe(true);
    const same = [
      { severity: 0, total: 1, fixable: 1, notAffected: 1 },
      { severity: 1, total: 1, fixable: 1, notAffected: 0 },
    ];
    const high = { severity: 4, total: 3, fixable: 1, notAffected: 1 };
    expect(await repository.listDays({ scope, ...all })).toEqual([
      {
        day: '2026-03-01',
        time,
        counts: [...same, high, { severity: 5, total: 1, fixable: 1, notAffected: 0 }],
      },
      {
        day: '2026-03-02',
        time: 1,
        counts: [...same, { severity: 2, total: 1, fixable: 0, notAffected: 0 }, high],
      },
    ]);
    expect(await repository.listDays({ scope: other, ...all })).toEqual([]);
  });

  it('keeps the first row of a day, whatever is stored later', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const attempts = Array.from({ length: 8 }, (_, index) =>
      repository.keepDay(mark(scope, '2026-03-01', 100 + index)),
    );
    expect((await Promise.all(attempts)).filter((kept) => kept)).toHaveLength(1);
    const first = await repository.listDays({ scope, ...all });
    expect(first).toEqual([{ day: '2026-03-01', time: expect.any(Number), counts: [] }]);
    await repository.createOccurrences([rows.occurrence(scope, note)]);
    expect(await repository.keepDay(mark(scope, '2026-03-01'))).toBe(false);
    expect(await repository.listDays({ scope, ...all })).toEqual(first);
  });

  it('lists days in order, and omits days without a row', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    for (const day of ['2026-03-03', '2026-02-27', '2026-03-01']) await repository.keepDay(mark(scope, day));
    const days = async (from: string, to: string) =>
      (await repository.listDays({ scope, from, to })).map(({ day }) => day);
    expect(await days('2026-01-01', '2026-12-31')).toEqual(['2026-02-27', '2026-03-01', '2026-03-03']);
    expect(await days('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-03-01']);
    expect(await days('2026-03-01', '2026-03-02')).toEqual(['2026-03-01']);
    expect(await days('2026-03-02', '2026-03-02')).toEqual([]);
    expect(await repository.listDays({ scope: 'nobody', ...all })).toEqual([]);
  });

  it('removes the days before a given day, in every scope', async () => {
    const { repository } = bench;
    const scopes = [bench.scope(), `${bench.scope()}/locations/eu`];
    for (const scope of scopes)
      for (const day of ['2025-01-01', '2025-01-02', '2025-01-03'])
        await repository.keepDay(mark(scope, day));
    while (!(await repository.removeDays('2025-01-03')));
    for (const scope of scopes)
      expect(await repository.listDays({ scope, from: '', to: '~' })).toEqual([
        { day: '2025-01-03', time: 1, counts: [] },
      ]);
    expect(await repository.removeDays('2025-01-03')).toBe(true);
  });
}
