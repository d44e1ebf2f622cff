import { describe, expect, it } from 'vitest';
import { fittingTexts, limits } from '../../../src/domain/limits.js';

describe('a page', () => {
  const most = limits.pageBytes;
  const texts = (...lengths: readonly number[]): string[] => lengths.map((length) => 'x'.repeat(length));

  it('takes texts up to a number of bytes, and at least one', () => {
    expect(fittingTexts([])).toBe(0);
    expect(fittingTexts(texts(10, 20, 30))).toBe(3);
    expect(fittingTexts(texts(most / 2, most / 2, 0))).toBe(3);
    expect(fittingTexts(texts(most / 2, most / 2, 1))).toBe(2);
    expect(fittingTexts(texts(most + 1, 1))).toBe(1);
    expect(fittingTexts(texts(1, most, 1))).toBe(1);
  });

  it('counts bytes, not characters', () => {
    expect(fittingTexts(['é'.repeat(most / 2), 'x'])).toBe(1);
    expect(fittingTexts(['漢'.repeat(Math.floor(most / 3) - 1), 'x', 'x', 'x', 'x', 'x'])).toBe(5);
  });
});
