import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Permits } from '../../../src/domain/permits.js';
import { nextTurn } from '../../../src/domain/slices.js';
import { Turns } from '../../../src/domain/turns.js';

const owners = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 });

describe('turns', () => {
  it('between two items of an owner, every other waiting owner has one', () => {
    fc.assert(
      fc.property(owners, (order) => {
        const turns = new Turns<string>();
        for (const owner of order) turns.add(owner, owner);
        const left = new Map<string, number>();
        for (const owner of order) left.set(owner, (left.get(owner) ?? 0) + 1);
        const since = new Map<string, Set<string>>();
        for (let got = turns.next(); got !== undefined; got = turns.next()) {
          const had = since.get(got);
          if (had !== undefined)
            for (const [other, count] of left)
              if (other !== got && count > 0) expect(had.has(other)).toBe(true);
          for (const set of since.values()) set.add(got);
          since.set(got, new Set());
          left.set(got, (left.get(got) ?? 0) - 1);
        }
        expect([...left.values()].every((count) => count === 0)).toBe(true);
        expect(turns.size).toBe(0);
      }),
    );
  });

  it('an owner that may not run is skipped, and a removed item does not run', () => {
    const turns = new Turns<string>();
    for (const item of ['a1', 'a2', 'b1', 'b2']) turns.add(item.slice(0, 1), item);
    expect(turns.next((owner) => owner === 'b')).toBe('b1');
    expect(turns.remove('a', 'a1')).toBe(true);
    expect(turns.remove('a', 'a1')).toBe(false);
    expect([turns.next(), turns.next(), turns.next()]).toEqual(['a2', 'b2', undefined]);
  });
});

describe('permits', () => {
  /** A task that runs until it is ended. */
  function task(permits: Permits, principal?: string, signal?: AbortSignal) {
    const end = Promise.withResolvers<void>();
    const state = { isRunning: false, end: end.resolve };
    const done = permits.run({ principal, signal }, async () => {
      state.isRunning = true;
      await end.promise;
    });
    return Object.assign(state, { done });
  }
  const running = (tasks: readonly { readonly isRunning: boolean }[]): number =>
    tasks.filter(({ isRunning }) => isRunning).length;

  it('one principal holds at most three quarters, and others take turns', async () => {
    const permits = new Permits(4);
    const many = Array.from({ length: 10 }, () => task(permits, 'greedy'));
    expect(running(many)).toBe(3);
    expect([permits.isFull({ principal: 'greedy' }), permits.isFull({ principal: 'other' })]).toEqual([
      true,
      false,
    ]);
    const others = Array.from({ length: 3 }, () => task(permits, 'other'));
    expect(running(others)).toBe(1);
    many[0]?.end();
    await nextTurn();
    // The greedy one waited longer; its turn is followed by that of the other.
    many[1]?.end();
    await nextTurn();
    expect([running(many), running(others)]).toEqual([4, 2]);
    for (const each of [...many, ...others]) each.end();
    await Promise.all([...many, ...others].map(({ done }) => done));
    expect([running(many), running(others)]).toEqual([10, 3]);
  });

  it('without authentication one caller may hold all', () => {
    const permits = new Permits(4);
    expect(running(Array.from({ length: 10 }, () => task(permits)))).toBe(4);
  });

  it('a caller that disconnects while it waits never runs, and a task that throws releases its permit', async () => {
    const permits = new Permits(1);
    const first = task(permits, 'a');
    const over = new AbortController();
    const leaving = task(permits, 'b', over.signal);
    over.abort();
    await expect(leaving.done).rejects.toMatchObject({ reason: 'CANCELLED' });
    await expect(task(permits, 'b', over.signal).done).rejects.toMatchObject({ reason: 'CANCELLED' });
    first.end();
    await first.done;
    await expect(permits.run({}, () => Promise.reject(new TypeError('x')))).rejects.toThrow('x');
    expect(leaving.isRunning).toBe(false);
    expect(await permits.run({}, () => Promise.resolve('free'))).toBe('free');
  });
});
