import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { kinds } from '../../src/kinds/index.js';
import type { Kind } from '../../src/kinds/kind.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { templates } from '../setup/administer.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { call, connect } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** A create with a request id gives the same answer again, whatever happened to its object (docs/adr/0025). */

const messages = buildMessages(buildRegistry(kinds));
type Json = Readonly<Record<string, unknown>>;
interface Answer {
  readonly ok: boolean;
  readonly value: Json;
  readonly error: string;
}
interface Store {
  readonly store: string;
  remove(): unknown;
}

function repeatedCreates(open: () => Promise<Store>): void {
  let opened: Store;
  let server: TestServer;
  let session: ClientHttp2Session;
  let count = 0;
  beforeAll(async () => {
    opened = await open();
    server = await startServer({ store: opened.store });
    session = await connect(server.url);
  });
  afterAll(async () => {
    session.close();
    await server.close();
    await opened.remove();
  });

  async function send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${server.url}/v1beta1/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = (await answer.json()) as Json & { message?: string };
    return { ok: answer.ok, value, error: value.message ?? '' };
  }

  const methods = {
    CreateNote: { request: messages.CreateNoteRequest, response: messages.Note },
    BatchCreateNotes: {
      request: messages.BatchCreateNotesRequest,
      response: messages.BatchCreateNotesResponse,
    },
    CreateOccurrence: { request: messages.CreateOccurrenceRequest, response: messages.Occurrence },
    BatchCreateOccurrences: {
      request: messages.BatchCreateOccurrencesRequest,
      response: messages.BatchCreateOccurrencesResponse,
    },
  };
  type Method = keyof typeof methods;

  const transports = {
    async REST(method: Method, { parent, noteId, requestId, ...more }: Json): Promise<Answer> {
      const path = `${parent}/${method.includes('Note') ? 'notes' : 'occurrences'}`;
      const note = noteId === undefined ? '' : `&noteId=${noteId}`;
      if (method.startsWith('Batch')) return send('POST', `${path}:batchCreate`, { ...more, requestId });
      return send('POST', `${path}?requestId=${requestId}${note}`, more.note ?? more.occurrence);
    },
    async gRPC(method: Method, request: Json): Promise<Answer> {
      const path = `/grafeas.v1beta1.GrafeasV1Beta1/${method}`;
      const { code, value, message } = await call(session, path, methods[method], request);
      return { ok: code === 0, value: value as Json, error: message };
    },
  };

  async function ok(answer: Promise<Answer>): Promise<Json> {
    const { ok: isOk, value, error } = await answer;
    expect(error).toBe('');
    expect(isOk).toBe(true);
    return value;
  }

  /** Deletes what there is and puts something else in its place where that can be. */
  async function replaceAll(parent: string, kind: Kind): Promise<void> {
    const { occurrences = [], notes = [] } = {
      ...(await ok(send('GET', `${parent}/occurrences`))),
      ...(await ok(send('GET', `${parent}/notes`))),
    } as { occurrences?: { name: string }[]; notes?: { name: string }[] };
    for (const { name } of [...occurrences, ...notes]) await ok(send('DELETE', name));
    for (const { name } of notes) {
      const noteId = name.split('/').at(-1);
      const note = { ...kind.examples.notes[0]?.value, shortDescription: 'somebody else made this' };
      await ok(send('POST', `${parent}/notes?noteId=${noteId}`, note));
    }
  }

  const withOccurrences = kinds.filter((kind) => kind.occurrence && kind.examples.occurrences.length > 0);
  const cases = (Object.keys(transports) as (keyof typeof transports)[]).flatMap((transport) =>
    withOccurrences.map((kind) => [transport, kind.name, kind] as const),
  );

  it.each(cases)('over %s: %s', async (transport, _, kind) => {
    const create = transports[transport];
    count += 1;
    const parent = `projects/p${count}`;
    const notes = kind.examples.notes.map(({ value }) => value);
    const occurrences = kind.examples.occurrences.map(({ value }) => ({
      ...value,
      noteName: `${parent}/notes/n`,
    }));
    const requests = [
      ['CreateNote', { parent, noteId: 'n', note: notes[0], requestId: randomUUID() }],
      [
        'BatchCreateNotes',
        {
          parent,
          notes: Object.fromEntries(notes.map((note, n) => [`b${n}`, note])),
          requestId: randomUUID(),
        },
      ],
      ['CreateOccurrence', { parent, occurrence: occurrences[0], requestId: randomUUID() }],
      ['BatchCreateOccurrences', { parent, occurrences, requestId: randomUUID() }],
    ] as const satisfies readonly (readonly [Method, Json])[];
    const first: Json[] = [];
    for (const [method, request] of requests) first.push(await ok(create(method, request)));
    const repeat = async (): Promise<Json[]> => {
      const again: Json[] = [];
      for (const [method, request] of requests) again.push(await ok(create(method, request)));
      return again;
    };
    expect(await repeat()).toEqual(first);
    await replaceAll(parent, kind);
    expect(await repeat()).toEqual(first);
    expect(await ok(send('GET', `${parent}/occurrences`))).toEqual({});
    const { shortDescription } = (await ok(send('GET', `${parent}/notes/n`))) as { shortDescription: string };
    expect(shortDescription).toBe('somebody else made this');
  });

  it('shows no later changes, even if the note was rescored', async () => {
    const parent = 'projects/rescored';
    const note = (severity: string) => ({ vulnerability: { severity }, shortDescription: severity });
    await ok(send('POST', `${parent}/notes?noteId=n`, note('LOW')));
    const affectedLocation = { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } };
    const vulnerability = { packageIssue: [{ affectedLocation }] };
    const occurrence = { resource: { uri: 'u' }, noteName: `${parent}/notes/n`, vulnerability };
    const path = `${parent}/occurrences?requestId=${randomUUID()}`;
    const first = await ok(send('POST', path, occurrence));
    expect(first).toMatchObject({ vulnerability: { effectiveSeverity: 'LOW', shortDescription: 'LOW' } });
    await ok(send('PATCH', `${parent}/notes/n`, note('CRITICAL')));
    await ok(send('PATCH', String(first.name), { remediation: 'by somebody else' }));
    expect(await ok(send('POST', path, occurrence))).toEqual(first);
    expect(await ok(send('GET', String(first.name)))).toMatchObject({
      remediation: 'by somebody else',
      vulnerability: { effectiveSeverity: 'CRITICAL' },
    });
    const other = await send('POST', path, { ...occurrence, remediation: 'another request' });
    expect(other.error).toContain('was the id of another request');
  });
}

describe('over memory', () => repeatedCreates(async () => ({ store: 'memory:', remove: () => undefined })));

describe('over SQLite', () =>
  repeatedCreates(async () => {
    const folder = temporaryFolder();
    return { store: `sqlite:${join(folder.path, 'grafeas.db')}`, remove: folder.remove };
  }));

describePostgres('over PostgreSQL', (url) =>
  repeatedCreates(async () => {
    const database = await createDatabase(url, templates.plain.name);
    return { store: database.url, remove: database.drop };
  }),
);
