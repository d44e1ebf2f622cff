import { expect, it } from 'vitest';
import { limits } from '../domain/limits.js';
import type { Bench } from './harness.js';
import { kindA } from './rows.js';

export function limitsContract(bench: Bench): void {
  it('accepts the longest ids and resource URLs', async () => {
    const { repository, rows } = bench;
    // Not compressible, so that no index entry is stored shorter.
    const text = (length: number): string =>
      Array.from({ length }, (_, n) => ((n * 7919 + ((n * n) % 97)) % 36).toString(36)).join('');
    const scope = `${text(limits.id)}/locations/${text(limits.id)}`;
    const note = rows.note({ scope, id: text(limits.id) });
    await repository.createNotes([note]);
    const resourceUri = text(limits.resourceUri);
    const occurrence = rows.occurrence(scope, note, { resourceUri });
    await repository.createOccurrences([occurrence]);
    expect(await repository.getOccurrence(occurrence)).toBeDefined();
    expect(await repository.listNoteOccurrences({ note, limit: 2 })).toHaveLength(1);
    expect((await repository.summarize({ scope, kind: kindA }))[0]?.resourceUri).toBe(resourceUri);
  });

  it('accepts a document of a megabyte', async () => {
    const { repository, rows } = bench;
    const document = JSON.stringify({ text: 'grüße \ud83d\ude80 '.repeat(80_000) });
    const note = rows.note({ scope: bench.scope(), id: 'n' }, { document });
    await repository.createNotes([note]);
    expect((await repository.getNote(note))?.document === document).toBe(true);
    expect(await repository.replaceNote(document, { ...note, document: '{}' })).toBe(true);
  });

  it('stores times exactly and treats hostile text as data', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const hostile = [
      "'; DROP TABLE notes; --",
      '$1',
      '?',
      '%',
      '_',
      '\\',
      '"',
      '\uffff',
      '\ud83d\ude80',
      '{a,b}',
      'NULL',
    ];
    const notes = hostile.map((id) => rows.note({ scope, id }, { createTime: Number.MAX_SAFE_INTEGER }));
    await repository.createNotes(notes);
    const made = notes.map((note) => rows.occurrence(scope, note, { resourceUri: note.id }));
    await repository.createOccurrences(made);
    for (const [index, note] of notes.entries()) {
      expect(await repository.getNote(note)).toBeDefined();
      const listed = await repository.listNoteOccurrences({ note, limit: 10 });
      expect(listed.map((row) => row.id)).toEqual([made[index]?.id]);
    }
  });
}
