import { describe, expect, it } from 'vitest';
import { all, any, column, compare, not } from '../../../src/contract/predicates.js';
import type { Predicate } from '../../../src/domain/filter/predicate.js';
import { smallestIdAt } from '../../../src/domain/ids.js';
import { SortedMap } from '../../../src/storage/memory/sorted-map.js';
import { numberPlaceholders } from '../../../src/storage/postgres/connections.js';
import { toStoreError } from '../../../src/storage/postgres/errors.js';
import { WriteBatcher } from '../../../src/storage/postgres/write-batcher.js';
import { narrowed } from '../../../src/storage/sql/predicate-range.js';

describe('numberPlaceholders', () => {
  it('numbers placeholders, and does not change quoted text', () => {
    expect(numberPlaceholders("a = ? AND b = '?' AND c IN (?, ?) AND d = 'it''s ?'")).toBe(
      "a = $1 AND b = '?' AND c IN ($2, $3) AND d = 'it''s ?'",
    );
  });
});

describe('narrowed', () => {
  const time = column('createTime');
  const at = 1_767_225_600_123n * 1_000_000n;
  const ids = (where?: Predicate, after = '', end?: string) => narrowed({ after, end }, where);
  const everything = { after: '', end: undefined };

  it('is derived from what every match satisfies', () => {
    const from = expect.stringMatching(/^019b76/);
    expect(ids()).toEqual(everything);
    expect(ids(compare(time, '>=', at))).toEqual({ after: from, end: undefined });
    expect(ids(compare(time, '<', at))).toEqual({ after: '', end: from });
    expect(ids(all(compare(time, '>', at), all(compare(time, '<=', at))))).toEqual({
      after: from,
      end: from,
    });
    expect(ids(compare(time, '=', at))).toEqual({ after: from, end: from });
  });

  it('never widens the query', () => {
    const both = all(compare(time, '>=', at), compare(time, '<=', at));
    expect(ids(both, 'f')).toMatchObject({ after: 'f' });
    expect(ids(both, '', '0')).toMatchObject({ end: '0' });
  });

  it('is not derived from an alternative, a negation or another time', () => {
    expect(ids(any(compare(time, '>', at), compare(time, '<', 0n)))).toEqual(everything);
    expect(ids(not(compare(time, '>', at)))).toEqual(everything);
    expect(ids(compare(time, '!=', at))).toEqual(everything);
    expect(ids(compare(column('updateTime'), '>', at))).toEqual(everything);
  });

  it('includes every id of the given times, also at the ends of the range of times', () => {
    expect(ids(compare(time, '>=', at)).after < smallestIdAt(1_767_225_600_123)).toBe(true);
    expect(String(ids(compare(time, '<=', at)).end) > smallestIdAt(1_767_225_600_124)).toBe(true);
    expect(ids(compare(time, '>=', -(10n ** 20n))).after).toBe(smallestIdAt(0));
    expect(ids(compare(time, '>=', 10n ** 30n)).after).toMatch(/^ffffffff-ffff-7/);
  });
});

describe('WriteBatcher', () => {
  const options = { maxWeight: 3, weight: () => 1, keys: (item: string) => [item] };

  it('writes the items of one turn together, in order, each with its own result', async () => {
    const groups: (readonly string[])[] = [];
    const gather = new WriteBatcher<string>(async (items) => {
      groups.push(items);
      return items.map((item) => (item === 'bad' ? new Error('refused') : undefined));
    }, options);
    const outcomes = await Promise.allSettled(['a', 'bad', 'b', 'c', 'd'].map((item) => gather.add(item)));
    expect(groups).toEqual([
      ['a', 'bad', 'b'],
      ['c', 'd'],
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('never puts one key twice in a group, and fails all of a group that fails', async () => {
    const groups: (readonly string[])[] = [];
    const gather = new WriteBatcher<string>(async (items) => {
      groups.push(items);
      if (groups.length === 2) throw new Error('down');
      return [];
    }, options);
    const outcomes = await Promise.allSettled(['a', 'a', 'b', 'a'].map((item) => gather.add(item)));
    await gather.idle();
    expect(groups).toEqual([['a', 'b'], ['a'], ['a']]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });
});

describe('SortedMap', () => {
  it('iterates in the order of code points, starting after a key', () => {
    const map = new SortedMap<number>();
    const keys = ['', 'B', 'a', '\uffff', '\ud83d\ude80'];
    for (const [index, key] of keys.toReversed().entries()) map.set(key, index);
    map.set('a', 99);
    expect([...map.entries()].map(([key]) => key)).toEqual(keys);
    expect([...map.entries('a')].map(([key]) => key)).toEqual(['\uffff', '\ud83d\ude80']);
    expect(map.delete('\uffff')).toBe(true);
    expect(map.delete('\uffff')).toBe(false);
    expect([...map.entries('a')].map(([key]) => key)).toEqual(['\ud83d\ude80']);
    expect(map.get('a')).toBe(99);
  });
});

describe('errors of PostgreSQL', () => {
  it('are outages if the database is at fault, and unchanged if this program is', () => {
    const from = (code: string): unknown =>
      toStoreError(Object.assign(new Error('secret text'), { code, severity: 'ERROR' }));
    for (const code of ['08006', '57P01', '57014', '53100', '53300', '25006', '28P01', '42P01', '58030']) {
      expect(from(code)).toMatchObject({ reason: 'STORE_UNAVAILABLE' });
      expect(String(from(code))).not.toContain('secret text');
    }
    expect(toStoreError(new Error('Connection terminated unexpectedly'))).toMatchObject({
      reason: 'STORE_UNAVAILABLE',
    });
    expect(from('42601')).not.toHaveProperty('reason');
    expect(toStoreError(new TypeError('a bug'))).toBeInstanceOf(TypeError);
  });
});
