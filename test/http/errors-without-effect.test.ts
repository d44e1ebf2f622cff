import type { ClientHttp2Session } from 'node:http2';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/api/operation.js';
import { createHttpClient, type HttpClient, type WireRequest } from '../../src/conformance/http-client.js';
import type { ContractVersion } from '../../src/kinds/known-kinds.js';
import { encodeMessage } from '../../src/schema/wire/message-codec.js';
import { connect, frame, type RawRequest, send } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { bodiesIn, operationsIn, versionNames } from '../setup/versions.js';
import {
  type Fields,
  type Given,
  platformPolicy,
  toWireRequest,
  userOwnedGrafeasNote,
  wish,
} from './wishes.js';

/**
 * Every operation of the table is asked for something it would do, with one part of the request damaged: where the
 * answer is an error, nothing in the store has changed, now or later.
 */
const folder = temporaryFolder();
const file = `${folder.path}/grafeas.db`;
let server: TestServer;
let client: HttpClient;
let session: ClientHttp2Session | undefined;
let database: Database.Database;
let serial = 0;
const fresh = (): string => {
  serial += 1;
  return `fresh-${serial}`;
};

beforeAll(async () => {
  server = await startServer({ store: `sqlite:${file}` });
  client = createHttpClient(new URL(server.url), undefined);
  database = new Database(file, { readonly: true });
});
afterAll(async () => {
  database.close();
  session?.close();
  client.close();
  await server.close();
  folder.remove();
});

/** A number that changes whenever another connection has written anything to the file. */
const writes = (): number => database.pragma('data_version', { simple: true }) as number;

async function make(path: string, body: unknown): Promise<string> {
  const answer = await client.send({ method: 'POST', path: `/${path}`, body: JSON.stringify(body) });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { name: string }).name;
}

/** Requests of a version, for objects that this version has written. */
function wishesIn(version: ContractVersion): (operation: Operation) => Promise<Fields> {
  const bodies = bodiesIn[version];
  const givenNote = () => make(`${version}/projects/there/notes?noteId=${fresh()}`, bodies.note);
  const given: Given = {
    fresh,
    project: () => make(`${version}/projects`, { name: `projects/${fresh()}` }),
    note: givenNote,
    occurrence: async () =>
      make(`${version}/projects/there/occurrences`, bodies.occurrence(await givenNote())),
    policy: () => make(`v1/projects/there/platforms/gke/policies?policyId=${fresh()}`, platformPolicy),
    attestor: () => make(`v1/projects/there/attestors?attestorId=${fresh()}`, { userOwnedGrafeasNote }),
  };
  return (operation) => wish(operation, given, bodies);
}

type Part = 'path' | 'query' | 'header' | 'body' | 'mask';

interface Damage<R> {
  readonly part: Part;
  readonly what: string;
  apply(request: R): R;
}

const extraQuery = (part: Part, text: string): Damage<WireRequest> => ({
  part,
  what: text,
  apply: (request) => ({
    ...request,
    path: `${request.path}${request.path.includes('?') ? '&' : '?'}${text}`,
  }),
});
const header = <R extends { readonly headers?: object }>(name: string, value: string): Damage<R> => ({
  part: 'header',
  what: `${name}: ${value}`,
  apply: (request) => ({ ...request, headers: { ...request.headers, [name]: value } }),
});
const inPath = (what: string, change: (path: string) => string): Damage<WireRequest> => ({
  part: 'path',
  what,
  apply: (request) => {
    const [path = '', ...query] = request.path.split('?');
    return { ...request, path: [change(path), ...query].join('?') };
  },
});
const inBody = (what: string, change: (body: Buffer) => Buffer): Damage<WireRequest> => ({
  part: 'body',
  what,
  apply: ({ body, ...request }) =>
    body === undefined ? request : { ...request, body: change(Buffer.from(body as string)) },
});

/** Where bodies are cut, in thousandths of their length. */
const cuts = fc.sample(fc.integer({ min: 1, max: 999 }), 4);
const cutAt = (bytes: Buffer, cut: number): Buffer =>
  bytes.subarray(0, Math.ceil((bytes.length * cut) / 1000));

