import { expect, it } from 'vitest';
import type { NoteKey } from '../domain/names.js';
import type { RequestRow } from '../storage/repository-rows.js';
import { type Bench, ids, refused } from './harness.js';
import { nothing } from './whole-import.js';

const request = (bench: Bench, scope: string, more: Partial<RequestRow> = {}): RequestRow => ({
  scope,
  caller: 'https://issuer.example alice',
  id: '0191a7a4-0000-4000-8000-000000000001',
  digest: 'asked',
  result: '["made"]',
  time: bench.rows.tick() * 1000,
  ...more,
});

/** Writes that are sent more than once with the same request id. */
export function requestsContract(bench: Bench): void {
  async function withNote(): Promise<NoteKey> {
    const note = { scope: bench.scope(), id: 'n' };
    await bench.repository.createNotes([bench.rows.note(note)]);
    return note;
  }

  it('creates occurrences once, and returns the first request for repeats', async () => {
    const { repository, rows } = bench;
    const note = await withNote();
    const first = rows.occurrence(note.scope, note);
    const asked = request(bench, note.scope);
    expect(await repository.createOccurrences([first], asked)).toBeUndefined();
    const other = { ...asked, digest: 'something else', result: '["other"]' };
    expect(await repository.createOccurrences([rows.occurrence(note.scope, note)], other)).toEqual({
      digest: 'asked',
      result: '["made"]',
    });
    expect(ids(await repository.listOccurrences({ scope: note.scope, limit: 9 }))).toEqual([first.id]);
  });

  it('creates notes once, even if the note was deleted since', async () => {
    const { repository, rows } = bench;
    const note = rows.note({ scope: bench.scope(), id: 'n' });
    const asked = request(bench, note.scope);
    expect(await repository.createNotes([note], asked)).toBeUndefined();
    expect(await repository.createNotes([note], asked)).toEqual({ digest: 'asked', result: '["made"]' });
    await refused(repository.createNotes([note]), 'NOTE_EXISTS');
    await repository.deleteNote(note);
    expect(await repository.createNotes([note], asked)).toEqual({ digest: 'asked', result: '["made"]' });
    expect(await repository.getNote(note)).toBeUndefined();
  });

  it('stores a request once, together with its part of an import', async () => {
    const { repository, rows } = bench;
    const note = await withNote();
    const asked = request(bench, note.scope);
    const part = { ...nothing, createOccurrences: [rows.occurrence(note.scope, note, { imported: true })] };
    await repository.importInto(note, async (session) => {
      expect(await session.earlier(asked)).toBeUndefined();
      expect(await session.apply(nothing)).toBe(true);
      expect(await session.earlier(asked)).toBeUndefined();
      expect(await session.apply(part, { ...asked, result: 'of the last part' })).toBe(true);
      const again = {
        ...nothing,
        createOccurrences: [rows.occurrence(note.scope, note, { imported: true })],
      };
      expect(await session.apply(again, asked)).toBe(false);
      expect(await session.earlier(asked)).toEqual({ digest: 'asked', result: 'of the last part' });
    });
    expect(await repository.listOccurrences({ scope: note.scope, limit: 9 })).toHaveLength(1);
  });

  it('distinguishes scopes, callers and ids', async () => {
    const { repository, rows } = bench;
    const note = await withNote();
    const elsewhere = bench.scope();
    const asked = request(bench, note.scope);
    const others = [
      asked,
      { ...asked, caller: 'https://issuer.example bob' },
      { ...asked, id: '0191a7a4-0000-4000-8000-000000000002' },
      { ...asked, scope: elsewhere },
    ];
    for (const other of others)
      expect(await repository.createOccurrences([rows.occurrence(other.scope, note)], other)).toBeUndefined();
    expect(await repository.listOccurrences({ scope: note.scope, limit: 9 })).toHaveLength(3);
  });

  it('forgets a request whose write was refused', async () => {
    const { repository, rows } = bench;
    const note = { scope: bench.scope(), id: 'late' };
    const asked = request(bench, note.scope);
    const create = () => repository.createOccurrences([rows.occurrence(note.scope, note)], asked);
    await refused(create(), 'NOTE_NOT_FOUND');
    await repository.createNotes([rows.note(note)]);
    expect(await create()).toBeUndefined();
    expect(await create()).toEqual({ digest: 'asked', result: '["made"]' });
  });

  it('creates once if the same request is sent many times concurrently', async () => {
    const { repository, rows } = bench;
    const note = await withNote();
    const asked = request(bench, note.scope);
    const made = Array.from({ length: 8 }, () => rows.occurrence(note.scope, note));
    const outcomes = await Promise.all(made.map((row) => repository.createOccurrences([row], asked)));
    expect(outcomes.filter((earlier) => earlier === undefined)).toHaveLength(1);
    expect(await repository.listOccurrences({ scope: note.scope, limit: 9 })).toHaveLength(1);
    const again = request(bench, note.scope, { id: '0191a7a4-0000-4000-8000-000000000003' });
    const twin = rows.note({ scope: note.scope, id: 'twin' });
    const notes = await Promise.all(made.map(() => repository.createNotes([twin], again)));
    expect(notes.filter((earlier) => earlier === undefined)).toHaveLength(1);
  });

  it('remembers the latest of many requests', async () => {
    const { repository, rows } = bench;
    const note = await withNote();
    const many = Array.from({ length: 600 }, (_, index) =>
      request(bench, note.scope, { id: `0191a7a4-0000-4000-8000-${String(index).padStart(12, '0')}` }),
    );
    const create = (asked: RequestRow) =>
      repository.createOccurrences([rows.occurrence(note.scope, note)], asked);
    await Promise.all(many.map(create));
    const again = await Promise.all(many.map(create));
    expect(again.filter((earlier) => earlier === undefined)).toEqual([]);
  });
}
