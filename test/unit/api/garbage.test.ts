import { once } from 'node:events';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Admission, defaultLimits } from '../../../src/api/admission.js';

describe('answers that have been sent', () => {
  const admission = new Admission(defaultLimits);
  let collections = 0;
  /** Counts collections that were asked for, not those of the engine itself. */
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { detail: { flags: number } }[])
      if ((entry.detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0) collections += 1;
  });
  beforeAll(() => observer.observe({ entryTypes: ['gc'] }));
  afterAll(() => {
    observer.disconnect();
    admission.close();
  });

  /** How often memory is collected after answers of so many bytes that end at once. */
  async function collectedAfter(...sizes: readonly number[]): Promise<number> {
    collections = 0;
    const answers = sizes.map((size) => {
      const answer = new PassThrough();
      admission.sent(answer, size);
      return answer;
    });
    for (const answer of answers) answer.destroy();
    await Promise.all(answers.map((answer) => once(answer, 'close')));
    // It is collected in the next turn, and told some turns later; a collection outlasts any short timer.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    return collections;
  }

  it('have their memory collected where they were large, once for all that end together', async () => {
    const megabyte = 1024 * 1024;
    expect(await collectedAfter(megabyte, 7 * megabyte)).toBe(0);
    expect(await collectedAfter(8 * megabyte)).toBe(1);
    expect(await collectedAfter(16 * megabyte, 16 * megabyte, megabyte)).toBe(1);
  });
});
