import { expect, it } from 'vitest';
import type { ImportPlan, ImportState } from '../storage/repository.js';
import { type Bench, ids, refused } from './harness.js';

const nothing: ImportPlan = {
  createNotes: [],
  updateNotes: [],
  createOccurrences: [],
  updateOccurrences: [],
  deleteOccurrences: [],
};

export function importContract(bench: Bench): void {
  it('shows the planner what is stored and asked for', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const [known, unknown] = [rows.note({ scope, id: 'known' }), rows.note({ scope, id: 'unknown' })];
    await repository.createNotes([known]);
    const imported = (resourceUri: string) => rows.occurrence(scope, known, { resourceUri, imported: true });
    const made = [
      imported('r1'),
      imported('r2'),
      imported('r3'),
      rows.occurrence(scope, known, { resourceUri: 'r1' }),
      imported('r1'),
    ];
    await repository.createOccurrences(made);
    let seen: ImportState | undefined;
    const query = { scope, notes: [known, unknown, known], resources: ['r2', 'r1', 'r9'] };
    await repository.applyImport(query, (state) => {
      seen = state;
      return nothing;
    });
    expect([...(seen?.notes ?? [])]).toEqual([[`projects/${scope}/notes/known`, known.document]]);
    const expected = [made[0], made[1], made[4]].flatMap((row) => (row === undefined ? [] : [row]));
    expect(seen?.occurrences).toEqual(
      expected.map(({ id, kind, resourceUri, document }) => ({
        id,
        kind,
        note: { scope, id: 'known' },
        resourceUri,
        document,
      })),
    );
  });

  it('applies all writes at once', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const old = rows.note({ scope, id: 'old' });
    await repository.createNotes([old]);
    const [kept, gone] = [
      rows.occurrence(scope, old, { imported: true }),
      rows.occurrence(scope, old, { imported: true }),
    ];
    await repository.createOccurrences([kept, gone]);
    const fresh = rows.note({ scope, id: 'fresh' });
    const found = rows.occurrence(scope, fresh, { imported: true });
    await repository.applyImport({ scope, notes: [old, fresh], resources: [kept.resourceUri] }, () => ({
      createNotes: [fresh],
      updateNotes: [{ ...old, document: '{"v":2}' }],
      createOccurrences: [found],
      updateOccurrences: [{ ...kept, severity: 3, document: '{"v":3}' }],
      deleteOccurrences: [gone.id],
    }));
    expect((await repository.getNote(old))?.document).toBe('{"v":2}');
    expect(await repository.getNote(fresh)).toBeDefined();
    expect(await repository.listOccurrences({ scope, limit: 9 })).toEqual([
      { id: kept.id, document: '{"v":3}' },
      { id: found.id, document: found.document },
    ]);
    expect(await repository.summarize({ scope, kind: kept.kind })).toEqual([
      { resourceUri: kept.resourceUri, severity: 0, total: 1, fixable: 0 },
      { resourceUri: kept.resourceUri, severity: 3, total: 1, fixable: 0 },
    ]);
  });

  it('writes nothing when the planner throws or a note is missing', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    const failure = new Error('the planner says no');
    const query = { scope, notes: [note], resources: [] };
    const outcome = repository.applyImport(query, () => {
      throw failure;
    });
    await expect(outcome).rejects.toBe(failure);
    const orphan = rows.occurrence(scope, { scope, id: 'missing' }, { imported: true });
    const incomplete = { ...nothing, createNotes: [note], createOccurrences: [orphan] };
    await refused(
      repository.applyImport(query, () => incomplete),
      'NOTE_NOT_FOUND',
    );
    expect(await repository.getNote(note)).toBeUndefined();
    expect(await repository.listOccurrences({ scope, limit: 9 })).toEqual([]);
  });

  it('lets the same import run many times at once: one set of results', async () => {
    const { repository, rows } = bench;
    const provider = bench.scope();
    const scopes = [bench.scope(), bench.scope()];
    const keys = Array.from({ length: 12 }, (_, n) => ({ scope: provider, id: `cve-${n}` }));
    const runs = Array.from({ length: 8 }, (_, run) => {
      const scope = scopes[run % 2] ?? '';
      const order = run % 3 === 0 ? keys.toReversed() : keys;
      return repository.applyImport({ scope, notes: order, resources: ['r'] }, (state) => ({
        ...nothing,
        createNotes: order
          .filter((key) => !state.notes.has(`projects/${provider}/notes/${key.id}`))
          .map((key) => rows.note(key)),
        createOccurrences: order
          .filter((key) => !state.occurrences.some((stored) => stored.note.id === key.id))
          .map((key) => rows.occurrence(scope, key, { resourceUri: 'r', imported: true })),
      }));
    });
    await Promise.all(runs);
    expect(ids(await repository.listNotes({ scope: provider, limit: 99 }))).toHaveLength(12);
    for (const scope of scopes) {
      expect(await repository.listOccurrences({ scope, limit: 99 })).toHaveLength(12);
    }
  });

  it('does not write over what changed since it was read', async () => {
    const { repository, rows } = bench;
    const note = rows.note({ scope: bench.scope(), id: 'n' }, { document: '0' });
    await repository.createNotes([note]);
    const query = { scope: note.scope, notes: [note], resources: [] };
    const name = `projects/${note.scope}/notes/n`;
    const increments = Array.from({ length: 10 }, async (_, n) => {
      if (n % 2 === 0) {
        await repository.applyImport(query, (state) => ({
          ...nothing,
          updateNotes: [{ ...note, document: `${Number(state.notes.get(name)) + 1}` }],
        }));
        return;
      }
      for (let done = false; !done; ) {
        const stored = (await repository.getNote(note))?.document ?? '';
        done = await repository.replaceNote(stored, { ...note, document: `${Number(stored) + 1}` });
      }
    });
    await Promise.all(increments);
    expect((await repository.getNote(note))?.document).toBe('10');
  });
}
