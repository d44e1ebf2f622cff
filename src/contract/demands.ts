import { expect, it } from 'vitest';
import type { AttestorRow, ImportPart, OccurrenceRow } from '../storage/repository-rows.js';
import { type Bench, refused } from './harness.js';
import { nothing } from './whole-import.js';

/** What attestors demand of a note's occurrences. A row is written only if it was checked against the current demands. */
export function demandsContract(bench: Bench): void {
  async function setUp() {
    const { repository, rows } = bench;
    const scope = bench.scope();
    // Demands are stored in the scope of the note; the attestor and the occurrences are in other scopes.
    const note = rows.note({ scope: bench.scope(), id: 'n' });
    const attestor = (revision: number, more = ''): AttestorRow => ({
      scope,
      id: 'a',
      document: JSON.stringify({ description: `${revision}${more}` }),
      demand: { note: { scope: note.scope, id: note.id }, revision },
    });
    const occurrence = (more: Partial<OccurrenceRow> = {}): OccurrenceRow =>
      rows.occurrence(scope, note, more);
    return { repository, rows, scope, note, attestor, occurrence };
  }

  it('returns the attestors with demands on a note, also before the note exists', async () => {
    const { repository, scope, note, attestor } = await setUp();
    expect(await repository.getDemands(note)).toEqual({ revision: 0, attestors: [] });
    await repository.createAttestor(attestor(5));
    await repository.createAttestor({ ...attestor(7), id: 'b' });
    await repository.createAttestor({ ...attestor(0), id: 'c' });
    const both = [
      { scope, id: 'a' },
      { scope, id: 'b' },
    ];
    expect(await repository.getDemands(note)).toEqual({ revision: 12, attestors: both });
    expect(await repository.getDemands({ ...note, id: 'other' })).toEqual({ revision: 0, attestors: [] });
    await repository.createNotes([note]);
    expect(await repository.replaceAttestor(attestor(5).document, attestor(6))).toBe(true);
    expect(await repository.getDemands(note)).toEqual({ revision: 13, attestors: both });
    expect(await repository.replaceAttestor(attestor(5).document, attestor(0))).toBe(false);
    expect(await repository.getDemands(note)).toEqual({ revision: 13, attestors: both });
    expect(await repository.replaceAttestor(attestor(6).document, attestor(0))).toBe(true);
    expect(await repository.deleteAttestor({ scope, id: 'b' }, '{}', note)).toBe(false);
    expect((await repository.getDemands(note)).revision).toBe(7);
    expect(await repository.deleteAttestor({ scope, id: 'b' }, undefined, note)).toBe(true);
    expect(await repository.getDemands(note)).toEqual({ revision: 0, attestors: [] });
  });

  it('creates nothing that was checked against other demands', async () => {
    const { repository, rows, note, attestor, occurrence } = await setUp();
    const free = rows.note({ scope: note.scope, id: 'free' });
    await repository.createNotes([note, free]);
    const unchecked = occurrence();
    await repository.createAttestor(attestor(5));
    const other = rows.occurrence(unchecked.scope, free);
    await refused(repository.createOccurrences([other, unchecked]), 'CONFLICT');
    expect(await repository.getOccurrence(other)).toBeUndefined();
    const checked = occurrence({ demands: 5, verification: '{"a":1}' });
    await repository.createOccurrences([other, checked]);
    expect((await repository.getOccurrence(checked))?.verification).toBe('{"a":1}');
    expect((await repository.getOccurrence(other))?.verification).toBeNull();
    await refused(
      repository.createOccurrences([rows.occurrence(other.scope, free, { demands: 5 })]),
      'CONFLICT',
    );
    const request = { scope: other.scope, caller: 'c', id: 'r', time: 1, digest: 'd', result: '' };
    await refused(repository.createOccurrences([unchecked], request), 'CONFLICT');
    expect(await repository.createOccurrences([occurrence({ demands: 5 })], request)).toBeUndefined();
  });

  it('gives every concurrent call its own outcome', async () => {
    const { repository, note, attestor, occurrence } = await setUp();
    await repository.createNotes([note]);
    await repository.createAttestor(attestor(5));
    const made = [0, 5, 4, 5, 0].map((demands) => occurrence({ demands }));
    const outcomes = await Promise.allSettled(made.map((row) => repository.createOccurrences([row])));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([false, true, false, true, false]);
  });

  it('replaces nothing if the new row was checked against other demands', async () => {
    const { repository, note, attestor, occurrence } = await setUp();
    await repository.createNotes([note]);
    const before = occurrence();
    await repository.createOccurrences([before]);
    await repository.createAttestor(attestor(5));
    const next = { ...before, document: '{"v":2}', verification: '{"v":2}' };
    expect(await repository.replaceOccurrence(before.document, next)).toBe(false);
    expect(await repository.replaceOccurrence(before.document, { ...next, demands: 5 })).toBe(true);
    expect((await repository.getOccurrence(before))?.verification).toBe('{"v":2}');
    expect(await repository.deleteAttestor(attestor(5), undefined, note)).toBe(true);
    expect(await repository.replaceOccurrence(next.document, { ...before, demands: 5 })).toBe(false);
    expect(await repository.replaceOccurrence(next.document, before)).toBe(true);
    expect((await repository.getOccurrence(before))?.verification).toBeNull();
  });

  it('imports nothing that was checked against other demands', async () => {
    const { repository, note, attestor, occurrence } = await setUp();
    const { scope } = attestor(5);
    const apply = (part: Partial<ImportPart>) =>
      repository.importInto({ scope }, (session) => session.apply({ ...nothing, ...part }));
    await repository.createAttestor(attestor(5));
    const row = occurrence({ imported: true });
    expect(await apply({ createNotes: [note], createOccurrences: [row] })).toBe(false);
    expect(await repository.getNote(note)).toBeUndefined();
    const checked = { ...row, demands: 5, verification: '{}' };
    expect(await apply({ createNotes: [note], createOccurrences: [checked] })).toBe(true);
    const next = { ...row, document: '{"v":2}' };
    expect(await apply({ updateOccurrences: [{ expected: row.document, row: next }] })).toBe(false);
    const again = { ...next, demands: 5, verification: '{"v":2}' };
    expect(await apply({ updateOccurrences: [{ expected: row.document, row: again }] })).toBe(true);
    expect((await repository.getOccurrence(row))?.verification).toBe('{"v":2}');
  });
}
