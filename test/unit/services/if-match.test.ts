import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { openAccess } from '../../../src/services/context.js';
import { createNoteService } from '../../../src/services/notes.js';
import { createOccurrenceService } from '../../../src/services/occurrences.js';
import type { Repository } from '../../../src/storage/repository.js';
import { openTemporarySqlite } from '../../setup/temporary.js';

let repository: Repository;
beforeAll(async () => {
  repository = await openTemporarySqlite();
});
afterAll(() => repository.close());

/** The repository, whose deletes wait for something else to be over before they reach the database. */
function deletesAfter(other: Promise<unknown>): Repository {
  return new Proxy(repository, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      const isDelete = name === 'deleteNote' || name === 'deleteOccurrence';
      if (!isDelete) return method.bind(target);
      return async (...parameters: unknown[]) => {
        await other;
        return method.apply(target, parameters);
      };
    },
  });
}

async function services(over = repository) {
  const deps = await serviceDeps(over, systemClock());
  return { ...createNoteService(deps), ...createOccurrenceService(deps), etagOf: deps.etagOf };
}

/** A promise, and what resolves it. */
function signal(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

const context = { access: openAccess, requestId: 'r' };
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { reason?: unknown }) => error.reason,
  );

describe('a delete with If-Match, begun before a change with the same tag is written', () => {
  it('of a note fails', async () => {
    const { createNote, updateNote, getNote, etagOf } = await services();
    const change = signal();
    const { deleteNote } = await services(deletesAfter(change.given));
    const note = { discovery: { analysisKind: 'DISCOVERY' } };
    const text = await createNote({ parent: 'projects/p', noteId: 'n', note }, context);
    const matched = { ...context, ifMatch: etagOf(text) };
    const name = 'projects/p/notes/n';
    const deleted = outcome(deleteNote({ name }, matched));
    const patch = { name, note: { shortDescription: 'new' }, updateMask: 'shortDescription' };
    expect(await outcome(updateNote(patch, matched))).toBe('done');
    change.give();
    expect(await deleted).toBe('ETAG_MISMATCH');
    expect(JSON.parse(await getNote({ name }, context))).toMatchObject({ shortDescription: 'new' });
  });

  it('of an occurrence fails', async () => {
    const { createNote, createOccurrence, updateOccurrence, getOccurrence, etagOf } = await services();
    const change = signal();
    const { deleteOccurrence } = await services(deletesAfter(change.given));
    const note = { discovery: { analysisKind: 'DISCOVERY' } };
    await createNote({ parent: 'projects/p', noteId: 'm', note }, context);
    const occurrence = {
      resource: { uri: 'u' },
      noteName: 'projects/p/notes/m',
      discovered: { discovered: {} },
    };
    const text = await createOccurrence({ parent: 'projects/p', occurrence }, context);
    const { name } = JSON.parse(text) as { name: string };
    const matched = { ...context, ifMatch: etagOf(text) };
    const deleted = outcome(deleteOccurrence({ name }, matched));
    const patch = { name, occurrence: { remediation: 'new' }, updateMask: 'remediation' };
    expect(await outcome(updateOccurrence(patch, matched))).toBe('done');
    change.give();
    expect(await deleted).toBe('ETAG_MISMATCH');
    expect(JSON.parse(await getOccurrence({ name }, context))).toMatchObject({ remediation: 'new' });
  });
});
