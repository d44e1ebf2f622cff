import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkedFetch } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';
import { movableClock, sign, tempFolder } from './kit.js';

const secret = 'a secret of thirty-two bytes or more';
const policy = `
issuers:
  - { name: own, issuer: own, audience: grafeas, algorithms: [HS256], grants: claim, keys: { secret_file: key } }
rate_limits: { principals: { 'own:busy': { rate: 1, burst: 2 } } }
`;
const folder = tempFolder({ key: secret, 'policy.yaml': policy });
const start = movableClock(Date.now()).now();
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ access: 'jwt', policy: `${folder.path}/policy.yaml` });
  for (const project of ['foo', 'foobar', 'fo']) {
    await call('POST', '/projects', admin, { name: `projects/${project}` });
    await call('POST', `/projects/${project}/notes?noteId=n`, admin, note);
    for (let count = 0; count < 3; count += 1)
      await call('POST', `/projects/${project}/occurrences`, admin, occurrence(project, project));
  }
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const note = { discovery: { analysisKind: 'DISCOVERY' } };
const occurrence = (provider: string, uri: string) => ({
  noteName: `projects/${provider}/notes/n`,
  resource: { uri: `https://example.com/${uri}` },
  discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
});

function tokenOf(subject: string, ...grants: string[]): string {
  const exp = Math.floor(start / 1000) + 3600;
  return sign(secret, { iss: 'own', aud: 'grafeas', sub: subject, exp, grants }, 'HS256');
}
const admin = tokenOf('root', 'admin@*');
const fooViewer = tokenOf('gate', 'viewer@projects/foo');
const fooEditor = tokenOf('scanner', 'editor@projects/foo');

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function call(method: string, path: string, token?: string, body?: unknown): Promise<Reply> {
  const response = await checkedFetch(`${server.url}/v1beta1${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const names = (reply: Reply, list: string): string[] =>
  ((reply.body[list] ?? []) as { name: string }[]).map(({ name }) => name);

describe('responses', () => {
  it('are 401 with a challenge without a token', async () => {
    const { status, headers, body } = await call('GET', '/projects/foo/notes');
    expect([status, body.code]).toEqual([401, 16]);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="grafeas"');
  });

  it('are 401 for a bad token, with the reason in the header and not in the details', async () => {
    const { status, headers, body } = await call('GET', '/projects/foo/notes', `${fooViewer}x`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="grafeas", error="invalid_token", error_description="the signature of the token does not verify"',
    );
    expect(JSON.stringify(body)).not.toContain('Bearer');
  });

  it('are 403 with permission and resource, whether the resource exists or not', async () => {
    for (const path of ['/projects/foobar/notes/n', '/projects/foobar/notes/missing']) {
      const { status, body } = await call('GET', path, fooViewer);
      expect([status, body.message]).toEqual([403, `permission notes.get denied on ${path.slice(1)}`]);
      expect(JSON.stringify(body)).toContain('"permission":"notes.get"');
    }
  });

  it('are 429 with Retry-After above the rate of a principal', async () => {
    const busy = tokenOf('busy', 'viewer@projects/foo');
    const replies: Reply[] = [];
    // The clock stands still, or slow calls would be given another one for each second they take.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (let count = 0; count < 4; count += 1) replies.push(await call('GET', '/projects/foo', busy));
    } finally {
      vi.useRealTimers();
    }
    const last = replies.at(-1);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    expect([last?.status, last?.body.code, last?.headers.get('retry-after')]).toEqual([429, 8, '1']);
    expect((await call('GET', '/projects/foo', fooViewer)).status).toBe(200);
  });

  it('of testIamPermissions list the permissions of the caller', async () => {
    const asked = { permissions: ['notes.get', 'notes.create', 'containeranalysis.occurrences.list'] };
    const ask = (resource: string) => call('POST', `/${resource}:testIamPermissions`, fooViewer, asked);
    for (const resource of ['projects/foo', 'projects/foo/notes/n', 'projects/foo/occurrences/x'])
      expect((await ask(resource)).body).toEqual({
        permissions: ['notes.get', 'containeranalysis.occurrences.list'],
      });
    for (const resource of ['projects/foobar', 'projects/foobar/notes/n'])
      expect((await ask(resource)).body).toEqual({});
  });
});

describe('headers', () => {
  it('two Authorization headers are refused, even if one is valid', async () => {
    for (const [first, second] of [
      [admin, 'x'],
      ['x', admin],
      [admin, admin],
    ]) {
      const reply = await raw(
        `GET /v1beta1/projects/foo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${first}\r\nauthorization: Bearer ${second}\r\n\r\n`,
      );
      expect(reply).toMatch(/^HTTP\/1.1 401 /);
      expect(reply).toMatch(/error="invalid_request"/);
    }
  });

  it('an oversized token is refused without being read', async () => {
    expect((await call('GET', '/projects/foo', 'x'.repeat(12_000))).status).toBe(401);
    expect(
      await raw(
        `GET /v1beta1/projects/foo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${'x'.repeat(40_000)}\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1.1 4(31|01) /);
  });

  it('a token in the query, a form or another header is ignored', async () => {
    expect((await call('GET', `/projects/foo?access_token=${admin}`)).status).toBe(401);
    const headers = {
      'proxy-authorization': `Bearer ${admin}`,
      'x-api-key': admin,
      cookie: `token=${admin}`,
    };
    expect((await checkedFetch(`${server.url}/v1beta1/projects/foo`, { headers })).status).toBe(401);
  });
});

