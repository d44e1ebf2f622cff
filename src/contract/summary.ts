import { expect, it } from 'vitest';
import type { Bench } from './harness.js';
import { kindA, kindB } from './rows.js';

export function summaryContract(bench: Bench): void {
  it('counts by resource and severity', async () => {
    const { repository, rows } = bench;
    const [scope, other] = [bench.scope(), bench.scope()];
    const a = rows.note({ scope, id: 'a' });
    const b = rows.note({ scope, id: 'b' }, { kind: kindB });
    await repository.createNotes([a, b]);
    const at = (resourceUri: string, severity: number, fixable = false) =>
      rows.occurrence(scope, a, { resourceUri, severity, fixable });
    await repository.createOccurrences([
      at('r2', 5, true),
      at('r1', 4),
      at('r1', 4, true),
      at('r1', 4),
      at('r1', 0),
      at('r1', 1, true),
      rows.occurrence(scope, b, { kind: kindB, resourceUri: 'r1' }),
      rows.occurrence(scope, b, { kind: kindB, resourceUri: 'r3' }),
      rows.occurrence(other, a, { resourceUri: 'r1', severity: 4 }),
    ]);
    expect(await repository.summarize({ scope, kind: kindA })).toEqual([
      { resourceUri: 'r1', severity: 0, total: 1, fixable: 0 },
      { resourceUri: 'r1', severity: 1, total: 1, fixable: 1 },
      { resourceUri: 'r1', severity: 4, total: 3, fixable: 1 },
      { resourceUri: 'r2', severity: 5, total: 1, fixable: 1 },
    ]);
    expect(await repository.summarize({ scope: 'nobody', kind: kindA })).toEqual([]);
  });

  it('orders resources by their bytes', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const sorted = ['', 'A', 'a', '\uffff', '\ud83d\ude80'];
    await repository.createOccurrences(
      sorted.toReversed().map((resourceUri) => rows.occurrence(scope, note, { resourceUri })),
    );
    const summary = await repository.summarize({ scope, kind: kindA });
    expect(summary.map((row) => row.resourceUri)).toEqual(sorted);
  });
}
