import type { ClientHttp2Session } from 'node:http2';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { Status } from '../../src/kinds/common/rpc-status.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { decodeMessage, encodeMessage } from '../../src/schema/wire/message-codec.js';
import { call, connect, frame, send } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';

const messages = buildMessages(buildRegistry(kinds));
const service = '/grafeas.v1beta1.GrafeasV1Beta1';
const getNote = { request: messages.GetNoteRequest, response: messages.Note };
const createNote = { request: messages.CreateNoteRequest, response: messages.Note };
const note = { attestationAuthority: { hint: { humanReadableName: 'qa' } } };
const request = encodeMessage(messages.GetNoteRequest, { name: 'projects/p/notes/qa' });

describe('gRPC calls', () => {
  let server: TestServer;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    server = await startServer();
    session = await connect(server.url);
    const created = await call(session, `${service}/CreateNote`, createNote, {
      parent: 'projects/p',
      noteId: 'qa',
      note,
    });
    expect(created.code).toBe(0);
  });
  afterAll(async () => {
    session.close();
    await server.close();
  });

  it('return headers, one message and trailers', async () => {
    const answer = await call(session, `${service}/GetNote`, getNote, { name: 'projects/p/notes/qa' });
    expect(answer.headers).toMatchObject({ ':status': 200, 'content-type': 'application/grpc' });
    expect(answer.headers['x-request-id']).toMatch(/\w/);
    expect(answer.status).toMatchObject({ 'grpc-status': '0' });
    expect(answer.value).toMatchObject({ name: 'projects/p/notes/qa', ...note });
  });

  it('accept a message in pieces of any size', async () => {
    const bytes = frame(request);
    const chunks = [...bytes].map((byte) => Buffer.from([byte]));
    expect((await send(session, { path: `${service}/GetNote`, chunks })).code).toBe(0);
  });

  it('accept and return gzip', async () => {
    const headers = { 'grpc-encoding': 'gzip', 'grpc-accept-encoding': 'identity,gzip' };
    const packed = frame(gzipSync(request), 1);
    const answer = await send(session, { path: `${service}/GetNote`, headers, chunks: [packed] });
    expect([answer.code, answer.headers['grpc-encoding'], answer.body[0]]).toEqual([0, 'gzip', 1]);
    expect(decodeMessage(messages.Note, gunzipSync(answer.body.subarray(5)))).toMatchObject(note);
    // Announced, but not used for this message.
    expect(
      (await send(session, { path: `${service}/GetNote`, headers, chunks: [frame(request)] })).code,
    ).toBe(0);
  });

  it('return errors with the same details as REST', async () => {
    const answer = await call(session, `${service}/CreateNote`, createNote, {
      parent: 'projects/p',
      noteId: 'bad',
      note: { attestationAuthority: { hint: {} } },
    });
    expect(answer.code).toBe(3);
    const bytes = Buffer.from(String(answer.status['grpc-status-details-bin']), 'base64');
    expect(decodeMessage(Status, bytes)).toMatchObject({
      code: 3,
      message: answer.message,
      details: [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'INVALID_FIELD' },
        {
          '@type': 'type.googleapis.com/google.rpc.BadRequest',
          fieldViolations: [
            { field: 'note.attestation_authority.hint.human_readable_name', description: 'required' },
          ],
        },
      ],
    });
  });

  it('escape characters that a header cannot contain', async () => {
    const answer = await call(session, `${service}/GetNote`, getNote, { name: 'projects/p/notes/ü%\n' });
    expect(answer.code).toBe(5);
    expect(answer.status['grpc-message']).toMatch(/^[ -~]*%C3%BC%25[ -~]*$/);
    expect(answer.message).toContain('ü%');
  });

  it('limit errors to the size of headers that clients accept', async () => {
    const wrong = Array.from({ length: 500 }, () => ({ vulnerability: { packageIssue: [{}, {}, {}] } }));
    const batch = {
      request: messages.BatchCreateOccurrencesRequest,
      response: messages.BatchCreateOccurrencesResponse,
    };
    const answer = await call(session, `${service}/BatchCreateOccurrences`, batch, {
      parent: 'projects/p',
      occurrences: wrong,
    });
    expect(answer.code).toBe(3);
    const size = Object.entries(answer.status).reduce(
      (sum, [key, value]) => sum + key.length + String(value).length,
      0,
    );
    expect(size).toBeLessThan(8000);
  });

  it.each<[string, number, string, Parameters<typeof send>[1]]>([
    ['an unknown method', 12, 'unknown method', { path: `${service}/Nope`, chunks: [frame(request)] }],
    ['an unknown service', 12, 'unknown method', { path: '/x.Y/GetNote', chunks: [] }],
    [
      'another method than POST',
      12,
      'POST',
      { path: `${service}/GetNote`, headers: { ':method': 'PUT' }, chunks: [] },
    ],
    [
      'JSON messages',
      12,
      'application/grpc',
      { path: `${service}/GetNote`, headers: { 'content-type': 'application/grpc+json' }, chunks: [] },
    ],
    [
      'an unknown encoding',
      12,
      'grpc-encoding',
      { path: `${service}/GetNote`, headers: { 'grpc-encoding': 'br' }, chunks: [frame(request, 1)] },
    ],
    ['no message', 3, 'cut off', { path: `${service}/GetNote`, chunks: [] }],
    ['half a prefix', 3, 'cut off', { path: `${service}/GetNote`, chunks: [Buffer.alloc(3)] }],
    ['half a message', 3, 'cut off', { path: `${service}/GetNote`, chunks: [frame(request).subarray(0, 8)] }],
    [
      'two messages',
      3,
      'one message',
      { path: `${service}/GetNote`, chunks: [frame(request), frame(request)] },
    ],
    ['an unknown flag', 3, 'flag', { path: `${service}/GetNote`, chunks: [frame(request, 2)] }],
    [
      'packed bytes nobody announced',
      3,
      'compressed',
      { path: `${service}/GetNote`, chunks: [frame(gzipSync(request), 1)] },
    ],
    [
      'broken packing',
      3,
      'decompressed',
      { path: `${service}/GetNote`, headers: { 'grpc-encoding': 'gzip' }, chunks: [frame(request, 1)] },
    ],
    [
      'a message of another form',
      3,
      'name',
      { path: `${service}/GetNote`, chunks: [frame(Buffer.from([0x0a, 0x02, 0xc3, 0x28]))] },
    ],
    [
      'a malformed deadline',
      3,
      'grpc-timeout',
      { path: `${service}/GetNote`, headers: { 'grpc-timeout': '5x' }, chunks: [frame(request)] },
    ],
  ])('refuses %s with code %i', async (_, code, text, raw) => {
    const answer = await send(session, raw);
    expect([answer.code, answer.headers[':status']]).toEqual([code, 200]);
    expect(answer.message).toContain(text);
  });

  it('refuse messages above the limit before they arrive, and compressed ones before they are decompressed', async () => {
    const prefix = Buffer.from([0, 0x00, 0x40, 0x00, 0x01]);
    const large = await send(session, { path: `${service}/GetNote`, chunks: [prefix] }, false);
    expect(large.code).toBe(8);
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const headers = { 'grpc-encoding': 'gzip' };
    expect(
      (await send(session, { path: `${service}/GetNote`, headers, chunks: [frame(bomb, 1)] })).code,
    ).toBe(8);
  });

  it('end at their deadline, even if the message never ends', async () => {
    const headers = { 'grpc-timeout': '50m' };
    const answer = await send(
      session,
      { path: `${service}/GetNote`, headers, chunks: [Buffer.alloc(2)] },
      false,
    );
    expect(answer.code).toBe(4);
  });

  it('do not end the server if callers disconnect', async () => {
    for (let round = 0; round < 20; round += 1) {
      const stream = session.request({
        ':method': 'POST',
        ':path': `${service}/GetNote`,
        'content-type': 'application/grpc',
      });
      stream.on('error', () => {});
      stream.write(frame(request).subarray(0, round));
      stream.close(8);
    }
    expect((await call(session, `${service}/GetNote`, getNote, { name: 'projects/p/notes/qa' })).code).toBe(
      0,
    );
  });

  it('replace the whole object without a mask, unlike REST', async () => {
    const update = { request: messages.UpdateNoteRequest, response: messages.Note };
    const name = 'projects/p/notes/qa';
    const patch = (fields: object, mask?: string) =>
      call(session, `${service}/UpdateNote`, update, {
        name,
        note: { ...note, ...fields },
        ...(mask === undefined ? {} : { updateMask: mask }),
      });
    await patch({ shortDescription: 'short', longDescription: 'long' });
    expect(
      (await patch({ shortDescription: 'other', longDescription: 'other' }, 'short_description')).value,
    ).toMatchObject({ shortDescription: 'other', longDescription: 'long' });
    expect((await patch({ shortDescription: 'third' })).value).not.toHaveProperty('longDescription');
  });
});
