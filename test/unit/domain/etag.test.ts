import { describe, expect, it } from 'vitest';
import { etagOf, matchesEtag } from '../../../src/domain/etag.js';

describe('entity tags', () => {
  it('are quoted, equal for equal text, and others for other text', () => {
    expect(etagOf('{}')).toMatch(/^"[\w-]{22}"$/);
    expect(etagOf('{"a":1}')).toBe(etagOf('{"a":1}'));
    expect(etagOf('{"a":1}')).not.toBe(etagOf('{"a":2}'));
  });

  it('are found in lists, weak ones too, and by the star', () => {
    const tag = etagOf('{}');
    for (const header of [tag, ` ${tag} `, `W/${tag}`, `"x", ${tag}`, `${tag},"x"`, '*', ' * '])
      expect(matchesEtag(header, tag)).toBe(true);
    for (const header of ['', '"x"', tag.slice(1), tag.replaceAll('"', ''), `"*"`, `w/${tag}`, `${tag}x`])
      expect(matchesEtag(header, tag)).toBe(false);
  });
});
