import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { maxScopesPerPage } from '../../src/services/scope-pages.js';
import { call, connect } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { note, occurrence } from './kit.js';

const messages = buildMessages(buildRegistry(kinds));
const list = { request: messages.ListOccurrencesRequest, response: messages.ListOccurrencesResponse };
const noteName = 'projects/scanner/notes/n';
const everywhere = 'projects/p/locations/-';
/** More than a page looks into; the last one alone has the severity that is asked for. */
const locations = Array.from(
  { length: maxScopesPerPage * 2 + 5 },
  (_, n) => `l${String(n).padStart(3, '0')}`,
);

interface Page {
  readonly occurrences?: readonly { readonly name: string }[];
  readonly nextPageToken?: string;
}

describe('the locations of a project together', () => {
  const folder = temporaryFolder();
  let server: TestServer;
  let session: ClientHttp2Session;
  /** Names as they are listed: by location, then id. */
  let names: string[] = [];

  const send = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/v1beta1/${path}`, { method, ...sent });
    return { status: response.status, json: (await response.json()) as Page & { message?: string } };
  };
  const make = async (parent: string, count: number, more = {}): Promise<string[]> => {
    const { status, json } = await send('POST', `${parent}/occurrences:batchCreate`, {
      occurrences: Array(count).fill(occurrence(noteName, more)),
    });
    expect(status).toBe(200);
    return (json.occurrences ?? []).map(({ name }) => name);
  };

  beforeAll(async () => {
    server = await startServer({ store: `sqlite:${folder.path}/all.db` });
    session = await connect(server.url);
    expect((await send('POST', 'projects/scanner/notes?noteId=n', note)).status).toBe(200);
    for (const other of ['projects/p', 'projects/p2/locations/l1', 'projects/o/locations/l1'])
      await make(other, 2);
    for (const [index, location] of [...locations.entries()].toReversed())
      names.unshift(...(await make(`projects/p/locations/${location}`, 1 + (index % 3 === 0 ? 1 : 0))));
    const remediation = 'the one';
    names = [...names, ...(await make('projects/p/locations/z', 1, { remediation }))];
  });
  afterAll(async () => {
    session.close();
    await server.close();
    await folder.remove();
  });

  const overRest = async (query: Record<string, string>): Promise<Page> =>
    (await send('GET', `${everywhere}/occurrences?${new URLSearchParams(query)}`)).json;
  const overGrpc = async ({ pageSize, ...query }: Record<string, string>): Promise<Page> => {
    const request = { parent: everywhere, ...query, pageSize: Number(pageSize) };
    const answer = await call(session, '/grafeas.v1beta1.GrafeasV1Beta1/ListOccurrences', list, request);
    expect(answer.code).toBe(0);
    return answer.value as Page;
  };
  const walk = async (ask: typeof overRest, pageSize: number, filter = '') => {
    const found: string[] = [];
    let pages = 0;
    for (let pageToken = '', more = true; more; more = pageToken !== '') {
      const page = await ask({ filter, pageSize: String(pageSize), pageToken });
      const here = (page.occurrences ?? []).map(({ name }) => name);
      expect(here.length).toBeLessThanOrEqual(pageSize);
      found.push(...here);
      pages += 1;
      pageToken = page.nextPageToken ?? '';
    }
    return { found, pages };
  };

  it.each([
    ['REST', overRest],
    ['gRPC', overGrpc],
  ])('are listed in pages of any size over %s', async (_name, ask) => {
    for (const pageSize of [7, 50, 1000]) expect((await walk(ask, pageSize)).found).toEqual(names);
  });

  it('are filtered; a page ends after it has read many locations, and the next one continues', async () => {
    const { found, pages } = await walk(overRest, 10, 'remediation="the one"');
    expect({ found, pages }).toEqual({ found: names.slice(-1), pages: 3 });
    const one = await walk(overRest, 10, `name="${names[3]}"`);
    expect(one.found).toEqual(names.slice(3, 4));
  });

  it('have page tokens that no other list accepts', async () => {
    const { nextPageToken = '' } = await overRest({ pageSize: '1' });
    for (const parent of ['projects/p', 'projects/o/locations/-', 'projects/p/locations/l000']) {
      const { status } = await send('GET', `${parent}/occurrences?pageToken=${nextPageToken}`);
      expect([parent, status]).toEqual([parent, 400]);
    }
  });

  it.each([
    ['POST', 'occurrences', occurrence(noteName)],
    ['POST', 'occurrences:batchCreate', { occurrences: [occurrence(noteName)] }],
    ['POST', 'notes?noteId=n', note],
    ['POST', 'notes:batchCreate', { notes: { n: note } }],
    ['POST', 'occurrences:import', {}],
    ['GET', 'notes', undefined],
    ['GET', 'occurrences:vulnerabilitySummary', undefined],
  ])('are refused as parent of %s %s', async (method, path, body) => {
    const { status, json } = await send(method, `${everywhere}/${path}`, body);
    expect({ status, message: json.message }).toEqual({
      status: 400,
      message:
        'parent: "projects/p/locations/-" means all locations of the project, which only ListOccurrences supports; name one location',
    });
  });
});
