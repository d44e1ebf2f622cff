import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveDetails, type FromNote, fromNote } from '../../src/kinds/derived.js';
import { kinds } from '../../src/kinds/index.js';
import type { Kind } from '../../src/kinds/kind.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { arbitraryNote, arbitraryOccurrence, type Json } from '../setup/arbitraries.js';
import { mutations } from '../unit/kinds/mutations.js';
import { type Api, openApi, problemOf } from './kit.js';

const { Note, Occurrence } = buildRegistry(kinds);
let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const runs = (numRuns: number) => ({
  numRuns,
  // Ends before the test is given up, so that what was found is told.
  interruptAfterTimeLimit: 120_000,
  markInterruptAsFailure: true,
});

/** Without what the server sets. */
function withoutStamps(document: unknown): Json {
  const { name: _name, kind: _kind, createTime: _created, updateTime: _updated, ...rest } = document as Json;
  return rest;
}

/** A note of the kind to refer to; its name and what it gives to its occurrences. */
async function givenNote(kind: Kind): Promise<{ noteName: string; note: FromNote }> {
  const value = kind.examples.notes[0]?.value ?? {};
  const noteName = `projects/given/notes/${kind.name}`;
  await api.call('POST', `/projects/given/notes?noteId=${kind.name}`, value);
  const { json } = await api.call('GET', `/${noteName}`);
  return { noteName, note: fromNote(kind, { ...(json as Json), details: (json as Json)[kind.note.member] }) };
}

let created = 0;

describe('every valid message is stored and returned equal', () => {
  for (const kind of kinds) {
    it(`notes of ${kind.name}`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryNote(kind), async (note) => {
          created += 1;
          const path = `/projects/p/notes?noteId=n${created}`;
          const answer = await api.call('POST', path, note);
          expect([answer.status, withoutStamps(answer.json)]).toEqual([200, note]);
          expect((await api.call('GET', `/projects/p/notes/n${created}`)).text).toBe(answer.text);
        }),
        runs(8),
      );
    });

    if (kind.occurrence !== undefined) {
      const { member } = kind.occurrence;
      it(`occurrences of ${kind.name}`, async () => {
        const { noteName, note } = await givenNote(kind);
        await fc.assert(
          fc.asyncProperty(arbitraryOccurrence(kind, noteName), async (occurrence) => {
            const answer = await api.call('POST', '/projects/p/occurrences', occurrence);
            const { details: derived } = deriveDetails(kind, occurrence[member], note);
            expect([answer.status, withoutStamps(answer.json)]).toEqual([
              200,
              { ...occurrence, [member]: derived },
            ]);
            const { name } = answer.json as { name: string };
            expect((await api.call('GET', `/${name}`)).text).toBe(answer.text);
          }),
          runs(8),
        );
      });
    }
  }
});

describe('every broken message is refused by its path, and nothing is stored', () => {
  for (const kind of kinds) {
    it(kind.name, async () => {
      const { noteName } = await givenNote(kind);
      const sides = [
        {
          path: '/projects/broken/notes?noteId=n',
          root: 'note',
          message: Note,
          arbitrary: arbitraryNote(kind),
        },
        ...(kind.occurrence === undefined
          ? []
          : [
              {
                path: '/projects/broken/occurrences',
                root: 'occurrence',
                message: Occurrence,
                arbitrary: arbitraryOccurrence(kind, noteName),
              },
            ]),
      ];
      for (const { path, root, message, arbitrary } of sides) {
        await fc.assert(
          fc.asyncProperty(arbitrary, fc.nat(), async (valid, pick) => {
            const spoilt = mutations(message, valid);
            const { path: at = '', value } = spoilt[pick % spoilt.length] ?? {};
            const answer = await api.call('POST', path, value);
            expect([answer.status, problemOf(answer).fields]).toEqual([
              400,
              expect.arrayContaining([`${root}.${at}`]),
            ]);
          }),
          runs(12),
        );
      }
    });
  }

  it('stores nothing', async () => {
    expect((await api.call('GET', '/projects/broken/notes')).text).toBe('{}');
    expect((await api.call('GET', '/projects/broken/occurrences')).text).toBe('{}');
  });
});
