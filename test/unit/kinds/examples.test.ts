import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/schema/message.js';
import { brokenRules, canonicalText, kindsOfVersions, refusedPaths } from './helpers.js';

for (const { name, kind, registry } of kindsOfVersions) {
  const Note: Message<unknown> = registry.Note;
  const Occurrence: Message<unknown> = registry.Occurrence;
  describe(`examples of ${name}`, () => {
    it('exist', () => {
      expect(kind.examples.notes.length).toBeGreaterThan(0);
      expect(kind.examples.occurrences.length > 0).toBe(kind.occurrence !== undefined);
      expect(kind.examples.invalid.length).toBeGreaterThan(2);
    });

    const valid = [
      ...kind.examples.notes.map(({ value }) => ({ of: 'note', message: Note, value })),
      ...kind.examples.occurrences.map(({ value }) => ({ of: 'occurrence', message: Occurrence, value })),
    ];
    it.each(valid)('$of is accepted and canonical: $value', ({ message, value }) => {
      expect(canonicalText(message, value)).toBe(JSON.stringify(value));
      expect(brokenRules(message, value)).toEqual([]);
    });

    it.each(kind.examples.invalid)('$of is refused at $path', ({ of, path, value }) => {
      const message = of === 'note' ? Note : Occurrence;
      const refused = refusedPaths(message, value);
      expect(refused.length > 0 ? refused : brokenRules(message, value)).toEqual([path]);
    });
  });
}
