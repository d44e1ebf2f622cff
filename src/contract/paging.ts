import { expect, it } from 'vitest';
import type { Repository } from '../storage/repository.js';
import { type Bench, ids } from './harness.js';
import { equal } from './predicates.js';

/** A walk made of pages of changing size; gives every id it saw, in order. */
async function walk(
  list: (after: string | undefined, limit: number) => Promise<readonly { readonly id: string }[]>,
  sizes: readonly number[],
  between: () => Promise<void> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  for (let page = 0; ; page += 1) {
    const limit = sizes[page % sizes.length] ?? 1;
    const rows = await list(seen.at(-1), limit);
    seen.push(...ids(rows));
    if (rows.length < limit) return seen;
    await between();
  }
}

export function pagingContract(bench: Bench): void {
  it('walks every size to the same list', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const made = Array.from({ length: 23 }, (_, n) =>
      rows.occurrence(scope, note, { resourceUri: `r${n % 2}` }),
    );
    await repository.createOccurrences(made);
    const list = (after: string | undefined, limit: number) =>
      repository.listOccurrences({ scope, after, limit });
    for (const sizes of [[1], [2], [22], [23], [24], [100], [3, 1, 7]]) {
      expect(await walk(list, sizes)).toEqual(ids(made));
    }
    const where = equal('resourceUri', 'r1');
    const filtered = (after: string | undefined, limit: number) =>
      repository.listOccurrences({ scope, where, after, limit });
    expect(await walk(filtered, [2, 5])).toEqual(ids(made.filter((row) => row.resourceUri === 'r1')));
  });

  it('goes on after a cursor whose row is gone', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    await repository.createNotes(['a', 'b', 'c'].map((id) => rows.note({ scope, id })));
    await repository.deleteNote({ scope, id: 'b' });
    expect(ids(await repository.listNotes({ scope, after: 'b', limit: 9 }))).toEqual(['c']);
  });

  for (const seed of [1, 2, 3]) {
    it(`sees what was there all along exactly once, whatever else changes (seed ${seed})`, async () => {
      const random = generator(seed);
      const { repository, rows } = bench;
      const scope = bench.scope();
      const note = rows.note({ scope, id: 'n' });
      await repository.createNotes([note]);
      const made = Array.from({ length: 60 }, () => rows.occurrence(scope, note));
      await repository.createOccurrences(made);
      const standing = new Set(ids(made));
      const everMade = new Set(standing);

      const change = async (): Promise<void> => {
        const changes = Array.from({ length: 4 }, async () => {
          const victim = made[random(made.length)];
          const kind = random(3);
          if (kind === 0 || victim === undefined) {
            const fresh = rows.occurrence(scope, note);
            everMade.add(fresh.id);
            await repository.createOccurrences([fresh]);
          } else if (kind === 1) {
            standing.delete(victim.id);
            await repository.deleteOccurrence(victim);
          } else {
            await touch(repository, { ...victim, updateTime: victim.updateTime + 1, severity: random(6) });
          }
        });
        await Promise.all(changes);
      };
      const concurrent = change();
      const list = (after: string | undefined, limit: number) =>
        repository.listOccurrences({ scope, after, limit });
      const seen = await walk(list, [3, 1, 5], change);
      await concurrent;
      expect(new Set(seen).size, 'nothing twice').toBe(seen.length);
      expect(seen).toEqual(seen.toSorted());
      expect([...standing].filter((id) => !seen.includes(id))).toEqual([]);
      expect(seen.filter((id) => !everMade.has(id))).toEqual([]);
    });
  }
}

async function touch(
  repository: Repository,
  row: Parameters<Repository['replaceOccurrence']>[1],
): Promise<void> {
  const stored = await repository.getOccurrence(row);
  if (stored !== undefined) await repository.replaceOccurrence(stored.document, row);
}

/** A small generator of numbers below a bound (mulberry32), so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
