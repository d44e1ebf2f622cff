import { expect, it } from 'vitest';
import { type Bench, ids, refused } from './harness.js';

export function concurrencyContract(bench: Bench): void {
  it('returns to each of many concurrent calls its own result', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const missing = { scope, id: 'missing' };
    const batches = Array.from({ length: 60 }, (_, n) => {
      const good = rows.occurrence(scope, note);
      if (n % 3 === 0) return [rows.occurrence(scope, missing)];
      return n % 3 === 1 ? [good] : [good, rows.occurrence(scope, missing)];
    });
    const outcomes = await Promise.allSettled(batches.map((batch) => repository.createOccurrences(batch)));
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual(
      batches.map((_, n) => n % 3 === 1),
    );
    const stored = batches.filter((_, n) => n % 3 === 1).flat();
    expect(ids(await repository.listOccurrences({ scope, limit: 100 }))).toEqual(ids(stored));
    const counted = await repository.summarize({ scope, kind: note.kind });
    expect(counted.map(({ total }) => total)).toEqual([stored.length]);
  });

  it('lets exactly one of many concurrent creates of a note win', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const attempts = Array.from({ length: 20 }, (_, n) => rows.note({ scope, id: `n${n % 2}` }));
    const outcomes = await Promise.allSettled(attempts.map((row) => repository.createNotes([row])));
    const won = attempts.filter((_, n) => outcomes[n]?.status === 'fulfilled');
    expect(ids(won).sort()).toEqual(['n0', 'n1']);
    for (const row of won) expect((await repository.getNote(row))?.document).toBe(row.document);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') await refused(Promise.reject(outcome.reason), 'NOTE_EXISTS');
    }
  });

  it('creates overlapping batches of notes completely or not at all', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const batches = Array.from({ length: 8 }, (_, n) => {
      const keys = Array.from({ length: 5 }, (_, k) => rows.note({ scope, id: `n${n + k}` }));
      return n % 2 === 0 ? keys : keys.toReversed();
    });
    const outcomes = await Promise.allSettled(batches.map((batch) => repository.createNotes(batch)));
    const stored = new Map((await repository.listNotes({ scope, limit: 99 })).map((row) => [row.id, row]));
    let expected = 0;
    batches.forEach((batch, n) => {
      if (outcomes[n]?.status !== 'fulfilled') return;
      expected += batch.length;
      for (const row of batch) expect(stored.get(row.id)?.document).toBe(row.document);
    });
    expect(stored.size).toBe(expected);
    expect(expected).toBeGreaterThan(0);
  });

  it('orders the deletion of a note and the creation of its occurrences, in either order', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    const batches = Array.from({ length: 20 }, () => [
      rows.occurrence(scope, note),
      rows.occurrence(scope, note),
    ]);
    const writes = batches.map((batch) => repository.createOccurrences(batch));
    const deletion = repository.deleteNote(note);
    const late = batches.map(() => repository.createOccurrences([rows.occurrence(scope, note)]));
    const outcomes = await Promise.allSettled([...writes, ...late]);
    expect(await deletion).toBe(true);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') await refused(Promise.reject(outcome.reason), 'NOTE_NOT_FOUND');
    }
    const created = outcomes.slice(0, 20).filter((outcome) => outcome.status === 'fulfilled').length * 2;
    const lateCreated = outcomes.slice(20).filter((outcome) => outcome.status === 'fulfilled').length;
    const stored = await repository.listOccurrences({ scope, limit: 100 });
    expect(stored).toHaveLength(created + lateCreated);
  });

  it('reads every acknowledged write', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    const write = async (n: number): Promise<void> => {
      const note = rows.note({ scope, id: `n${n}` });
      await repository.createNotes([note]);
      expect(await repository.getNote(note)).toBeDefined();
      const occurrence = rows.occurrence(scope, note);
      await repository.createOccurrences([occurrence]);
      expect(await repository.getOccurrence(occurrence)).toBeDefined();
      expect(await repository.deleteOccurrence(occurrence)).toBe(true);
      expect(await repository.getOccurrence(occurrence)).toBeUndefined();
    };
    await Promise.all(Array.from({ length: 25 }, (_, n) => write(n)));
    expect(await repository.listNotes({ scope, limit: 100 })).toHaveLength(25);
  });

  it('returns the same secret to all callers', async () => {
    const { repository } = bench;
    const secrets = await Promise.all(Array.from({ length: 8 }, () => repository.secret('pages')));
    expect(secrets[0]).toHaveLength(32);
    for (const secret of secrets) expect(secret.equals(secrets[0] ?? Buffer.alloc(0))).toBe(true);
    expect((await repository.secret('other')).equals(await repository.secret('pages'))).toBe(false);
  });
}
