import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLazyList, lazyList, mapLazily } from '../../../src/domain/lazy-list.js';
import { PackedList, PackedMap } from '../../../src/domain/packed-list.js';

const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }), {
  minLength: 40,
  maxLength: 150,
  size: 'max',
});

describe('a packed list', () => {
  it('has the values that were added, in any order of reading', () => {
    fc.assert(
      fc.property(values, fc.nat(100), fc.array(fc.nat()), (added, limit, places) => {
        const list = new PackedList<unknown>(limit);
        for (const value of added) list.add(value);
        // Zero has one text, with a sign or without.
        const all = added.map((value) => JSON.stringify(value));
        expect(list.values().map((value) => JSON.stringify(value))).toEqual(all);
        for (const place of places)
          if (place % 150 < all.length) expect(JSON.stringify(list.at(place % 150))).toBe(all[place % 150]);
      }),
    );
  });

  it('keeps fewer values as objects than a pack has, after it was packed', () => {
    const list = new PackedList<object>(1000);
    let most = 0;
    for (let n = 0; n < 5000; n += 1) {
      list.add({ n });
      if (n >= 1000) most = Math.max(most, list.length - list.packed);
    }
    expect(most).toBeLessThanOrEqual(32);
  });

  it('returns the same objects if it is short', () => {
    const [list, first] = [new PackedList<object>(), {}];
    list.add(first);
    expect(list.values()[0]).toBe(first);
  });
});

it('a packed map has the last value of each name, in the order of first insertion', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 1 }), fc.nat()), {
        minLength: 40,
        maxLength: 100,
        size: 'max',
      }),
      fc.nat(5),
      (entries, limit) => {
        const [map, plain] = [new PackedMap<number>(limit), new Map<string, number>()];
        for (const [name, value] of entries) {
          map.set(name, value);
          plain.set(name, value);
        }
        expect([...map]).toEqual([...plain]);
        expect([...map.values()]).toEqual([...plain.values()]);
        expect(map.size).toBe(plain.size);
        for (const [name] of entries) expect(map.get(name)).toBe(plain.get(name));
      },
    ),
  );
});

describe('a lazy list', () => {
  const squares = lazyList(5, (index) => index * index);

  it('behaves like an array for readers', () => {
    expect(Array.isArray(squares)).toBe(true);
    expect(JSON.stringify(squares)).toBe('[0,1,4,9,16]');
    expect(squares).toEqual([0, 1, 4, 9, 16]);
    expect(Object.keys(squares)).toEqual(['0', '1', '2', '3', '4']);
    expect([squares.length, squares[2], squares[5], squares.at(-1), squares.includes(9)]).toEqual([
      5,
      4,
      undefined,
      16,
      true,
    ]);
    expect(squares.map((n) => n + 1)).toEqual([1, 2, 5, 10, 17]);
    expect(squares.filter((n) => n > 3)).toEqual([4, 9, 16]);
    expect([...squares.entries()].at(-1)).toEqual([4, 16]);
    expect([0].concat(squares)).toEqual([0, 0, 1, 4, 9, 16]);
    expect(lazyList(0, () => 1)).toEqual([]);
  });

  it('cannot be changed', () => {
    const list = squares as number[];
    expect(() => list.push(1)).toThrow(TypeError);
    expect(() => {
      list[0] = 1;
    }).toThrow(TypeError);
    expect(squares).toEqual([0, 1, 4, 9, 16]);
  });

  it('creates one element at a time, also when mapped', () => {
    const made: number[] = [];
    const mapped = mapLazily(
      lazyList(3, (index) => {
        made.push(index);
        return index;
      }),
      (n) => n * 10,
    );
    expect([isLazyList(mapped), made]).toEqual([true, []]);
    expect(mapped[1]).toBe(10);
    expect(made).toEqual([1]);
    expect(isLazyList(mapLazily([1], (n) => n))).toBe(false);
  });
});
