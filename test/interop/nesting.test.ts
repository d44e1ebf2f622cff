import type { ClientHttp2Session } from 'node:http2';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { maxJsonDepth } from '../../src/domain/json-scan.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { call, connect } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';

const messages = buildMessages(buildRegistry(kinds));
const service = '/grafeas.v1beta1.GrafeasV1Beta1';
const createOccurrence = { request: messages.CreateOccurrenceRequest, response: messages.Occurrence };
const updateOccurrence = { request: messages.UpdateOccurrenceRequest, response: messages.Occurrence };
const getOccurrence = { request: messages.GetOccurrenceRequest, response: messages.Occurrence };

const type = (name: string) => `type.googleapis.com/google.protobuf.${name}`;
const resource = { uri: 'https://r/deep' };
const build = (buildDefinition: object) => ({
  noteName: 'projects/p/notes/build',
  resource,
  build: {
    inTotoSlsaProvenanceV1: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'app', digest: { sha256: '4bf5122f' } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: { buildType: 'https://ci.example.com/build/v1', ...buildDefinition },
        runDetails: { builder: { id: 'https://ci.example.com' } },
      },
    },
  },
});
const secret = (data: object) => ({ noteName: 'projects/p/notes/secret', resource, secret: { data } });

/** Places in an occurrence that take values of any depth. */
const places: readonly { readonly name: string; readonly put: (value: object) => object }[] = [
  { name: 'a Struct', put: (value) => build({ externalParameters: { value } }) },
  {
    name: 'a map of values in a list of messages',
    put: (value) => build({ resolvedDependencies: [{ uri: 'u', annotations: { value } }] }),
  },
  {
    name: 'a packed Struct',
    put: (value) => secret({ '@type': type('Struct'), value: { value } }),
  },
  {
    name: 'a packed list in packed messages',
    put: (value) =>
      secret({
        '@type': type('Any'),
        value: { '@type': type('Any'), value: { '@type': type('ListValue'), value: [value] } },
      }),
  },
  {
    name: 'a list of packed values within a packed message',
    put: (value) =>
      secret({
        '@type': 'type.googleapis.com/google.rpc.Status',
        details: [{ '@type': type('Value'), value }],
      }),
  },
];

/** Levels of objects and lists. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Objects and lists in one another as the choices say, from the outside in. */
function nest(choices: readonly boolean[], levels: number): object {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level += 1)
    value = choices[level] === true ? { a: value, b: 1 } : [0, value];
  return value as object;
}

describe('gRPC accepts what REST accepts at the limit of nesting', () => {
  let server: TestServer;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    server = await startServer();
    session = await connect(server.url);
    for (const id of ['build', 'secret']) {
      const note = id === 'build' ? { build: { builderVersion: '1' } } : { secret: {} };
      expect((await rest('POST', `projects/p/notes?noteId=${id}`, note)).status).toBe(200);
    }
  });
  afterAll(async () => {
    session.close();
    await server.close();
  });

  const rest = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; value: Record<string, unknown> }> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(`${server.url}/v1beta1/${path}`, init);
    return { status: answer.status, value: (await answer.json()) as Record<string, unknown> };
  };
  const parent = 'projects/p';

  it.each(places)('in $name', async ({ put }) => {
    const room = maxJsonDepth - depthOf(put([])) + 1;
    const shapes = fc.array(fc.boolean(), { minLength: room, maxLength: room });
    await fc.assert(
      fc.asyncProperty(shapes, async (choices) => {
        const occurrence = put(nest(choices, room));
        expect(depthOf(occurrence)).toBe(maxJsonDepth);
        const byRest = await rest('POST', 'projects/p/occurrences', occurrence);
        expect([byRest.status, byRest.value]).toMatchObject([200, occurrence]);
        const byGrpc = await call(session, `${service}/CreateOccurrence`, createOccurrence, {
          parent,
          occurrence,
        });
        expect([byGrpc.message, byGrpc.value]).toMatchObject(['', occurrence]);
        const { name } = byGrpc.value as { name: string };
        expect((await rest('GET', name)).value).toEqual(byGrpc.value);
        const read = await call(session, `${service}/GetOccurrence`, getOccurrence, {
          name: byRest.value.name,
        });
        expect(read.value).toEqual(byRest.value);
        const update = await call(session, `${service}/UpdateOccurrence`, updateOccurrence, {
          name,
          occurrence: byRest.value,
        });
        expect([update.message, update.value]).toMatchObject(['', occurrence]);
      }),
      { numRuns: 3 },
    );
  });

  it.each(places)('and neither accepts more, in $name', async ({ put }) => {
    const room = maxJsonDepth - depthOf(put([])) + 2;
    const occurrence = put(nest(Array(room).fill(true), room));
    expect(depthOf(occurrence)).toBe(maxJsonDepth + 1);
    const byRest = await rest('POST', 'projects/p/occurrences', occurrence);
    expect([byRest.status, byRest.value.message]).toEqual([400, expect.stringMatching(/deep/)]);
    const byGrpc = await call(session, `${service}/CreateOccurrence`, createOccurrence, {
      parent,
      occurrence,
    });
    expect([byGrpc.code, byGrpc.message]).toEqual([3, expect.stringMatching(/deeper than 100 levels/)]);
  });
});
