import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote } from '../../../console/src/shell.js';

/** Text that a shell can pass on: it has no NUL, and bytes that are no UTF-8 are not text. */
const passable = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    // What a shell gives a meaning, often.
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', ' ', '\n', 'u', '0', '\u202e', '\u{1f600}'),
    }),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed());

it('quote turns any text into one argument, which a shell passes on unchanged', () => {
  fc.assert(
    fc.property(fc.array(passable, { minLength: 1, maxLength: 40 }), (texts) => {
      const env = { ...process.env, LC_ALL: 'C.UTF-8' };
      const out = execFileSync('bash', ['-c', `printf '%s\\0' ${texts.map(quote).join(' ')}`], { env });
      expect(out.toString()).toBe(texts.map((text) => `${text}\0`).join(''));
    }),
    { numRuns: 20 },
  );
});

it('quote leaves no invisible character in a command', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quote(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(quote('a\u202eb')).toBe("$'a\\u202eb'");
});
