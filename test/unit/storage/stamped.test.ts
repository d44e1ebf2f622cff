import { describe, expect, it } from 'vitest';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { ImportSession, Repository } from '../../../src/storage/repository.js';
import type { ImportQuery } from '../../../src/storage/repository-rows.js';
import {
  digestTopic,
  noteTopic,
  occurrencesTopic,
  projectTopic,
  type Stamp,
} from '../../../src/storage/repository-stamps.js';
import { withStamps } from '../../../src/storage/stamped.js';

/** Whether something was written since a stamp, while writes run and after they have ended. */

async function stampOf(repository: Repository): Promise<Stamp> {
  const stamp = await repository.stamp?.();
  if (stamp === undefined) throw new Error('the repository has no stamps');
  return stamp;
}

describe('stamps of a store of one process', () => {
  const policy = { scope: 'p', id: 'prod', document: '{}' };

  it('are outdated after a write has begun, while it runs, and if taken during a write', async () => {
    const held = Promise.withResolvers<void>();
    const memory = openMemory();
    const repository = withStamps(
      Object.assign(Object.create(memory) as Repository, {
        createPolicy: async () => {
          await held.promise;
          throw new Error('the write fails');
        },
      }),
    );
    const topics = [projectTopic('p')];
    const before = await stampOf(repository);
    expect((await stampOf(repository)).isUnchanged(before, topics)).toBe(true);
    const write = repository.createPolicy(policy).catch(() => {});
    const during = await stampOf(repository);
    expect(during.isUnchanged(before, topics)).toBe(false);
    expect((await stampOf(repository)).isUnchanged(during, topics)).toBe(false);
    // What was read while it ran may be from before it.
    held.resolve();
    await write;
    const after = await stampOf(repository);
    expect(after.isUnchanged(during, topics)).toBe(false);
    expect((await stampOf(repository)).isUnchanged(after, topics)).toBe(true);
  });

  it('let an import follow the part size of the store', async () => {
    const memory = openMemory();
    let partRows = 64;
    const repository = withStamps(
      Object.assign(Object.create(memory) as Repository, {
        importInto: (query: ImportQuery, work: (session: ImportSession) => Promise<unknown>) =>
          memory.importInto(query, (session) =>
            work(Object.defineProperty({ ...session }, 'partRows', { get: () => partRows })),
          ),
      }),
    );
    const seen = await repository.importInto({ scope: 'p' }, async (session) => {
      const before = session.partRows;
      partRows = 32;
      return [before, session.partRows];
    });
    expect(seen).toEqual([64, 32]);
  });

  it('depend on the topics of a write, and do not match those of another store', async () => {
    const repository = withStamps(openMemory());
    const before = await stampOf(repository);
    const note = { scope: 'keys', id: 'qa' };
    const hex = 'AB'.repeat(32);
    await repository.createNotes([{ ...note, kind: 6, createTime: 0, updateTime: 0, document: '{}' }]);
    const since = await stampOf(repository);
    const row = {
      scope: 'p',
      id: 'a',
      note,
      kind: 6,
      resourceUri: `https://registry.example.com/app@sha256:${hex}`,
      createTime: 0,
      updateTime: 0,
      severity: 0,
      fixable: false,
      imported: false,
      document: '{}',
    };
    await repository.createOccurrences([row]);
    const now = await stampOf(repository);
    for (const topic of [noteTopic(note), digestTopic('p', hex.toLowerCase()), occurrencesTopic('p')])
      expect(now.isUnchanged(since, [topic]), topic).toBe(false);
    for (const topic of [projectTopic('p'), digestTopic('p', 'cd'.repeat(32)), occurrencesTopic('q')])
      expect(now.isUnchanged(since, [topic]), topic).toBe(true);
    expect(now.isUnchanged(before, [noteTopic(note)])).toBe(false);
    await repository.createOccurrences([
      { ...row, id: 'b', resourceUri: 'https://registry.example.com/app:1' },
    ]);
    await repository.createOccurrences([{ ...row, scope: 'q/locations/eu', id: 'c' }]);
    const later = await stampOf(repository);
    for (const project of ['p', 'q'])
      expect(later.isUnchanged(now, [projectTopic(project)]), project).toBe(false);
    expect(later.isUnchanged(await stampOf(withStamps(openMemory())), [])).toBe(false);
  });

  it('are about the whole project where a name in a URL looks like a digest', async () => {
    const repository = withStamps(openMemory());
    const note = { scope: 'keys', id: 'qa' };
    await repository.createNotes([{ ...note, kind: 6, createTime: 0, updateTime: 0, document: '{}' }]);
    const uri = `https://registry.example.com/${'ab'.repeat(16)}/app:1`;
    const details = { build: { sha256: 'cd'.repeat(32), uri: `https://r/app@sha256:${'cd'.repeat(32)}` } };
    const row = {
      ...{ scope: 'p', id: 'a', note, kind: 6, resourceUri: uri, createTime: 0, updateTime: 0 },
      ...{ severity: 0, fixable: false, imported: true },
      document: JSON.stringify({ name: 'a', resource: { uri }, ...details }),
    };
    const nothing = { createNotes: [], updateNotes: [], createOccurrences: [], updateOccurrences: [] };
    for (const write of [
      () => repository.createOccurrences([row]),
      () =>
        repository.replaceOccurrence(row.document, {
          ...row,
          resourceUri: `${uri}@sha256:${'ef'.repeat(32)}`,
        }),
      () =>
        repository.importInto({ scope: 'p' }, (session) =>
          session.apply({ ...nothing, deleteOccurrences: [{ id: 'a', expected: row.document }] }),
        ),
    ]) {
      const before = await stampOf(repository);
      await write();
      expect((await stampOf(repository)).isUnchanged(before, [projectTopic('p')])).toBe(false);
    }
  });
});
