import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLeftOut, longProofs } from '../setup/long-proofs.js';

describe('what npm test leaves out', () => {
  it.each(Object.values(longProofs).flat())('has files: %s', (pattern) => {
    expect(globSync(pattern).length).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, string>, string[], boolean]>([
    ['npm test', {}, ['run'], true],
    ['npm test with flags', {}, ['run', '--maxWorkers=1'], true],
    ['a run of a folder', {}, ['run', 'test/console'], false],
    ['continuous integration', { CI: 'true' }, ['run'], false],
    ['a run of all', { TEST_LONG: 'true' }, ['run'], false],
  ])('is left out by %s: %o %o %s', (_, env, words, expected) => {
    expect(isLeftOut(env, words)).toBe(expected);
  });
});
