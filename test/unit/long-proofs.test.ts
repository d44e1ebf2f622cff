import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLeftOut, longerThanTheirSize, longProofs } from '../setup/long-proofs.js';

/** The patterns that one with braces stands for: each must have files. */
function alternatives(pattern: string): string[] {
  const braces = /\{([^}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  return (braces[1] ?? '').split(',').flatMap((one) => alternatives(pattern.replace(braces[0], one)));
}

describe('the list of long tests', () => {
  it.each(Object.values(longProofs).flat().flatMap(alternatives))('has files: %s', (pattern) => {
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

it.each(longerThanTheirSize.flatMap(alternatives))(
  'the list of files that start first has files: %s',
  (pattern) => {
    expect(globSync(pattern).length).toBeGreaterThan(0);
  },
);
