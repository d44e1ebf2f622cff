import type { ClientHttp2Session } from 'node:http2';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildV1Messages } from '../../src/api/v1/messages.js';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { arbitraryNote, arbitraryOccurrence, type Json } from '../setup/arbitraries.js';
import { call, connect } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { registry, v1Registry } from '../unit/kinds/helpers.js';

const sides = {
  v1beta1: {
    messages: buildMessages(registry),
    of: registry,
    service: '/grafeas.v1beta1.GrafeasV1Beta1',
  },
  v1: { messages: buildV1Messages(v1Registry), of: v1Registry, service: '/grafeas.v1.Grafeas' },
} as const;

/** Declares tests, one a kind, that both transports of a version read what one of them has written. */
export function describeTransports(version: keyof typeof sides): void {
  const { messages, of, service } = sides[version];
  describe(`the other transport reads what one transport of ${version} wrote`, () => {
    let server: TestServer;
    let session: ClientHttp2Session;
    let count = 0;
    beforeAll(async () => {
      server = await startServer();
      session = await connect(server.url);
    });
    afterAll(async () => {
      session.close();
      await server.close();
    });

    const rest = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(`${server.url}/${version}/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const value = (await answer.json()) as Json;
      if (!answer.ok) throw new Error(JSON.stringify(value));
      return value;
    };
    const grpc = async (
      name: string,
      shape: Parameters<typeof call>[2],
      request: object,
    ): Promise<unknown> => {
      const answer = await call(session, `${service}/${name}`, shape, request);
      if (answer.code !== 0) throw new Error(answer.message);
      return answer.value;
    };
    const shapes = {
      createNote: { request: messages.CreateNoteRequest, response: messages.Note },
      getNote: { request: messages.GetNoteRequest, response: messages.Note },
      createOccurrence: { request: messages.CreateOccurrenceRequest, response: messages.Occurrence },
      getOccurrence: { request: messages.GetOccurrenceRequest, response: messages.Occurrence },
      batchNotes: { request: messages.BatchCreateNotesRequest, response: messages.BatchCreateNotesResponse },
      batchOccurrences: {
        request: messages.BatchCreateOccurrencesRequest,
        response: messages.BatchCreateOccurrencesResponse,
      },
    };

    it.each(of.kinds.map((kind) => [kind.name, kind] as const))('%s', async (_, kind) => {
      const parent = 'projects/p';
      const occurrences = (noteName: string) =>
        kind.occurrence === undefined ? fc.constant(undefined) : arbitraryOccurrence(kind, noteName, of);
      await fc.assert(
        fc.asyncProperty(
          arbitraryNote(kind, of),
          occurrences('projects/p/notes/placeholder'),
          async (note, template) => {
            count += 1;
            const ids = [`rest-${count}`, `grpc-${count}`] as const;
            const writtenByRest = await rest('POST', `projects/p/notes?noteId=${ids[0]}`, note);
            const writtenByGrpc = await grpc('CreateNote', shapes.createNote, {
              parent,
              noteId: ids[1],
              note,
            });
            expect(await grpc('GetNote', shapes.getNote, { name: `projects/p/notes/${ids[0]}` })).toEqual(
              writtenByRest,
            );
            expect(await rest('GET', `projects/p/notes/${ids[1]}`)).toEqual(writtenByGrpc);
            expect(writtenByGrpc).toMatchObject(note);
            // A batch has what single creates have, over both.
            const batch = (id: string) => ({ [`${id}-a`]: note, [`${id}-b`]: note });
            const inRest = await rest('POST', 'projects/p/notes:batchCreate', { notes: batch(ids[0]) });
            const inGrpc = await grpc('BatchCreateNotes', shapes.batchNotes, {
              parent,
              notes: batch(ids[1]),
            });
            for (const { notes } of [inRest, inGrpc] as { notes: Json[] }[]) {
              expect(notes.length).toBe(2);
              for (const one of notes) {
                expect(one).toMatchObject(note);
                expect(await grpc('GetNote', shapes.getNote, { name: one.name })).toEqual(one);
                expect(await rest('GET', String(one.name))).toEqual(one);
              }
            }
            if (template === undefined) return;
            const occurrence = { ...template, noteName: `projects/p/notes/${ids[0]}` };
            const byRest = (await rest('POST', 'projects/p/occurrences', occurrence)) as { name: string };
            const byGrpc = (await grpc('CreateOccurrence', shapes.createOccurrence, {
              parent,
              occurrence,
            })) as { name: string };
            expect(await grpc('GetOccurrence', shapes.getOccurrence, { name: byRest.name })).toEqual(byRest);
            expect(await rest('GET', byGrpc.name)).toEqual(byGrpc);
            const { name: _a, createTime: _b, updateTime: _c, ...first } = byRest as Json;
            const { name: _d, createTime: _e, updateTime: _f, ...second } = byGrpc as Json;
            expect(second).toEqual(first);
            const both = { occurrences: [occurrence, occurrence] };
            const listed = await rest('POST', 'projects/p/occurrences:batchCreate', both);
            const sent = await grpc('BatchCreateOccurrences', shapes.batchOccurrences, { parent, ...both });
            for (const answer of [listed, sent] as { occurrences: Json[] }[]) {
              expect(answer.occurrences.length).toBe(2);
              for (const { name, createTime: _c, updateTime: _u, ...same } of answer.occurrences) {
                expect(same).toEqual(first);
                expect(await grpc('GetOccurrence', shapes.getOccurrence, { name })).toEqual(
                  await rest('GET', String(name)),
                );
              }
            }
          },
        ),
        { numRuns: 4 },
      );
    });
  });
}
