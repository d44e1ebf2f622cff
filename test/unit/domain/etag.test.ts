import { describe, expect, it } from 'vitest';
import { createEtagOf, matchesEtag } from '../../../src/domain/etag.js';

const secret = Buffer.alloc(32, 7);
const etagOf = createEtagOf(secret);

/** A JSON text of some length. */
const textOf = (length: number, of: string): string => JSON.stringify(of.repeat(length / of.length));

describe('entity tags', () => {
  it('are quoted, equal for equal text, and different for different text', () => {
    expect(etagOf('{}')).toMatch(/^"[\w-]{22}"$/);
    expect(etagOf('{"a":1}')).toBe(etagOf('{"a":1}'));
    expect(etagOf('{"a":1}')).not.toBe(etagOf('{"a":2}'));
  });

  it.each([100, 8190, 8192, 65_536, 200_000])('of %d characters differ after each change', (length) => {
    for (const of of ['ab', 'é', '🙂', '€uro']) {
      const text = textOf(length, of);
      expect(etagOf(text)).toMatch(/^"[\w-]{22}"$/);
      expect(createEtagOf(Buffer.from(secret))(`${text}`)).toBe(etagOf(text));
      expect(etagOf(Buffer.from(text))).toBe(etagOf(text));
      const places = [1, Math.floor(text.length / 2), text.length - 2];
      const changed = places.map((at) => `${text.slice(0, at)}x${text.slice(at + 1)}`);
      const tags = [text, ...changed, `${text} `, text.slice(0, -1)].map(etagOf);
      expect(new Set(tags).size).toBe(6);
    }
  });

  it('differ for different characters where a long text is cut into pieces', () => {
    const around = ['🙂', '🙃'].map((of) => `${'x'.repeat(65_535)}${of}${'y'.repeat(10)}`);
    expect(new Set(around.map(etagOf)).size).toBe(2);
    // A and Ł, é and ǩ end in the same byte of UTF-16.
    const characters = ['é', 'ê', 'Ā', 'ā', 'A', 'Ł', 'ǩ'];
    expect(new Set(characters.map((of) => etagOf(textOf(65_536, of)))).size).toBe(7);
  });

  it('of long text cannot be made without the secret', () => {
    const text = textOf(100_000, 'ab');
    const others = [0, 15, 16, 31].map((at) => {
      const other = Buffer.from(secret);
      other[at] = 8;
      return createEtagOf(other)(text);
    });
    expect(new Set([etagOf(text), ...others]).size).toBe(5);
  });

  it('match in lists, also weak ones, and match a star', () => {
    const tag = etagOf('{}');
    for (const header of [tag, ` ${tag} `, `W/${tag}`, `"x", ${tag}`, `${tag},"x"`, '*', ' * '])
      expect(matchesEtag(header, tag)).toBe(true);
    for (const header of ['', '"x"', tag.slice(1), tag.replaceAll('"', ''), `"*"`, `w/${tag}`, `${tag}x`])
      expect(matchesEtag(header, tag)).toBe(false);
  });

  it('match in lists of bounded length', () => {
    const tag = etagOf('{}');
    const list = `${tag}${','.repeat(8 * 1024 - tag.length)}`;
    expect([list, `${list},`].map((header) => matchesEtag(header, tag))).toEqual([true, false]);
  });
});
