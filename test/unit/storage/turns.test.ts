import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src/storage/repository-turns.js';

describe('turns', () => {
  it('run different parts of a key concurrently, and the whole key alone', async () => {
    const turns = new Turns();
    const running = new Set<string>();
    const seen: string[] = [];
    const work = (name: string, key: string, part?: string) => {
      const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const over = turns.take({ key, part }, undefined, async () => {
        running.add(name);
        seen.push([...running].sort().join('+'));
        entered.resolve();
        await leave.promise;
        running.delete(name);
      });
      return { entered: entered.promise, leave: leave.resolve, over };
    };
    const [a, b, c] = [work('a', 'k', '1'), work('b', 'k', '2'), work('c', 'other')];
    await Promise.all([a.entered, b.entered, c.entered]);
    const [alone, later] = [work('alone', 'k'), work('later', 'k', '1')];
    a.leave();
    await a.over;
    b.leave();
    await alone.entered;
    expect([...running].sort()).toEqual(['alone', 'c']);
    alone.leave();
    await later.entered;
    later.leave();
    c.leave();
    await Promise.all([b.over, c.over, alone.over, later.over]);
    expect(seen).toEqual(['a', 'a+b', 'a+b+c', 'alone+c', 'c+later']);
  });
});
