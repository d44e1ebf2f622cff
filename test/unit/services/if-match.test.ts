import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { etagOf } from '../../../src/domain/etag.js';
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

/** Lets what was begun go on to its write, which waits for the end of this turn of the event loop. */
async function untilItWrites(): Promise<void> {
  for (let step = 0; step < 100; step += 1) await Promise.resolve();
}

async function services() {
  const deps = await serviceDeps(repository, systemClock());
  return { ...createNoteService(deps), ...createOccurrenceService(deps) };
}

const context = { access: openAccess, requestId: 'r' };
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { reason?: unknown }) => error.reason,
  );

describe('a delete with If-Match, begun before a change with the same tag is written', () => {
  it('of a note loses', async () => {
    const { createNote, updateNote, deleteNote, getNote } = await services();
    const note = { discovery: { analysisKind: 'DISCOVERY' } };
    const text = await createNote({ parent: 'projects/p', noteId: 'n', note }, context);
    const matched = { ...context, ifMatch: etagOf(text) };
    const name = 'projects/p/notes/n';
    const change = { name, note: { shortDescription: 'new' }, updateMask: 'shortDescription' };
    const changed = outcome(updateNote(change, matched));
    await untilItWrites();
    expect([await outcome(deleteNote({ name }, matched)), await changed]).toEqual(['ETAG_MISMATCH', 'done']);
    expect(JSON.parse(await getNote({ name }, context))).toMatchObject({ shortDescription: 'new' });
  });

  it('of an occurrence loses', async () => {
    const { createNote, createOccurrence, updateOccurrence, deleteOccurrence, getOccurrence } =
      await services();
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
    const change = { name, occurrence: { remediation: 'new' }, updateMask: 'remediation' };
    const changed = outcome(updateOccurrence(change, matched));
    await untilItWrites();
    expect([await outcome(deleteOccurrence({ name }, matched)), await changed]).toEqual([
      'ETAG_MISMATCH',
      'done',
    ]);
    expect(JSON.parse(await getOccurrence({ name }, context))).toMatchObject({ remediation: 'new' });
  });
});
