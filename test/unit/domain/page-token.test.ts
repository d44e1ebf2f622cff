import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { createPageTokens } from '../../../src/domain/page-token.js';

const tokens = createPageTokens(Buffer.alloc(32, 7));
const refused = expect.objectContaining({
  reason: 'INVALID_PAGE_TOKEN',
  violations: [expect.objectContaining({ field: 'page_token' })],
});

function attempt(token: string, walk = 'list', parts = 1): unknown {
  try {
    return tokens.parse(token, walk, parts);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

describe('page tokens', () => {
  it('contain every cursor unchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }),
        fc.string(),
        (cursor, walk) => {
          const token = tokens.format(cursor, walk);
          expect(token).toMatch(/^[\w-]+$/);
          expect(tokens.parse(token, walk, cursor.length)).toEqual(cursor);
        },
      ),
    );
  });

  it('are valid for their own list only', () => {
    const token = tokens.format(['a'], 'ListNotes p\nkind="BUILD"');
    for (const walk of ['ListNotes p\n', 'ListNotes q\nkind="BUILD"', 'ListNotes p\nkind="BUILD" ', ''])
      expect(attempt(token, walk)).toEqual(refused);
  });

  it('are valid with their own secret only', () => {
    const foreign = createPageTokens(randomBytes(32)).format(['a'], 'list');
    expect(attempt(foreign)).toEqual(refused);
    expect(createPageTokens(Buffer.alloc(32, 7)).parse(tokens.format(['a'], 'list'), 'list', 1)).toEqual([
      'a',
    ]);
  });

  it('contain as many parts as requested', () => {
    expect(attempt(tokens.format(['a', 'b'], 'list'), 'list', 1)).toEqual(refused);
    expect(attempt(tokens.format(['a'], 'list'), 'list', 2)).toEqual(refused);
  });

  it('are refused when any character changes', () => {
    const token = tokens.format(['01890a5d-ac96-774b-bcce-b302099a8057'], 'list');
    for (let at = 0; at < token.length; at += 1) {
      for (const other of ['A', 'z', '=', ' ', '/', 'é']) {
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        if (changed !== token) expect(attempt(changed)).toEqual(refused);
      }
    }
  });

  it('are refused when they are anything else', () => {
    for (const token of [
      '',
      '100',
      '-1',
      'null',
      ' ',
      '\0',
      '=',
      'A'.repeat(22),
      'A'.repeat(100_000),
      tokens.format(['a'], 'list').slice(0, -1),
      `${tokens.format(['a'], 'list')}=`,
      `${tokens.format(['a'], 'list')}A`,
    ])
      expect(attempt(token)).toEqual(refused);
    fc.assert(
      fc.property(fc.string(), (token) => {
        expect(attempt(token)).toEqual(refused);
      }),
    );
  });

  it('do not confuse cursor and list', () => {
    const token = tokens.format(['a'], 'b');
    expect(attempt(token, '\0b')).toEqual(refused);
  });
});
