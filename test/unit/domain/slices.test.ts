import { describe, expect, it } from 'vitest';
import { joinBytes, mapInSlices, pauseFor, runInSlices } from '../../../src/domain/slices.js';
import { turnsDuring } from '../../setup/turns.js';

describe('parts of a body', () => {
  it('are joined in order', async () => {
    for (const size of [1, 700_000]) {
      const parts = ['a', 'b', 'c'].map((letter) => Buffer.alloc(size, letter));
      expect((await joinBytes(parts)).equals(Buffer.concat(parts))).toBe(true);
    }
    expect(await joinBytes([])).toHaveLength(0);
  });

  it('let other tasks run in between if there are many', async () => {
    // As long as a report may be.
    const parts = Array.from({ length: 512 }, () => part);
    let length = 0;
    const turns = await turnsDuring(async () => {
      length = (await joinBytes(parts)).length;
    });
    expect(length).toBe(512 * part.length);
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});

const part = Buffer.alloc(1024 * 1024, 'x');

it('work stops between two steps if its caller has disconnected', async () => {
  await expect(pauseFor(AbortSignal.abort())).rejects.toMatchObject({ reason: 'CANCELLED' });
  await expect(pauseFor(undefined)).resolves.toBeUndefined();
});

/** Works for as long as a slice lasts. */
function work(): void {
  const end = performance.now() + 15;
  while (performance.now() <= end);
}

it.each<[string, () => Promise<unknown>]>([
  ['steps', () => runInSlices({ next: () => ({ done: true, value: work() }) })],
  ['items', () => mapInSlices([0], work)],
])('the work after long %s begins in a new turn of the event loop', async (_, run) => {
  const order: string[] = [];
  global.setImmediate(() => order.push('another'));
  await run();
  order.push('what follows');
  expect(order).toEqual(['another', 'what follows']);
});
