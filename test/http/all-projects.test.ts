import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { createClient } from '../../src/client/client.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { maxScopesPerPage } from '../../src/services/scope-pages.js';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';
import { call, connect } from '../setup/raw-grpc.js';
import { temporaryFolder } from '../setup/temporary.js';
import { bodiesIn, versionNames } from '../setup/versions.js';

const messages = buildMessages(buildRegistry(kinds));
/** More projects than a page looks into. */
const projects = Array.from(
  { length: maxScopesPerPage + 20 },
  (_, n) => `team-${String(n).padStart(3, '0')}`,
);
const located = 'team-003/locations/eu';

interface Page {
  readonly notes?: readonly { readonly name: string }[];
  readonly occurrences?: readonly { readonly name: string }[];
  readonly counts?: readonly { readonly severity?: string; readonly totalCount: string }[];
  readonly nextPageToken?: string;
  readonly message?: string;
}

describe('all projects together', () => {
  const folder = temporaryFolder();
  let server: GuardedServer;
  const names: string[] = [];

  async function ask(grants: readonly string[], path: string, method = 'GET', body?: unknown) {
    const headers = { authorization: `Bearer ${server.token(...grants)}` };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/${path}`, { method, headers, ...sent });
    return { status: response.status, json: (await response.json()) as Page };
  }

  async function walk(
    grants: readonly string[],
    list: 'notes' | 'occurrences',
    pageSize: number,
    filter = '',
  ) {
    const found: string[] = [];
    let pages = 0;
    for (let pageToken = '', isFirst = true; isFirst || pageToken !== ''; isFirst = false) {
      const query = new URLSearchParams({ pageSize: String(pageSize), filter, pageToken });
      const { status, json } = await ask(grants, `v1beta1/projects/-/${list}?${query}`);
      expect([status, json.message]).toEqual([200, undefined]);
      const here = json[list] ?? [];
      expect(here.length).toBeLessThanOrEqual(pageSize);
      found.push(...here.map(({ name }) => name));
      pageToken = json.nextPageToken ?? '';
      pages += 1;
    }
    return { found, pages };
  }

  const of = (...wanted: readonly string[]) =>
    names.filter((name) => wanted.some((project) => name.startsWith(`projects/${project}/`)));

  beforeAll(async () => {
    server = await startGuardedServer({ store: `sqlite:${folder.path}/all.db` });
    const admin = ['admin@*'];
    for (const provider of ['scanner', 'other'])
      for (const id of ['CVE-1', 'CVE-2'])
        await ask(admin, `v1beta1/projects/${provider}/notes?noteId=${id}`, 'POST', bodiesIn.v1beta1.note);
    const scopes = [...projects, located].sort();
    for (const [index, scope] of scopes.entries()) {
      const noteName = `projects/${index % 2 === 0 ? 'scanner' : 'other'}/notes/CVE-${index % 5 === 0 ? 2 : 1}`;
      const occurrences = [bodiesIn.v1beta1.occurrence(noteName), bodiesIn.v1beta1.occurrence(noteName)];
      const made = await ask(admin, `v1beta1/projects/${scope}/occurrences:batchCreate`, 'POST', {
        occurrences,
      });
      expect(made.status).toBe(200);
      names.push(...(made.json.occurrences ?? []).map(({ name }) => name));
    }
  });
  afterAll(async () => {
    await server.close();
    await folder.remove();
  });

  it('are listed in pages of any size; each caller gets the projects that it may read', async () => {
    for (const pageSize of [3, 50, 1000]) {
      expect((await walk(['viewer@*'], 'occurrences', pageSize)).found).toEqual(names);
      const some = [
        'viewer@projects/team-003',
        'occurrences.viewer@projects/team-110',
        'notes.viewer@projects/team-004',
      ];
      expect((await walk(some, 'occurrences', pageSize)).found).toEqual(of('team-003', 'team-110'));
    }
    expect(await walk(['notes.viewer@*'], 'occurrences', 10)).toEqual({ found: [], pages: 1 });
    expect(await walk(['viewer@projects/nobody'], 'notes', 10)).toEqual({ found: [], pages: 1 });
    const notes = ['other', 'scanner'].flatMap((p) =>
      ['CVE-1', 'CVE-2'].map((id) => `projects/${p}/notes/${id}`),
    );
    expect((await walk(['viewer@*'], 'notes', 3)).found).toEqual(notes);
    expect((await walk(['notes.viewer@projects/scanner'], 'notes', 3)).found).toEqual(notes.slice(2));
  });

  it('are filtered; a note id is found in all of them in one page', async () => {
    const second = [...projects, located].sort().filter((_, index) => index % 5 === 0);
    const found = await walk(['viewer@*'], 'occurrences', 1000, 'noteId="CVE-2"');
    expect(found).toEqual({ found: of(...second), pages: 1 });
    const own = await walk(
      ['viewer@projects/team-005'],
      'occurrences',
      10,
      'noteId="CVE-2" AND kind=VULNERABILITY',
    );
    expect(own.found).toEqual(second.includes('team-005') ? of('team-005') : []);
    const { pages, found: none } = await walk(['viewer@*'], 'occurrences', 10, 'remediation="nothing"');
    expect({ pages, none }).toEqual({ pages: 2, none: [] });
  });

  it('are searched by image or repository in one page, in the projects that a caller may read', async () => {
    const image = (tag: string) => ({ resource: { uri: `https://r.example/wanted@sha256:${tag}` } });
    const admin = ['admin@*'];
    const made: string[] = [];
    // In the last projects, which a walk through all of them reaches with a second page.
    for (const [project, tag] of [
      ['team-117', '1'],
      ['team-118', '2'],
    ] as const) {
      const body = { ...bodiesIn.v1beta1.occurrence('projects/scanner/notes/CVE-1'), ...image(tag) };
      const { json } = await ask(admin, `v1beta1/projects/${project}/occurrences`, 'POST', body);
      made.push((json as { name: string }).name);
    }
    const prefix = 'has_prefix(resourceUrl, "https://r.example/wanted@")';
    expect(await walk(['viewer@*'], 'occurrences', 10, prefix)).toEqual({ found: made, pages: 1 });
    const one = `resourceUrl="${image('2').resource.uri}"`;
    expect(await walk(['viewer@*'], 'occurrences', 10, one)).toEqual({ found: made.slice(1), pages: 1 });
    const own = ['viewer@projects/team-117'];
    const unread = `${prefix} AND kind=VULNERABILITY`;
    expect(await walk(own, 'occurrences', 10, unread)).toEqual({ found: made.slice(0, 1), pages: 1 });
    const none = 'has_prefix(resourceUrl, "https://r.example/nothing")';
    expect(await walk(['viewer@*'], 'occurrences', 10, none)).toEqual({ found: [], pages: 1 });
    const path = `v1beta1/projects/-/occurrences:vulnerabilitySummary?filter=${encodeURIComponent(prefix)}`;
    expect((await ask(own, path)).json.counts?.length).toBe(2);
    for (const name of made) await ask(admin, `v1beta1/${name}`, 'DELETE');
  });

  it.each(versionNames)('are counted in %s: a resource once, whatever projects it is in', async (version) => {
    const path = `${version}/projects/-/occurrences:vulnerabilitySummary`;
    const counted = async (...grants: string[]) =>
      ((await ask(grants, path)).json.counts ?? []).map(({ severity, totalCount }) => [severity, totalCount]);
    const all = String(names.length);
    expect(await counted('viewer@*')).toEqual([
      [undefined, all],
      ['HIGH', all],
    ]);
    expect(await counted('viewer@projects/team-003', 'viewer@projects/team-004')).toEqual([
      [undefined, '6'],
      ['HIGH', '6'],
    ]);
    expect(await counted('notes.viewer@*')).toEqual([]);
  });

  it('are listed over gRPC and by the client, in both versions', async () => {
    const session = await connect(server.url);
    const list = { request: messages.ListOccurrencesRequest, response: messages.ListOccurrencesResponse };
    const token = server.token('viewer@projects/team-003');
    const request = { parent: 'projects/-', pageSize: 100 };
    const answer = await call(session, '/grafeas.v1beta1.GrafeasV1Beta1/ListOccurrences', list, request, {
      authorization: `Bearer ${token}`,
    });
    session.close();
    const listed = (answer.value as unknown as Page).occurrences ?? [];
    expect(listed.map(({ name }) => name)).toEqual(of('team-003'));
    for (const version of versionNames) {
      const client = createClient({ server: server.url, token, version });
      const found: (string | undefined)[] = [];
      for await (const { name } of client.occurrences.list('projects/-')) found.push(name);
      expect(found).toEqual(of('team-003'));
    }
  });

  it.each([
    ['POST', 'occurrences', bodiesIn.v1beta1.occurrence('projects/scanner/notes/CVE-1')],
    ['POST', 'occurrences:batchCreate', { occurrences: [] }],
    ['POST', 'notes?noteId=n', bodiesIn.v1beta1.note],
    ['POST', 'notes:batchCreate', { notes: {} }],
    ['POST', 'occurrences:import', {}],
  ])('are refused as parent of %s %s', async (method, path, body) => {
    const { status, json } = await ask(['admin@*'], `v1beta1/projects/-/${path}`, method, body);
    expect({ status, message: json.message }).toEqual({
      status: 400,
      message:
        'parent: "projects/-" stands for all projects, which can only be listed and counted together; name one project',
    });
  });

  it('have page tokens that no other list accepts', async () => {
    const { json } = await ask(['viewer@*'], 'v1beta1/projects/-/occurrences?pageSize=1');
    const query = `pageToken=${json.nextPageToken}`;
    for (const path of [
      `projects/team-003/occurrences?${query}`,
      `projects/-/notes?${query}`,
      `projects/-/occurrences?filter=noteId%3D%22CVE-1%22&${query}`,
    ])
      expect((await ask(['viewer@*'], `v1beta1/${path}`)).status, path).toBe(400);
  });
});
