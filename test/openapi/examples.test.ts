import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedFetch, committedCheck, openApiCheck } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Every example of a request body is sent to a server that has what it refers to, and is accepted. */

type Json = Readonly<Record<string, unknown>>;

interface Body {
  readonly content: Readonly<
    Record<string, { readonly examples?: Readonly<Record<string, { value: Json }>> }>
  >;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: Body;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly example?: unknown }[];
}

const document = JSON.parse(
  readFileSync(new URL('../../openapi/grafeas.v1beta1.json', import.meta.url), 'utf8'),
) as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const examples = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, requestBody }]) =>
    Object.values(requestBody?.content ?? {}).flatMap((content) =>
      Object.entries(content.examples ?? {}).map(([name, { value }]) => ({
        path,
        method: method.toUpperCase(),
        operationId,
        name,
        value,
      })),
    ),
  ),
);

const notes = examples.filter(({ operationId }) => operationId === 'CreateNote');
const occurrences = examples.filter(({ operationId }) => operationId === 'CreateOccurrence');

describe('examples', () => {
  let server: TestServer;
  let occurrence: string;
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    checkedFetch(`${server.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  beforeAll(async () => {
    server = await startServer();
    // The notes that occurrences name, with the note example of their kind.
    for (const { name, value } of occurrences) {
      const note = String(value.noteName).split('/');
      const example = notes.find((candidate) => candidate.name === name)?.value;
      await send(
        'POST',
        `/v1beta1/projects/${note[1]}/notes?noteId=${encodeURIComponent(note[3] ?? '')}`,
        example,
      );
    }
    await send('POST', '/v1beta1/projects/team/notes?noteId=given', notes[0]?.value);
    const created = await send('POST', '/v1beta1/projects/team/occurrences', occurrences[0]?.value);
    occurrence = ((await created.json()) as { name: string }).name.split('/').at(-1) ?? '';
  });
  afterAll(() => server.close());

  it('exist for every kind and every body', () => {
    expect(notes.length).toBeGreaterThan(10);
    expect(occurrences.length).toBeGreaterThan(10);
    const withBody = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId, requestBody }) => (requestBody ? [operationId] : [])),
    );
    expect([...new Set(examples.map(({ operationId }) => operationId))].sort()).toEqual(withBody.sort());
  });

  it.each(examples)('$operationId $name is accepted', async ({ operationId, method, path, name, value }) => {
    const inLocation = path.includes('{location}');
    if (inLocation && path.includes('{note}'))
      await send('POST', '/v1beta1/projects/team/locations/here/notes?noteId=given', notes[0]?.value);
    const target = path
      .replace('{project}', 'team')
      .replace('{location}', 'here')
      .replace('{note}', 'given')
      .replace('{occurrence}', inLocation ? await locatedOccurrence() : occurrence);
    const query = operationId.startsWith('CreateNote')
      ? `?noteId=example-${name.toLowerCase()}${inLocation ? '-there' : ''}`
      : '';
    const response = await send(method, target + query, value);
    expect(response.status, await response.clone().text()).toBe(200);
  });

  it('of parameters are accepted by every operation that reads', async () => {
    await send('POST', '/v1beta1/projects', { name: 'projects/team' });
    for (const parent of ['team', 'team/locations/europe-west1'])
      await send('POST', `/v1beta1/projects/${parent}/notes?noteId=CVE-2024-10005`, notes[0]?.value);
    const reads = Object.entries(document.paths).flatMap(([path, { get }]) =>
      get ? [{ path, ...get }] : [],
    );
    expect(reads.length).toBeGreaterThan(10);
    for (const { path, operationId, parameters } of reads) {
      const given = parameters.filter(({ example }) => example !== undefined);
      const filled = given.reduce(
        (text, { name, example }) => text.replace(`{${name}}`, String(example)),
        path,
      );
      const query = given.filter((parameter) => parameter.in === 'query');
      const search = new URLSearchParams(
        query.map(({ name, example }): [string, string] => [name, String(example)]),
      );
      expect(filled).not.toContain('{');
      const { status } = await send('GET', `${filled}?${search}`);
      // Ids of occurrences are made by the server, so that of the example is of none.
      expect(status, operationId).toBe(path.includes('{occurrence}') ? 404 : 200);
    }
  });

  async function locatedOccurrence(): Promise<string> {
    const created = await send(
      'POST',
      '/v1beta1/projects/team/locations/here/occurrences',
      occurrences[0]?.value,
    );
    return ((await created.json()) as { name: string }).name.split('/').at(-1) ?? '';
  }
});

describe('the check of responses', () => {
  const check = openApiCheck(document);
  const headers = { 'content-type': 'application/json', 'x-request-id': 'x', etag: '"a"' };
  const request = { method: 'GET', path: '/v1beta1/projects/team' };
  const problems = (status: number, text: string, more: Json = {}): string[] =>
    check.problems(request, { status, text, headers: { ...headers, ...more } as Record<string, string> });

  it('reports a response that the document does not allow', () => {
    expect(problems(200, '{"name":"projects/team"}')).toEqual([]);
    expect(problems(200, '{"name":1}')).toEqual(['GetProject 200: body/name must be string']);
    expect(problems(200, '{"names":"a"}')).toHaveLength(1);
    expect(problems(418, '{}')).toEqual(['GetProject: status 418 is not documented']);
    expect(problems(200, '{}', { 'content-type': 'text/html' })).toEqual([
      'GetProject 200: content type text/html',
    ]);
    expect(problems(200, '{}', { etag: undefined })).toEqual(['GetProject 200: no header ETag']);
    expect(problems(404, '{}')[0]).toMatch(/required property 'code'/);
    expect(check.seen.has('GetProject')).toBe(true);
    expect(
      committedCheck().problems({ method: 'PUT', path: '/nowhere' }, { status: 200, headers, text: '' }),
    ).toEqual(['status 200 of a path that is not documented']);
  });
});
