import { expect, it } from 'vitest';
import { type Bench, ids, names, refused } from './harness.js';
import { kindB } from './rows.js';

export function notesContract(bench: Bench): void {
  it('stores and returns the document unchanged', async () => {
    const { repository, rows } = bench;
    const document = '{"b":1,"a":"\u00e9\ud83d\ude80\uffff","n":1.50,  "q":"it\'s $1 ? % _ \\\\"}';
    const note = rows.note({ scope: bench.scope(), id: 'n' }, { kind: kindB, document });
    await repository.createNotes([note]);
    expect(await repository.getNote(note)).toEqual({ kind: kindB, document, revision: 0 });
  });

  it('returns undefined for a missing note', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    expect(await repository.getNote({ scope, id: 'n' })).toBeUndefined();
    expect(await repository.deleteNote({ scope, id: 'n' })).toBe(false);
  });

  it('separates projects and their locations', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const located = `${scope}/locations/eu`;
    await repository.createNotes([
      rows.note({ scope, id: 'n' }, { document: '{"in":"project"}' }),
      rows.note({ scope: located, id: 'n' }, { document: '{"in":"location"}' }),
    ]);
    expect(await repository.listNotes({ scope, limit: 10 })).toEqual([
      { id: 'n', document: '{"in":"project"}' },
    ]);
    expect(await repository.listNotes({ scope: located, limit: 10 })).toEqual([
      { id: 'n', document: '{"in":"location"}' },
    ]);
  });

  it('does not list the notes of a project whose name has the same prefix', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    await repository.createNotes([rows.note({ scope: `${scope}bar`, id: 'n' })]);
    expect(await repository.listNotes({ scope, limit: 10 })).toEqual([]);
  });

  it('names existing notes in the error and creates none of the batch', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const old = rows.note({ scope, id: 'say "hi"' });
    await repository.createNotes([old]);
    const batch = [rows.note({ scope, id: 'new' }), rows.note(old, { document: '{}' })];
    const violations = await refused(repository.createNotes(batch), 'NOTE_EXISTS');
    expect(names(violations)).toEqual(['notes["say \\"hi\\""]']);
    expect(ids(await repository.listNotes({ scope, limit: 10 }))).toEqual([old.id]);
    expect((await repository.getNote(old))?.document).toBe(old.document);
  });

  it('refuses one key twice in a batch', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const batch = [rows.note({ scope, id: 'n' }), rows.note({ scope, id: 'n' })];
    await refused(repository.createNotes(batch), 'NOTE_EXISTS');
    expect(await repository.getNote({ scope, id: 'n' })).toBeUndefined();
  });

  it('lists in byte order of the id', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const sorted = ['A', 'Z', '_', 'a', 'b', 'z', '\u00e9', '\u4e2d', '\uffff', '\ud83d\ude80'];
    await repository.createNotes(sorted.toReversed().map((id) => rows.note({ scope, id })));
    expect(ids(await repository.listNotes({ scope, limit: 100 }))).toEqual(sorted);
    for (const [index, after] of sorted.entries()) {
      expect(ids(await repository.listNotes({ scope, after, limit: 100 }))).toEqual(sorted.slice(index + 1));
    }
  });

  it('deletes a note and keeps its occurrences', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const occurrence = rows.occurrence(scope, note);
    await repository.createOccurrences([occurrence]);
    expect(await repository.deleteNote(note)).toBe(true);
    expect(await repository.getNote(note)).toBeUndefined();
    expect((await repository.getOccurrence(occurrence))?.document).toBe(occurrence.document);
    await repository.createNotes([note]);
    expect(ids(await repository.listNoteOccurrences({ note, limit: 10 }))).toEqual([occurrence.id]);
  });
}
