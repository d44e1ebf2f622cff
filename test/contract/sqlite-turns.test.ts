import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rows } from '../../src/contract/rows.js';
import type { Repository } from '../../src/storage/repository.js';
import { rowBytes, turnBytes } from '../../src/storage/sqlite/driver.js';
import { openTemporarySqlite } from '../setup/temporary.js';

/** However many long pages are asked for at once, few are held before they are answered. */
describe('reads of SQLite in one turn of the event loop', () => {
  const scope = 'turns';
  const count = turnBytes / rowBytes / 2;
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

  it('end after a number of rows, and the rest is read in the next turns', async () => {
    const { answers, answered } = ask(7);
    const seen: number[] = [];
    while (answered() < 7) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(answered());
    }
    expect(await answers).toEqual(Array.from({ length: 7 }, () => count));
    expect(seen.filter((n, at) => n !== seen[at - 1] && n > 0)).toEqual([2, 4, 6, 7]);
  });

  it('end after a number of bytes', async () => {
    const document = JSON.stringify({ text: 'x'.repeat(turnBytes / 3) });
    const long = rows.note({ scope, id: 'long' }, { document });
    await repository.createNotes([long]);
    let answered = 0;
    const gets = Array.from({ length: 8 }, async () => {
      const found = await repository.getNote(long);
      answered += 1;
      return found?.document.length;
    });
    const seen: number[] = [];
    while (answered < 8) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(answered);
    }
    expect(await Promise.all(gets)).toEqual(Array.from({ length: 8 }, () => document.length));
    expect(seen.filter((n, at) => n !== seen[at - 1] && n > 0)).toEqual([3, 6, 8]);
  });

  it('read all notes of an import', async () => {
    const notes = Array.from({ length: 100 }, (_, n) => rows.note({ scope: 'imported', id: `n${n}` }));
    await repository.createNotes(notes);
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    const found = await repository.importInto({ scope }, async (session) => {
      count();
      return session.readNotes(notes).finally(() => {
        isOver = true;
      });
    });
    expect(found.map(({ id, document }) => ({ id, document }))).toEqual(
      notes.map(({ id, document }) => ({ id, document })),
    );
    expect(turns).toBeLessThan(5);
  });

  it('are all completed when the store is closed', async () => {
    const gets = Array.from({ length: count * 5 }, () => repository.getNote(note));
    await new Promise((resolve) => setImmediate(resolve));
    await repository.close();
    const found = await Promise.all(gets);
    expect(new Set(found.map((stored) => stored?.document))).toEqual(new Set([note.document]));
    repository = await openTemporarySqlite();
  });
});
