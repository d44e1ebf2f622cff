import { expect, it } from 'vitest';
import { type Bench, ids } from './harness.js';

export function updatesContract(bench: Bench): void {
  it('replaces a note only if its text is the expected one', async () => {
    const { repository, rows } = bench;
    const note = rows.note({ scope: bench.scope(), id: 'n' });
    const changed = { ...note, document: '{"v":2}' };
    expect(await repository.replaceNote(note.document, changed)).toBe(false);
    await repository.createNotes([note]);
    expect(await repository.replaceNote('{"v":0}', changed)).toBe(false);
    expect(await repository.replaceNote(note.document, changed)).toBe(true);
    expect(await repository.getNote(note)).toEqual({ kind: note.kind, document: '{"v":2}', revision: 0 });
    expect(await repository.deleteNote(note, note.document)).toBe(false);
    expect(await repository.deleteNote(note, changed.document)).toBe(true);
  });

  it('replaces an occurrence with all columns that derive from the document', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const before = rows.occurrence(scope, note, { severity: 2, imported: true });
    await repository.createOccurrences([before]);
    const after = { ...before, severity: 5, fixable: true, imported: false, document: '{"v":2}' };
    expect(await repository.replaceOccurrence('{}', after)).toBe(false);
    expect(await repository.replaceOccurrence(before.document, after)).toBe(true);
    expect(await repository.getOccurrence(before)).toMatchObject({ imported: false, document: '{"v":2}' });
    expect(await repository.summarize({ scope, kind: before.kind })).toEqual([
      { resourceUri: before.resourceUri, severity: 5, total: 1, fixable: 1 },
    ]);
    expect(ids(await repository.listOccurrences({ scope, limit: 10 }))).toEqual([before.id]);
  });

  it('loses no concurrent read-modify-write', async () => {
    const { repository, rows } = bench;
    const note = rows.note({ scope: bench.scope(), id: 'n' }, { document: '0' });
    await repository.createNotes([note]);
    const increment = async (): Promise<void> => {
      for (;;) {
        const stored = (await repository.getNote(note))?.document ?? '';
        if (await repository.replaceNote(stored, { ...note, document: `${Number(stored) + 1}` })) return;
      }
    };
    await Promise.all(Array.from({ length: 12 }, increment));
    expect((await repository.getNote(note))?.document).toBe('12');
  });
}
