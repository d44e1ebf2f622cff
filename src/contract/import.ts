import { expect, it } from 'vitest';
import type { ImportPart } from '../storage/repository-rows.js';
import { type Bench, ids } from './harness.js';
import { importWhole, nothing, readAll } from './whole-import.js';

export function importContract(bench: Bench): void {
  it('reads the requested notes and occurrences', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const [known, unknown] = [rows.note({ scope, id: 'known' }), rows.note({ scope, id: 'unknown' })];
    await repository.createNotes([known]);
    const imported = (resourceUri: string) => rows.occurrence(scope, known, { resourceUri, imported: true });
    const made = [
      rows.occurrence(scope, known, { resourceUri: 'r1', imported: true, derived: 'a,b.c' }),
      imported('r2'),
      imported('r3'),
      rows.occurrence(scope, known, { resourceUri: 'r1' }),
      imported('r1'),
    ];
    await repository.createOccurrences(made);
    const query = { notes: [known, unknown], resources: ['r2', 'r1', 'r9'] };
    const seen = await repository.importInto({ scope }, (session) => readAll(session, query));
    expect(seen.notes).toEqual([{ scope, id: 'known', document: known.document, revision: 0 }]);
    const expected = [made[1], made[0], made[4]].flatMap((row) => (row === undefined ? [] : [row]));
    expect(seen.occurrences).toEqual(
      expected.map(({ id, kind, resourceUri, document, derived = null }) => ({
        id,
        kind,
        note: { scope, id: 'known' },
        resourceUri,
        document,
        derived,
      })),
    );
  });

  it('applies all writes atomically', async () => {
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
    const part = {
      createNotes: [fresh],
      updateNotes: [{ expected: old.document, row: { ...old, document: '{"v":2}' } }],
      createOccurrences: [found],
      updateOccurrences: [{ expected: kept.document, row: { ...kept, severity: 3, document: '{"v":3}' } }],
      deleteOccurrences: [{ id: gone.id, expected: gone.document }],
    };
    expect(await repository.importInto({ scope }, (session) => session.apply(part))).toBe(true);
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

  it('keeps applied parts when the callback throws, and lets the next import start', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    const failure = new Error('the callback failed');
    const outcome = repository.importInto({ scope }, async (session) => {
      await session.apply({ ...nothing, createNotes: [note] });
      throw failure;
    });
    await expect(outcome).rejects.toBe(failure);
    expect(await repository.getNote(note)).toBeDefined();
    const part = { ...nothing, createOccurrences: [rows.occurrence(scope, note, { imported: true })] };
    expect(await repository.importInto({ scope }, (session) => session.apply(part))).toBe(true);
  });

  it('applies nothing of a part if anything that it depends on has changed', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const [note, other] = [
      rows.note({ scope, id: 'n' }, { document: '{"v":0}', revision: 5 }),
      rows.note({ scope, id: 'o' }),
    ];
    await repository.createNotes([note, other]);
    const [first, second] = [
      rows.occurrence(scope, note, { imported: true }),
      rows.occurrence(scope, note, { imported: true }),
    ];
    await repository.createOccurrences([first, second]);
    const unseen = { scope, id: 'unseen' };
    const holds: ImportPart = {
      createNotes: [rows.note(unseen)],
      updateNotes: [{ expected: other.document, row: { ...other, document: '{"v":9}' } }],
      createOccurrences: [
        rows.occurrence(scope, note, { imported: true, noteRevision: 5 }),
        rows.occurrence(scope, unseen, { imported: true, noteRevision: 1 }),
      ],
      updateOccurrences: [
        { expected: first.document, row: { ...first, document: '{"v":9}', noteRevision: 5 } },
      ],
      deleteOccurrences: [{ id: second.id, expected: second.document }],
    };
    const missing = { scope, id: 'missing' };
    const changed: readonly Partial<ImportPart>[] = [
      { createNotes: [...holds.createNotes, note] },
      { updateNotes: [{ expected: '{"v":7}', row: { ...other, document: '{"v":9}' } }] },
      { updateNotes: [{ expected: '{}', row: rows.note(missing) }] },
      { createOccurrences: [rows.occurrence(scope, missing)] },
      { createOccurrences: [rows.occurrence(scope, note, { kind: note.kind + 1 })] },
      { createOccurrences: [rows.occurrence(scope, note, { noteRevision: 6 })] },
      { updateOccurrences: [{ expected: '{"v":7}', row: { ...first, document: '{"v":9}' } }] },
      {
        updateOccurrences: [
          { expected: first.document, row: { ...first, document: '{"v":9}', noteRevision: 6 } },
        ],
      },
      { deleteOccurrences: [{ id: second.id, expected: '{"v":7}' }] },
    ];
    await repository.importInto({ scope }, async (session) => {
      for (const change of changed)
        expect(await session.apply({ ...holds, ...change }), JSON.stringify(change)).toBe(false);
      expect(await repository.getNote(unseen)).toBeUndefined();
      expect(ids(await repository.listOccurrences({ scope, limit: 9 }))).toEqual([first.id, second.id]);
      expect(await session.apply(holds)).toBe(true);
    });
    expect(await repository.listOccurrences({ scope, limit: 9 })).toHaveLength(3);
  });

  it('pages through many and long occurrences, with occurrences that are not imported between them', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const long = JSON.stringify({ text: 'x'.repeat(300_000) });
    const made = Array.from({ length: 1300 }, (_, n) =>
      rows.occurrence(scope, note, {
        resourceUri: `r${n % 3}`,
        imported: n % 4 !== 0,
        ...(n % 130 === 1 ? { document: long } : {}),
      }),
    );
    await repository.createOccurrences(made);
    const resources = ['r2', 'none', 'r0'];
    const seen = await repository.importInto({ scope }, (session) =>
      readAll(session, { notes: [], resources }),
    );
    const expected = resources.flatMap((uri) =>
      made.filter(({ resourceUri, imported }) => imported && resourceUri === uri),
    );
    expect(ids(seen.occurrences)).toEqual(ids(expected));
  });

  it('runs one import at a time in a scope, and imports of other scopes beside it', async () => {
    const { repository } = bench;
    const [scope, other] = [bench.scope(), bench.scope()];
    const order: string[] = [];
    const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = repository.importInto({ scope }, async () => {
      entered.resolve();
      await leave.promise;
      order.push('first');
    });
    await entered.promise;
    const gone = new AbortController();
    const reason = new Error('the client disconnected');
    const second = repository.importInto({ scope, signal: gone.signal }, async () => order.push('gone'));
    const third = repository.importInto({ scope }, async () => order.push('third'));
    gone.abort(reason);
    await expect(second).rejects.toBe(reason);
    await repository.importInto({ scope: other }, async () => order.push('other'));
    leave.resolve();
    await Promise.all([first, third]);
    expect(order).toEqual(['other', 'first', 'third']);
  });

  it('runs one import of a resource at a time, and an import without a resource alone', async () => {
    const { repository } = bench;
    const scope = bench.scope();
    const order: string[] = [];
    const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const run = (name: string, resource?: string): Promise<number> =>
      repository.importInto({ scope, resource }, async () => order.push(name));
    const first = repository.importInto({ scope, resource: 'a' }, async () => {
      entered.resolve();
      await leave.promise;
      order.push('first of a');
    });
    await entered.promise;
    const waiting = [run('second of a', 'a'), run('alone'), run('one of b', 'b')];
    // Another import has run from its start to its end meanwhile.
    await repository.importInto({ scope: bench.scope() }, async () => {});
    expect(order).toEqual([]);
    leave.resolve();
    await Promise.all([first, ...waiting]);
    expect(order).toEqual(['first of a', 'second of a', 'alone', 'one of b']);
  });

  it('stores one set of results if the same import runs many times concurrently', async () => {
    const { repository, rows } = bench;
    const provider = bench.scope();
    const scopes = [bench.scope(), bench.scope()];
    const keys = Array.from({ length: 12 }, (_, n) => ({ scope: provider, id: `cve-${n}` }));
    const runs = Array.from({ length: 8 }, (_, run) => {
      const scope = scopes[run % 2] ?? '';
      const order = run % 3 === 0 ? keys.toReversed() : keys;
      return importWhole(repository, { scope, notes: order, resources: ['r'] }, (state) => ({
        ...nothing,
        createNotes: order
          .filter((key) => !state.notes.some(({ id }) => id === key.id))
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

  it('does not overwrite what changed since it was read', async () => {
    const { repository, rows } = bench;
    const note = rows.note({ scope: bench.scope(), id: 'n' }, { document: '0' });
    await repository.createNotes([note]);
    const query = { scope: note.scope, notes: [note], resources: [] };
    const increments = Array.from({ length: 10 }, async (_, n) => {
      if (n % 2 === 0) {
        await importWhole(repository, query, ({ notes: [stored] }) => {
          const expected = stored?.document ?? '';
          const row = { ...note, document: `${Number(expected) + 1}` };
          return { ...nothing, updateNotes: [{ expected, row }] };
        });
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