const restDamages: readonly Damage<WireRequest>[] = [
  inPath('bad escape', (path) => `${path}%zz`),
  inPath('broken UTF-8', (path) => `${path}%ff`),
  inPath('NUL', (path) => path.replace('projects/', 'projects/%00')),
  inPath('a version that is not served', (path) => path.replace(/^\/v1(beta1)?\//, '/v2/')),
  inPath('the other version', (path) =>
    path.replace(/^\/v1(beta1)?\//, (_, b) => (b ? '/v1/' : '/v1beta1/')),
  ),
  inPath('one segment more', (path) => `${path}/more`),
  ...[
    '%zz=1',
    'x=%zz',
    'enum-encoding=%zz',
    '$alt=json;enum-encoding=%ff',
    'page_size=x',
    'noteId=a%2Fb',
  ].map((text) => extraQuery('query', text)),
  ...['pageToken=x', 'filter=%28', 'validateOnly=perhaps', 'mode=x'].map((text) => extraQuery('query', text)),
  ...['updateMask=nothing', 'update_mask.paths=related_url.url', 'updateMask=%zz'].map((text) =>
    extraQuery('mask', text),
  ),
  ...['5', '5s', '', '-1S', '123456789S'].map((value) => header<WireRequest>('grpc-timeout', value)),
  header('if-match', '"another"'),
  ...[1000, ...cuts].map((cut) => inBody(`cut at ${cut}`, (body) => cutAt(body.subarray(0, -1), cut))),
  inBody('an unknown member', (body) => Buffer.from(`{"unknown":1,${body.subarray(1).toString()}`)),
  inBody('a list', (body) => Buffer.from(`[${body.toString()}]`)),
  inBody('not UTF-8', (body) => Buffer.concat([body.subarray(0, 2), Buffer.of(0xff), body.subarray(2)])),
];

interface GrpcRequest {
  readonly fields: Fields;
  readonly headers?: Record<string, string>;
  /** Takes the encoded message to what is sent. */
  readonly send?: (message: Buffer) => readonly Uint8Array[];
}

const inFields = (part: Part, what: string, change: (fields: Fields) => Fields): Damage<GrpcRequest> => ({
  part,
  what,
  apply: (request) => ({ ...request, fields: change(request.fields) }),
});
const inMessage = (
  what: string,
  change: (message: Buffer) => readonly Uint8Array[],
): Damage<GrpcRequest> => ({
  part: 'body',
  what,
  apply: (request) => ({ ...request, send: change }),
});

const grpcDamages: readonly Damage<GrpcRequest>[] = [
  inFields('path', 'no name', (fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) =>
        ['name', 'parent', 'resource'].includes(key) ? [key, `${String(value)}/`] : [key, value],
      ),
    ),
  ),
  inFields('query', 'bad page token', (fields) => ({ ...fields, pageToken: 'x' })),
  inFields('query', 'bad page size', (fields) => ({ ...fields, pageSize: -1 })),
  inFields('query', 'bad filter', (fields) => ({ ...fields, filter: '(' })),
  inFields('mask', 'unknown path', (fields) => ({ ...fields, updateMask: 'nothing' })),
  ...['5', '5s', '-1S'].map((value) => header<GrpcRequest>('grpc-timeout', value)),
  header('grpc-encoding', 'br'),
  header('if-match', '"another"'),
  ...[1000, ...cuts].map((cut) =>
    inMessage(`cut at ${cut}`, (message) => [frame(cutAt(message.subarray(0, -1), cut))]),
  ),
  inMessage('a cut frame', (message) => [frame(message).subarray(0, -1)]),
  inMessage('a broken field behind it', (message) => [
    frame(Buffer.concat([message, Buffer.of(0x0a, 0x7f)])),
  ]),
  inMessage('two messages', (message) => [frame(message), frame(message)]),
  inMessage('said to be packed', (message) => [frame(message, 1)]),
  inMessage('nothing', () => []),
];

/** The server closes a connection that was idle while the other transport was asked. */
async function openSession(): Promise<ClientHttp2Session> {
  if (session === undefined || session.closed || session.destroyed) session = await connect(server.url);
  return session;
}

/** What a transport answers; undefined for success. */
type Ask<R> = (operation: Operation, request: R) => Promise<string | undefined>;

const askRest: Ask<WireRequest> = async (_, request) => {
  const { status, text } = await client.send(request);
  return status < 400 ? undefined : `${status} ${text}`;
};
const askGrpc: Ask<GrpcRequest> = async (
  operation,
  { fields, headers, send: change = (m) => [frame(m)] },
) => {
  const request: RawRequest = {
    path: `/${operation.service}/${operation.id}`,
    chunks: change(encodeMessage(operation.request, fields)),
    ...(headers === undefined ? {} : { headers }),
  };
  const { code, message } = await send(await openSession(), request);
  return code === 0 ? undefined : `${code} ${message}`;
};

/** The parts of which the table says that the operation has them: each must have been refused once. */
function partsOf({ http, request }: Operation): Part[] {
  const parts: Part[] = ['header'];
  if (http.body !== undefined) parts.push('body');
  if (request.byName.has('updateMask')) parts.push('mask');
  return parts;
}

async function property<R extends object>(
  version: ContractVersion,
  damages: readonly Damage<R>[],
  toRequest: (operation: Operation, fields: Fields) => R,
  ask: Ask<R>,
): Promise<void> {
  const wished = wishesIn(version);
  const operations = await operationsIn(version);
  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const first = toRequest(operation, await wished(operation));
    expect(await ask(operation, first), 'the request as it is').toBeUndefined();
    const refused = new Set<Part>();
    // A refused request changed nothing, so the next damage can be done to the same one.
    let intact = toRequest(operation, await wished(operation));
    let unchanged = writes();
    for (const damage of damages) {
      const problem = await ask(operation, damage.apply(intact));
      if (problem === undefined) {
        intact = toRequest(operation, await wished(operation));
        unchanged = writes();
        continue;
      }
      refused.add(damage.part);
      expect(writes(), `${damage.part} ${damage.what}: ${problem} has an effect`).toBe(unchanged);
    }
    expect([...refused]).toEqual(expect.arrayContaining(partsOf(operation)));
  });
}

describe.each(versionNames)('an error over REST of %s has no effect', (version) =>
  property(version, restDamages, toWireRequest, askRest),
);
describe.each(versionNames)('an error over gRPC of %s has no effect', (version) =>
  property(version, grpcDamages, (_, fields): GrpcRequest => ({ fields }), askGrpc),
);
