import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/harness/random.js';
import { readJson, readJsonInSlices } from '../../../src/domain/json.js';

/** Every text is read in slices as it is read whole: the same value, keys in the same order, or the same error. */
const { next: random } = seeded(7);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function valueText(depth: number): string {
  if (depth > 4 || random() < 0.3)
    return pick(['1', '"a\\"b"', 'null', 'true', `"${'x'.repeat(random() * 9000)}"`, '-1.5e3', '""']);
  const count = Math.floor(random() * 9);
  const values = Array.from({ length: count }, () => valueText(depth + 1));
  if (random() < 0.5) return `[${values.join(random() < 0.1 ? ' , ' : ',')}]`;
  const special = pick(['', '__proto__', '7', 'k']);
  const keys = values.map((_, index) => JSON.stringify(index === 1 ? special : `k${index}`));
  return `{${values.map((value, index) => `${keys[index]}:${value}`).join(',')}}`;
}

const breaks = ['', ',', ']', '}', '"', ':', '[', '  ', '{"":', '"k0":1,', '12345678901234567'];

async function outcomes(text: string): Promise<[unknown, unknown]> {
  const bytes = Buffer.from(text);
  const told = (read: () => unknown): Promise<unknown> =>
    (async () =>
      JSON.stringify(await read(), (_, one) => (typeof one === 'bigint' ? `${one}n` : one)))().catch(String);
  return [await told(() => readJson(bytes)), await told(() => readJsonInSlices(bytes))];
}

describe('JSON read in slices', () => {
  it('gives the same value or error as JSON that is read whole', async () => {
    let good = 0;
    for (let round = 0; round < 120; round += 1) {
      let text = `[${Array.from({ length: 12 }, () => valueText(0)).join()}]`;
      if (round % 2 === 1) {
        const at = Math.floor(random() * text.length);
        text = text.slice(0, at) + pick(breaks) + text.slice(at + pick([0, 1]));
      }
      const [whole, sliced] = await outcomes(text);
      expect(sliced).toBe(whole);
      if (!String(whole).startsWith('ApiError')) good += 1;
    }
    expect(good).toBeGreaterThan(30);
  });

  const long = ' '.repeat(70_000);
  it.each([
    ['a comma after nothing', `[${long},1]`],
    ['a comma before nothing', `[1${long},]`],
    ['brackets of the other form', `[1${long},2}`],
    ['a key twice in two pieces', `{"a":1${long},"a":2}`],
    ['a second value', `[1${long},2] [3${long},4]`],
    ['a cut end', `[[1${long},2`],
  ])('finds %s', async (_, text) => {
    const [whole, sliced] = await outcomes(text);
    expect(sliced).toBe(whole);
  });
});
