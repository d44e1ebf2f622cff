import { expect, it } from 'vitest';
import type { NoteKey } from '../domain/names.js';
import { shortNote } from '../storage/repository-bounds.js';
import type { NewestNote, NoteRow } from '../storage/repository-rows.js';
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

  it('reads many notes together: the newest text of those that exist, except long ones', async () => {
    const { repository, rows } = bench;
    const [scope, other] = [bench.scope(), bench.scope()];
    const notes = [
      ...Array.from({ length: 200 }, (_, n) => rows.note({ scope, id: `n${n}` }, { document: `{"n":${n}}` })),
      rows.note({ scope: other, id: 'n0' }, { kind: kindB, document: '{"other":1}', revision: 5 }),
      rows.note({ scope, id: 'short' }, { document: JSON.stringify('\u00e9'.repeat(shortNote / 2 - 1)) }),
      rows.note({ scope, id: 'long' }, { document: JSON.stringify('\u00e9'.repeat(shortNote / 2)) }),
    ];
    await repository.createNotes(notes);
    const pending = rows.note({ scope, id: 'n7' }, { document: '{"n":"7b"}', revision: 9, rescored: true });
    expect(await repository.replaceNote('{"n":7}', pending)).toBe(true);
    const asked = notes.filter(({ id }) => id !== 'n8');
    const keys = [...asked, { scope, id: 'absent' }, { scope: other, id: 'n1' }];
    const found = await repository.getNotes(keys.map(({ scope: of, id }) => ({ scope: of, id })));
    const sorted = (list: readonly (NoteRow | NewestNote)[]) =>
      list
        .map(({ scope: of, id, kind, document, revision = 0 }) => ({
          scope: of,
          id,
          kind,
          document,
          revision,
        }))
        .filter(({ id }) => id !== 'long')
        .sort((a, b) => (`${a.scope}/${a.id}` < `${b.scope}/${b.id}` ? -1 : 1));
    const isPending = ({ scope: of, id }: NoteKey) => of === scope && id === 'n7';
    expect(sorted(found)).toEqual(sorted(asked.map((row) => (isPending(row) ? pending : row))));
    const long = notes.find(({ id }) => id === 'long')?.document;
    for (const { id, document } of found) if (id === 'long') expect(document).toBe(long);
    expect(await repository.getNotes([])).toEqual([]);
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
