import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from '../../../src/domain/filter/text-order.js';
import { SortedMap } from '../../../src/storage/memory/sorted-map.js';

/** More keys than a block has, of which many are near each other. */
const key = fc.oneof(fc.nat(3_000).map(String), fc.string({ unit: 'grapheme' }));
const step = fc.tuple(fc.constantFrom('set', 'set', 'set', 'delete'), key);

interface Keyed {
  set(name: string, value: number): unknown;
  delete(name: string): unknown;
}

function apply(map: Keyed, steps: readonly (readonly [string, string])[]): void {
  for (const [index, [what, name]] of steps.entries()) {
    if (what === 'set') map.set(name, index);
    else map.delete(name);
  }
}

const sorted = (model: ReadonlyMap<string, number>) => [...model].sort(([a], [b]) => compareText(a, b));

it('is a map that iterates in the order of its keys, from any of them', () => {
  const steps = fc.array(step, { minLength: 1_500, maxLength: 4_000, size: 'max' });
  fc.assert(
    fc.property(steps, key, (all, after) => {
      const map = new SortedMap<number>();
      const model = new Map<string, number>();
      for (const each of [map, model]) apply(each, all);
      expect([map.size, [...map.entries()]]).toEqual([model.size, sorted(model)]);
      expect([...map.entries(after)]).toEqual(sorted(model).filter(([name]) => compareText(name, after) > 0));
    }),
    { numRuns: 30 },
  );
});

it('stays in order when whole ranges of keys are deleted', () => {
  const map = new SortedMap<boolean>();
  const numbers = Array.from({ length: 4_000 }, (_, index) => String(10_000 + index));
  for (const name of numbers) map.set(name, true);
  for (const name of numbers.slice(1_000, 3_000)) map.delete(name);
  const others = ['0', '1', '12500', '12499', '9'];
  for (const name of others) map.set(name, true);
  const expected = [...numbers.slice(0, 1_000), ...numbers.slice(3_000), ...others].sort(compareText);
  expect([...map.entries()].map(([name]) => name)).toEqual(expected);
});

it('iterates while it changes, over each remaining key once', () => {
  const kept = Array.from({ length: 2_000 }, (_, index) => String(10_000 + index * 2));
  const map = new SortedMap<boolean>();
  for (const name of kept) map.set(name, true);
  const seen: string[] = [];
  for (const [name] of map.entries()) {
    seen.push(name);
    map.set(`${Number(name) - 1}`, false);
    map.delete(`${Number(name) - 3}`);
  }
  expect(seen).toEqual(kept);
});
