import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Megabytes after some work: of the space of young objects, and the most that old ones took. */
function megabytesAfterWork(before: string): { young: number; old: number } {
  const code = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { boundGarbage } from './src/api/garbage.ts';
    ${before}
    const sizeOf = (name) => getHeapSpaceStatistics().find(({ space_name }) => space_name === name).space_size;
    // Some megabytes live all the time, as the server itself does, and what is dropped has become old before.
    const kept = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    let alive = [];
    let old = 0;
    for (let turn = 0; turn < 300; turn += 1) {
      for (let index = 0; index < 20_000; index += 1) alive.push({ turn, index });
      if (alive.length > 400_000) alive = [];
      old = Math.max(old, sizeOf('old_space'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(JSON.stringify({ young: sizeOf('new_space') / 2 ** 20, old: old / 2 ** 20, kept: kept.length }));`;
  const printed = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed) as { young: number; old: number };
}

it('young objects take some 32 MB and old ones are collected early; without the limits both take more', () => {
  const bounded = megabytesAfterWork('boundGarbage();');
  // Who looks after a collection may see the one that followed it.
  expect(bounded.young).toBeLessThanOrEqual(64);
  expect(bounded.young).toBeGreaterThanOrEqual(16);
  const free = megabytesAfterWork('');
  expect(free.young).toBeGreaterThan(bounded.young);
  expect(free.old).toBeGreaterThan(bounded.old * 1.2);
});
