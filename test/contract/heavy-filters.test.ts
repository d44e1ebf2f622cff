import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, equal, inDocument } from '../../src/contract/predicates.js';
import { Rows } from '../../src/contract/rows.js';
import type { Predicate } from '../../src/domain/filter/predicate.js';
import type { Repository } from '../../src/storage/repository.js';
import type { Listed } from '../../src/storage/repository-rows.js';
import { openTemporarySqlite } from '../setup/temporary.js';

/** Few long documents and many conditions: each row takes a good part of a second, of which others must not notice much. */
describe('heavy filters over SQLite', () => {
  const rows = new Rows();
  const document = JSON.stringify({ text: 'x', list: Array.from({ length: 30_000 }, (_, n) => `item ${n}`) });
  const one = rows.note({ scope: 'heavy', id: 'n0' }, { document });
  /** None holds, so that all are looked at. */
  const heavy: Predicate = {
    op: 'or',
    terms: Array.from({ length: 50 }, (_, n) =>
      compare(
        { ...inDocument('list'), path: [{ step: 'field', name: 'list' }, { step: 'each' }] },
        '=',
        `none ${n}`,
      ),
    ),
  };
  const trivial = compare(inDocument('text'), '=', 'light');
  let repository: Repository;

  beforeAll(async () => {
    repository = await openTemporarySqlite();
    const more = Array.from({ length: 5 }, (_, n) =>
      rows.note({ scope: 'heavy', id: `n${n + 1}` }, { document }),
    );
    await repository.createNotes([one, ...more]);
    await repository.createNotes([
      rows.note({ scope: 'light', id: 'n' }, { document: JSON.stringify({ text: 'light' }) }),
    ]);
  });
  afterAll(() => repository.close());

  const list = (scope: string, where: Predicate, signal?: AbortSignal): Promise<readonly Listed[]> =>
    repository.listNotes({ scope, where, limit: 10, onStop: () => {}, signal });

  it('let filters of other projects run meanwhile, and return the same results', async () => {
    const order: string[] = [];
    const both: Predicate = { op: 'or', terms: [heavy, equal('id', 'n5')] };
    const running = list('heavy', both).then((found) => {
      order.push('heavy');
      return found.map(({ id }) => id);
    });
    for (let n = 0; n < 4; n += 1) {
      expect(await list('light', trivial)).toHaveLength(1);
      order.push('light');
    }
    expect(await running).toEqual(['n5']);
    expect(order).toEqual(['light', 'light', 'light', 'light', 'heavy']);
  });

  it('end when their caller disconnects, so that later requests run', async () => {
    const caller = new AbortController();
    const callers = Array.from({ length: 20 }, () => list('heavy', heavy, caller.signal));
    await list('light', trivial);
    caller.abort();
    const ended = await Promise.allSettled(callers);
    const refused = { status: 'rejected', reason: { reason: 'CANCELLED' } };
    expect(ended).toMatchObject(callers.map(() => refused));
  });

  it('do not run on the main thread, even for a single document', async () => {
    const where: Predicate = { op: 'and', terms: [equal('id', one.id), heavy] };
    const order: string[] = [];
    const running = list('heavy', where).then(() => order.push('heavy'));
    await repository.getNote(one);
    order.push('get');
    await running;
    expect(order).toEqual(['get', 'heavy']);
  });
});
