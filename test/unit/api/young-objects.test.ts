import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Megabytes of the space of young objects after some work by which it grows. */
function youngMegabytes(before: string): number {
  const code = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { boundYoungObjects } from './src/api/garbage.ts';
    ${before}
    let alive = [];
    for (let turn = 0; turn < 300; turn += 1) {
      for (let index = 0; index < 20_000; index += 1) alive.push({ turn, index });
      if (alive.length > 400_000) alive = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);`;
  const printed = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Number(printed) / 1024 / 1024;
}

it('the space of young objects grows to 16 MB, and beyond where nobody bounds it', () => {
  const bounded = youngMegabytes('boundYoungObjects();');
  // Who looks after a collection may see the one that followed it.
  expect(bounded).toBeLessThanOrEqual(32);
  expect(bounded).toBeGreaterThanOrEqual(8);
  expect(youngMegabytes('')).toBeGreaterThan(bounded);
});
