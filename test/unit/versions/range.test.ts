import { describe, expect, it } from 'vitest';
import { isInRange, parseVersionRange } from '../../../src/versions/range.js';

describe('ranges of versions', () => {
  it.each([
    ['maven', '>=2.0,<2.17.1', '2.14.1', true],
    ['maven', '>=2.0,<2.17.1', '2.17.1', false],
    ['maven', '>=2.0,<2.17.1', '2.0-beta9', false],
    ['deb', '<1:2.0-1', '1:2.0~rc1-1', true],
    ['npm', ' >= 1.0.0 , != 1.2.3 ', '1.2.3', false],
    ['pypi', '1.0', '1.0.0', true],
    ['npm', '=not-a-version', 'not-a-version', true],
    ['npm', '<2.0.0', 'not-a-version', undefined],
    ['', '<2', '1', undefined],
    // One bound decides, whatever is not known of the other.
    ['npm', '<2.0.0,>what', '3.0.0', false],
  ])('%s %s of %s: %s', (ecosystem, text, version, expected) => {
    const range = parseVersionRange(text);
    expect(range && isInRange(ecosystem, version, range)).toBe(expected);
  });

  it.each(['', ',', '>=', '1 2', '>=1,', '~>1', '^1', '<<1', '>=1 <2'])('%j is not a range', (text) => {
    expect(parseVersionRange(text)).toBeUndefined();
  });
});
