import { expect, it } from 'vitest';
import { type Bench, ids, names, refused } from './harness.js';
import { kindB } from './rows.js';

export function batchContract(bench: Bench): void {
  it('creates a batch of a thousand', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const notes = Array.from({ length: 1000 }, (_, n) => rows.note({ scope, id: `n${n}` }));
    await repository.createNotes(notes);
    const made = notes.map((note) => rows.occurrence(scope, note));
    await repository.createOccurrences(made);
    expect(ids(await repository.listOccurrences({ scope, limit: 2000 }))).toEqual(ids(made));
    expect(await repository.listNotes({ scope, limit: 2000 })).toHaveLength(1000);
  });

  it('names every bad item and creates none', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const missing = { scope, id: 'missing' };
    const batch = [
      rows.occurrence(scope, note),
      rows.occurrence(scope, missing),
      rows.occurrence(scope, note, { kind: kindB }),
      rows.occurrence(scope, note),
    ];
    const violations = await refused(repository.createOccurrences(batch), 'NOTE_NOT_FOUND');
    expect(names(violations)).toEqual(['occurrences[1]', 'occurrences[2]']);
    expect(violations[0]?.description).toContain(`projects/${scope}/notes/missing`);
    const mismatched = [rows.occurrence(scope, note), rows.occurrence(scope, note, { kind: kindB })];
    expect(names(await refused(repository.createOccurrences(mismatched), 'KIND_MISMATCH'))).toEqual([
      'occurrences[1]',
    ]);
    expect(await repository.listOccurrences({ scope, limit: 10 })).toEqual([]);
  });

  it('accepts an empty batch', async () => {
    await bench.repository.createNotes([]);
    await bench.repository.createOccurrences([]);
    expect(await bench.repository.listNotes({ scope: bench.scope(), limit: 1 })).toEqual([]);
  });
}
