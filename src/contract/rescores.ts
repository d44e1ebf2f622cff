import { expect, it } from 'vitest';
import { carriedBytes, type DerivedPage } from '../storage/repository-rows.js';
import { type Bench, ids, names, refused } from './harness.js';
import { kindB } from './rows.js';
import { importWhole, nothing } from './whole-import.js';

/** Notes from which occurrences derive values, and reuse of names of deleted notes. */
export function rescoresContract(bench: Bench): void {
  const given = async (more = {}) => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' }, { revision: 7, ...more });
    await repository.createNotes([note]);
    return { repository, rows, scope, note };
  };

  it('shows a rescored note only when it is published', async () => {
    const { repository, scope, note } = await given();
    const worse = {
      ...note,
      updateTime: note.updateTime + 7,
      document: '{"v":2}',
      revision: 8,
      rescored: true,
    };
    expect(await repository.replaceNote('{"v":0}', worse)).toBe(false);
    expect(await repository.replaceNote(note.document, worse)).toBe(true);
    expect(await repository.getNote(note)).toEqual({
      kind: note.kind,
      document: note.document,
      pending: '{"v":2}',
      revision: 8,
    });
    expect(await repository.listNotes({ scope, limit: 9 })).toEqual([{ id: 'n', document: note.document }]);
    // The pending text is the newest, so a change that expects another text is refused.
    expect(await repository.replaceNote(note.document, { ...note, document: '{"v":9}' })).toBe(false);
    const later = { ...worse, document: '{"v":3}', revision: 9, rescored: undefined };
    expect(await repository.replaceNote('{"v":2}', later)).toBe(true);
    expect(await repository.getNote(note)).toMatchObject({
      document: note.document,
      pending: '{"v":3}',
      revision: 8,
    });
    expect(await repository.publishNote(worse)).toBe(false);
    expect(await repository.publishNote(later)).toBe(true);
    expect(await repository.getNote(note)).toEqual({ kind: note.kind, document: '{"v":3}', revision: 8 });
    expect(await repository.publishNote(later)).toBe(false);
  });

  it('lists the notes with a pending text', async () => {
    const { repository, rows } = bench;
    const scopes = [bench.scope(), bench.scope()];
    const notes = scopes.flatMap((scope) => ['a', 'b', 'c'].map((id) => rows.note({ scope, id })));
    await repository.createNotes(notes);
    const pending = notes.filter(({ id }) => id !== 'b');
    for (const note of pending)
      await repository.replaceNote(note.document, { ...note, document: '{}', rescored: true });
    const found = [];
    let after: { scope: string; id: string } | undefined;
    do {
      const keys = await repository.listPendingNotes({ after, limit: 3 });
      found.push(...keys);
      after = keys.at(-1);
    } while (after !== undefined);
    const own = found.filter(({ scope }) => scopes.includes(scope));
    expect(own).toEqual(pending.map(({ scope, id }) => ({ scope, id })));
    for (const note of pending) await repository.publishNote({ ...note, document: '{}' });
    expect((await repository.listPendingNotes({ limit: 9 })).filter((k) => scopes.includes(k.scope))).toEqual(
      [],
    );
  });

  it('refuses occurrences that derive from an older text than the newest', async () => {
    const { repository, rows, scope, note } = await given();
    const before = rows.occurrence(scope, note, { noteRevision: 7, derived: 'a' });
    await repository.createOccurrences([before]);
    await repository.replaceNote(note.document, {
      ...note,
      document: '{"v":2}',
      revision: 8,
      rescored: true,
    });
    const stale = rows.occurrence(scope, note, { noteRevision: 7 });
    const plain = rows.occurrence(scope, note);
    const fresh = rows.occurrence(scope, note, { noteRevision: 8 });
    const missing = rows.occurrence(scope, { scope, id: 'none' }, { noteRevision: -1 });
    await refused(repository.createOccurrences([plain, stale]), 'CONFLICT');
    await refused(repository.createOccurrences([stale, missing]), 'NOTE_NOT_FOUND');
    await refused(
      repository.createOccurrences([rows.occurrence(scope, note, { noteRevision: -1 })]),
      'CONFLICT',
    );
    const outcomes = [[stale], [plain], [fresh]].map((batch) =>
      repository.createOccurrences(batch).then(
        () => 'stored',
        (error) => error.reason,
      ),
    );
    expect(await Promise.all(outcomes)).toEqual(['CONFLICT', 'stored', 'stored']);
    const changed = { ...before, document: '{"v":2}' };
    expect(await repository.replaceOccurrence(before.document, changed)).toBe(false);
    expect(await repository.replaceOccurrence(before.document, { ...changed, noteRevision: 8 })).toBe(true);
    expect(ids(await repository.listOccurrences({ scope, limit: 9 }))).toEqual(ids([before, plain, fresh]));
  });

  it('lists in pages the occurrences that may derive from a note, and keeps their derived members', async () => {
    const { repository, rows, note } = await given();
    const other = rows.note({ scope: bench.scope(), id: 'n' });
    await repository.createNotes([other]);
    const long = JSON.stringify('x'.repeat(carriedBytes * 0.6));
    const derived = ['a,b.c', undefined, '', 'a', 'a', '', 'a'];
    const made = derived.map((value, index) =>
      rows.occurrence(bench.scope(), note, {
        derived: value,
        imported: index === 0,
        ...(index > 2 ? { document: long } : {}),
      }),
    );
    await repository.createOccurrences([...made, rows.occurrence(other.scope, other, { derived: 'a' })]);
    const pages: DerivedPage[] = [];
    let after: DerivedPage['next'];
    do {
      const page = await repository.listDerived({ note, after, limit: 3 });
      pages.push(page);
      after = page.next;
    } while (after !== undefined);
    expect(pages.flatMap((page) => ids(page.rows))).toEqual(ids(made));
    // Three rows by the limit, then one row per page because of their length.
    expect(pages.map((page) => page.rows.length)).toEqual([3, 1, 1, 1, 1]);
    const [first] = made;
    expect(pages[0]?.rows[0]).toEqual({
      scope: first?.scope,
      id: first?.id,
      kind: note.kind,
      note: { scope: note.scope, id: 'n' },
      imported: true,
      document: first?.document,
      derived: 'a,b.c',
      verification: null,
    });
    const second = made[1];
    if (second === undefined) throw new Error('no row');
    expect((await repository.getOccurrence(second))?.derived).toBeNull();
    await repository.replaceOccurrence(second.document, { ...second, document: '{}', derived: '' });
    expect((await repository.getOccurrence(second))?.derived).toBe('');
  });

  it('carries occurrences over while the note has the revision, and skips those that changed', async () => {
    const { repository, rows, scope, note } = await given();
    const [first, second] = [rows.occurrence(scope, note), rows.occurrence(scope, note)];
    await repository.createOccurrences([first, second]);
    const changes = [
      { expected: first.document, row: { ...first, severity: 5, document: '{"v":2}', noteRevision: 7 } },
      {
        expected: '{"somebody":"else"}',
        row: { ...second, severity: 5, document: '{"v":2}', noteRevision: 7 },
      },
    ];
    expect(await repository.carryOver(note, 8, changes)).toBe(false);
    expect(await repository.carryOver({ scope, id: 'none' }, 7, changes)).toBe(false);
    expect((await repository.getOccurrence(first))?.document).toBe(first.document);
    expect(await repository.carryOver(note, 7, changes)).toBe(true);
    expect((await repository.getOccurrence(first))?.document).toBe('{"v":2}');
    expect((await repository.getOccurrence(second))?.document).toBe(second.document);
    expect(await repository.summarize({ scope, kind: note.kind })).toEqual([
      { resourceUri: first.resourceUri, severity: 0, total: 1, fixable: 0 },
      { resourceUri: first.resourceUri, severity: 5, total: 1, fixable: 0 },
    ]);
  });

  it('keeps no occurrence that derives from the previous text, however many are created meanwhile', async () => {
    const { repository, rows, scope, note } = await given();
    const create = async (index: number): Promise<void> => {
      for (;;) {
        const stored = await repository.getNote(note);
        const document = JSON.stringify({ index, from: stored?.pending ?? stored?.document });
        const row = rows.occurrence(scope, note, {
          document,
          derived: 'from',
          noteRevision: stored?.revision ?? -1,
        });
        const isStored = await repository.createOccurrences([row]).then(
          () => true,
          () => false,
        );
        if (isStored) return;
      }
    };
    const rescore = async (): Promise<void> => {
      const row = { ...note, document: '{"v":2}', revision: 8, rescored: true };
      await repository.replaceNote(note.document, row);
      let after: DerivedPage['next'];
      do {
        const page = await repository.listDerived({ note, after, limit: 5 });
        const changes = page.rows.map(({ scope: at, id, document }) => {
          const next = JSON.stringify({ ...JSON.parse(document), from: '{"v":2}' });
          return {
            expected: document,
            row: { ...rows.occurrence(at, note), id, document: next, derived: 'from' },
          };
        });
        expect(await repository.carryOver(note, 8, changes)).toBe(true);
        after = page.next;
      } while (after !== undefined);
      expect(await repository.publishNote(row)).toBe(true);
    };
    const creations = Array.from({ length: 40 }, (_, index) => create(index));
    await Promise.all([...creations.slice(0, 20), rescore(), ...creations.slice(20)]);
    const found = await repository.listOccurrences({ scope, limit: 99 });
    expect(found.map(({ document }) => JSON.parse(document).from)).toEqual(Array(40).fill('{"v":2}'));
  });

  it('allows reuse of a name only for a note that the old occurrences may count for', async () => {
    const { repository, rows, scope, note } = await given();
    const found = rows.occurrence(scope, note);
    await repository.createOccurrences([found]);
    await repository.deleteNote(note);
    const unused = rows.note({ scope, id: 'unused' }, { needsUnusedName: true });
    const evidence = rows.note(note, { needsUnusedName: true });
    const otherKind = rows.note(note, { kind: kindB });
    for (const wrong of [evidence, otherKind]) {
      const violations = await refused(repository.createNotes([unused, wrong]), 'NOTE_NAME_USED');
      expect(names(violations)).toEqual(['notes["n"]']);
      await refused(
        repository.importInto({ scope }, (session) => session.apply({ ...nothing, createNotes: [wrong] })),
        'NOTE_NAME_USED',
      );
    }
    expect(await repository.getNote(unused)).toBeUndefined();
    await repository.createNotes([unused]);
    const again = rows.note(note, { document: '{"again":1}', revision: 9 });
    await repository.createNotes([again]);
    expect(await repository.getNote(note)).toEqual({
      kind: note.kind,
      document: again.document,
      pending: again.document,
      revision: 9,
    });
    expect(await repository.publishNote(again)).toBe(true);
    await repository.deleteOccurrence(found);
    await repository.deleteNote(note);
    await repository.createNotes([evidence]);
    expect(await repository.getNote(note)).not.toHaveProperty('pending');
  });

  it('imports rescored notes as pending, and only occurrences that derive from the newest text', async () => {
    const { repository, rows, scope, note } = await given();
    const rescored = { ...note, document: '{"v":2}', revision: 8, rescored: true };
    const query = { scope, notes: [note], resources: [] };
    const derives = rows.occurrence(scope, note, { imported: true, noteRevision: 8 });
    await importWhole(repository, query, () => ({
      ...nothing,
      updateNotes: [{ expected: note.document, row: rescored }],
      createOccurrences: [derives],
    }));
    expect(await repository.getNote(note)).toMatchObject({
      document: note.document,
      pending: '{"v":2}',
      revision: 8,
    });
    await importWhole(repository, query, ({ notes: [stored] }) => {
      expect(stored).toMatchObject({ document: '{"v":2}', revision: 8 });
      const row = { ...note, document: '{"v":3}' };
      return { ...nothing, updateNotes: [{ expected: stored?.document ?? '', row }] };
    });
    expect(await repository.getNote(note)).toMatchObject({
      document: note.document,
      pending: '{"v":3}',
      revision: 8,
    });
  });
}
