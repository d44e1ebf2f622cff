import { describe, expect, it } from 'vitest';
import { outcomeOf, reportLimits } from './becoming.js';
import { fixture } from './kit.js';
import { changed, type Place, places, texts, withPayloads, withTexts } from './multiplied.js';
import { fixtures } from './reports.js';

const length = 10_000;
const copies = 1_000;

/** As if a report of no bytes might become this much, so that small reports prove it. */
const allowance = 3_000_000;

/** A place of each shape: of a list the first element stands for all. */
function shapes(document: unknown, isWanted: (value: unknown) => boolean): Place[] {
  const byShape = new Map<string, Place>();
  for (const { path, value } of places(document)) {
    const shape = path.map((key) => (typeof key === 'number' ? '*' : key)).join('/');
    if (isWanted(value) && !byShape.has(shape)) byShape.set(shape, path);
  }
  return [...byShape.values()];
}

const isWithin = (path: Place, list: Place): boolean => list.every((key, index) => path[index] === key);

const long = (value: unknown): string => `${String(value)}${'x'.repeat(length)}`;

describe.each(fixtures)('%s, with a list of a thousand beside long texts', (file) => {
  it('becomes a bounded result, or is refused', () => {
    const document = texts(JSON.parse(fixture(file).toString()));
    const convert = (changes: unknown) => outcomeOf(file, withPayloads(changes), allowance);
    const free = shapes(document, (value) => typeof value === 'string').filter(
      (path) => convert(changed(document, path, long)).error === '',
    );
    for (const list of shapes(document, Array.isArray)) {
      const many = changed(document, list, (value) => {
        const elements = value as readonly unknown[];
        return Array.from({ length: copies }, (_, n) => withTexts(elements[n % elements.length], n));
      });
      const beside = free.filter((path) => !isWithin(path, list));
      const { bytes, made, error } = convert(
        beside.reduce((sofar, path) => changed(sofar, path, long), many),
      );
      if (error !== '') expect(['TOO_LARGE', 'INVALID_REPORT'], list.join('/')).toContain(error);
      else expect(made, list.join('/')).toBeLessThan(allowance + reportLimits.outputFactor * bytes);
    }
  });
});