describe('a caller of projects/foo gets no access to others', () => {
  it.each([
    '/projects/foobar/notes/n',
    '/projects/fo/notes/n',
    '/projects/FOO/notes/n',
    '/projects/foo%20/notes/n',
    '/projects/foo%00/notes/n',
    '/projects/foo%2F..%2Ffoobar/notes/n',
    '/projects/foo%252F..%252Ffoobar/notes/n',
    '/projects/foo%2Fnotes%2Fn%2F..%2F..%2F..%2Ffoobar/notes/n',
    '/projects/foo/../foobar/notes/n',
    '/projects/foo/%2e%2e/foobar/notes/n',
    '/projects%2Ffoobar/notes/n',
    '/projects/foobar%2Fnotes%2Fn',
    '/projects/foo/../../v1beta1/projects/foobar/notes/n',
    '/projects/foo;/notes/n',
    '/projects/*/notes/n',
    '/projects/-/notes/n',
  ])('by the path %s', async (path) => {
    const reply = await raw(
      `GET /v1beta1${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${fooViewer}\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1.1 (301|400|403|404) /);
    expect(reply).not.toContain('analysisKind');
  });

  it.each([
    'noteProjectId="foobar"',
    'resourceUri="https://example.com/foobar" OR resourceUri="https://example.com/foo"',
    'resourceUri!="x"',
    'NOT resourceUri="https://example.com/foo"',
    "x') OR 1=1 --",
    'project="foobar" OR kind="DISCOVERY"',
    'name:"projects/foobar"',
  ])('by the filter %s', async (filter) => {
    const reply = await call(
      'GET',
      `/projects/foo/occurrences?filter=${encodeURIComponent(filter)}`,
      fooViewer,
    );
    expect([200, 400]).toContain(reply.status);
    for (const name of names(reply, 'occurrences')) expect(name).toMatch(/^projects\/foo\/occurrences\//);
  });

  it('by a page token of another project, list or filter', async () => {
    const page = await call('GET', '/projects/foobar/occurrences?pageSize=1', admin);
    const stolen = String(page.body.nextPageToken);
    const own = await call('GET', '/projects/foo/occurrences?pageSize=1', fooViewer);
    const mine = String(own.body.nextPageToken);
    const flipped = `${mine.slice(0, 5)}${mine[5] === 'A' ? 'B' : 'A'}${mine.slice(6)}`;
    for (const token of [stolen, flipped, Buffer.from('projects/foobar').toString('base64url'), '20']) {
      const reply = await call(
        'GET',
        `/projects/foo/occurrences?pageToken=${encodeURIComponent(token)}`,
        fooViewer,
      );
      expect(reply.status).toBe(400);
    }
    expect((await call('GET', `/projects/foobar/occurrences?pageToken=${stolen}`, fooViewer)).status).toBe(
      403,
    );
    expect((await call('GET', `/projects/foo/occurrences?pageToken=${mine}`, fooViewer)).status).toBe(200);
  });

  it('by a page token of the list of projects: it lists only the projects of the caller', async () => {
    const page = await call('GET', '/projects?pageSize=1', admin);
    const token = String(page.body.nextPageToken);
    const reply = await call('GET', `/projects?pageToken=${encodeURIComponent(token)}`, fooViewer);
    expect(names(reply, 'projects').filter((name) => name !== 'projects/foo')).toEqual([]);
    expect(names(await call('GET', '/projects', fooViewer), 'projects')).toEqual(['projects/foo']);
    expect(names(await call('GET', '/projects', tokenOf('nobody')), 'projects')).toEqual([]);
  });

  it('by one foreign note in a batch: nothing of the batch is written', async () => {
    const before = names(await call('GET', '/projects/foo/occurrences', admin), 'occurrences');
    const occurrences = [occurrence('foo', 'a'), occurrence('foo', 'b'), occurrence('foobar', 'c')];
    const reply = await call('POST', '/projects/foo/occurrences:batchCreate', fooEditor, { occurrences });
    expect([reply.status, reply.body.message]).toEqual([
      403,
      'permission notes.attachOccurrence denied on projects/foobar/notes/n',
    ]);
    expect(names(await call('GET', '/projects/foo/occurrences', admin), 'occurrences')).toEqual(before);
  });

  it('by names in a body', async () => {
    const reply = await call('POST', '/projects/foo/occurrences', fooEditor, {
      ...occurrence('foo', 'x'),
      name: 'projects/foobar/occurrences/x',
    });
    expect(String(reply.body.name)).toMatch(/^projects\/foo\/occurrences\//);
    const inBatch = { parent: 'projects/foobar', notes: { x: note } };
    await call('POST', '/projects/foo/notes:batchCreate', fooEditor, inBatch);
    expect((await call('GET', '/projects/foobar/notes/x', admin)).status).toBe(404);
  });

  it('by the id of an occurrence of another project', async () => {
    const [foreign = ''] = names(await call('GET', '/projects/foobar/occurrences', admin), 'occurrences');
    const id = foreign.split('/').at(-1);
    expect((await call('GET', `/projects/foo/occurrences/${id}`, fooEditor)).status).toBe(404);
    expect((await call('DELETE', `/projects/foo/occurrences/${id}`, fooEditor)).status).toBe(404);
    expect((await call('GET', `/${foreign}`, admin)).status).toBe(200);
  });

  it('by a method override after the check', async () => {
    for (const method of ['DELETE', 'PATCH']) {
      const response = await checkedFetch(`${server.url}/v1beta1/projects/foo/notes/n`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fooViewer}`, 'x-http-method-override': method },
        body: '{}',
      });
      expect([403, 501]).toContain(response.status);
    }
    expect((await call('GET', '/projects/foo/notes/n', admin)).status).toBe(200);
  });
});

describe('reload', () => {
  it('applies a new policy, and keeps the old one if the new one is invalid', async () => {
    const other = policy.replace('grants: claim', 'grants: bindings');
    folder.write('policy.yaml', 'nonsense');
    server.reload();
    expect((await call('GET', '/projects/foo', fooViewer)).status).toBe(200);
    folder.write('policy.yaml', other);
    server.reload();
    expect((await call('GET', '/projects/foo', fooViewer)).status).toBe(403);
    folder.write('policy.yaml', policy);
    server.reload();
    expect((await call('GET', '/projects/foo', fooViewer)).status).toBe(200);
  });
});

/** Sends bytes as they are, which no HTTP client would, and answers what comes back until the server closes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (chunks.length > 0 ? undefined : reject(error)));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}
