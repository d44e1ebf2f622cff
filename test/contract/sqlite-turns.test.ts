import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { turnRows } from '../../src/storage/sqlite/driver.js';
import { openTemporarySqlite } from '../setup/temporary.js';

/** However many long pages are asked for at once, few are held before they are answered. */
describe('reads of SQLite in one turn of the event loop', () => {
  const scope = 'turns';
  const count = turnRows / 2;
  const rows = new Rows();
  const note = rows.note({ scope, id: 'n' });
  let repository: Repository;

  beforeAll(async () => {
    repository = await openTemporarySqlite();
    await repository.createNotes([note]);
    await repository.createOccurrences(Array.from({ length: count }, () => rows.occurrence(scope, note)));
  });
  afterAll(() => repository.close());

  const ask = (pages: number): { readonly answers: Promise<number[]>; readonly answered: () => number } => {
    let answered = 0;
    const answers = Array.from({ length: pages }, async () => {
      const found = await repository.listOccurrences({ scope, limit: count + 1 });
      answered += 1;
      return found.length;
    });
    return { answers: Promise.all(answers), answered: () => answered };
  };

  it('end with so many rows, and the rest is read in the next ones', async () => {
    const { answers, answered } = ask(7);
    const seen: number[] = [];
    while (answered() < 7) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(answered());
    }
    expect(await answers).toEqual(Array.from({ length: 7 }, () => count));
    expect(seen.filter((n, at) => n !== seen[at - 1] && n > 0)).toEqual([2, 4, 6, 7]);
  });

  it('are all answered when the store is closed', async () => {
    const { answers } = ask(5);
    await new Promise((resolve) => setImmediate(resolve));
    await repository.close();
    expect(await answers).toEqual(Array.from({ length: 5 }, () => count));
    repository = await openTemporarySqlite();
  });
});
