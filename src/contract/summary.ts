import { expect, it } from 'vitest';
import type { Predicate } from '../domain/filter/predicate.js';
import type { OccurrenceRow, SummaryRow } from '../storage/repository-rows.js';
import type { Bench } from './harness.js';
import { any, column, compare, equal } from './predicates.js';
import { expectCounted, writeAtRandom } from './random-writes.js';
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

  it('orders resources by bytes', async () => {
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

  it.each([1, 2, 3])('counts correctly after random concurrent writes (seed %i)', async (seed) => {
    const { repository, rows } = bench;
    const scopes = [bench.scope(), bench.scope()] as const;
    await writeAtRandom({
      repositories: [repository],
      rows,
      scopes: [...scopes],
      seed,
      writers: 6,
      writes: 30,
    });
    await expectCounted(repository, scopes);
  });

  it('counts correctly after concurrent creates, replacements, imports and deletes', async () => {
    const { repository, rows } = bench;
    const [scope, other] = [bench.scope(), bench.scope()];
    const note = rows.note({ scope, id: 'n' });
    const build = rows.note({ scope, id: 'b' }, { kind: kindB });
    await repository.createNotes([note, build]);
    const made = Array.from({ length: 60 }, (_, n) =>
      rows.occurrence(n % 10 === 9 ? other : scope, n % 7 === 6 ? build : note, {
        kind: n % 7 === 6 ? kindB : kindA,
        resourceUri: `r${n % 4}`,
        severity: n % 8,
        fixable: n % 3 === 0,
        imported: true,
      }),
    );
    const stored = new Map(made.map((row) => [row.id, row]));
    const cut = (size: number): OccurrenceRow[][] =>
      Array.from({ length: made.length / size }, (_, n) => made.slice(n * size, (n + 1) * size));
    await Promise.all(cut(3).map((batch) => repository.createOccurrences(batch)));
    await agrees();

    await Promise.all(
      made.slice(0, 20).map(async (row, n) => {
        const document = `{"v":${n}}`;
        const changed = { ...row, document, severity: (row.severity + n) % 6, fixable: n % 2 === 0 };
        expect(await repository.replaceOccurrence(row.document, changed)).toBe(true);
        stored.set(row.id, changed);
      }),
    );
    await agrees();

    const mine = [...stored.values()].filter((row) => row.scope === scope && row.kind === kindA);
    const [changed, gone] = [mine.slice(0, 5), mine.slice(5, 9)];
    const updateOccurrences = changed.map((row) => ({ ...row, document: '{"v":"i"}', severity: 5 }));
    const createOccurrences = [0, 1].map((n) => rows.occurrence(scope, note, { resourceUri: `i${n}` }));
    const part = {
      createNotes: [],
      updateNotes: [],
      updateOccurrences: updateOccurrences.map((row, n) => ({ expected: changed[n]?.document ?? '', row })),
      createOccurrences,
      deleteOccurrences: gone.map(({ id, document }) => ({ id, expected: document })),
    };
    expect(await repository.importInto({ scope }, (session) => session.apply(part))).toBe(true);
    for (const row of [...updateOccurrences, ...createOccurrences]) stored.set(row.id, row);
    for (const { id } of gone) stored.delete(id);
    await agrees();

    const removed = [...stored.values()].filter(({ resourceUri }) => resourceUri !== 'r1');
    await Promise.all(removed.map((row) => repository.deleteOccurrence(row)));
    for (const { id } of removed) stored.delete(id);
    await agrees();

    async function agrees(): Promise<void> {
      const filters: readonly [Predicate | undefined, (uri: string) => boolean][] = [
        [undefined, () => true],
        [equal('resourceUri', 'r1'), (uri) => uri === 'r1'],
        [any(equal('resourceUri', 'r2'), equal('resourceUri', 'i0')), (uri) => ['r2', 'i0'].includes(uri)],
        [compare(column('resourceUri'), '>', 'r1'), (uri) => uri > 'r1'],
      ];
      for (const at of [scope, other]) {
        for (const kind of [kindA, kindB]) {
          const counted = [...stored.values()].filter((row) => row.scope === at && row.kind === kind);
          for (const [where, holds] of filters) {
            const expected = count(counted.filter((row) => holds(row.resourceUri)));
            expect(await repository.summarize({ scope: at, kind, where })).toEqual(expected);
          }
        }
      }
    }
  });
}

function count(rows: readonly OccurrenceRow[]): SummaryRow[] {
  const counts = new Map<string, SummaryRow>();
  for (const { resourceUri, severity: stored, fixable } of rows) {
    const severity = stored <= 5 ? stored : 0;
    const key = `${resourceUri} ${severity}`;
    const before = counts.get(key) ?? { total: 0, fixable: 0 };
    const total = before.total + 1;
    counts.set(key, { resourceUri, severity, total, fixable: before.fixable + (fixable ? 1 : 0) });
  }
  return [...counts.keys()].sort().flatMap((key) => counts.get(key) ?? []);
}
