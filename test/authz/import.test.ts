import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedFetch } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';
import { sign, tempFolder } from './kit.js';

const secret = 'a secret of thirty-two bytes or more';
const report = readFileSync(new URL('../fixtures/trivy/image.json', import.meta.url));
const folder = tempFolder({
  key: secret,
  'policy.yaml':
    'issuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]',
});
let server: TestServer;

beforeAll(async () => {
  server = await startServer({ access: 'jwt', policy: `${folder.path}/policy.yaml` });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

function call(method: string, path: string, grants: readonly string[], body?: Buffer): Promise<Response> {
  const exp = Math.floor(Date.now() / 1000) + 600;
  const token = sign(secret, { iss: 'own', aud: 'g', sub: 's', exp, grants }, 'HS256');
  return checkedFetch(`${server.url}/v1beta1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
}

const importTo = (consumer: string, query: string, ...grants: string[]) =>
  call('POST', `projects/${consumer}/occurrences:import?${query}`, grants, report);

describe('import', () => {
  it.each([
    ['occurrences.viewer@projects/c', 'notes.editor@projects/p'],
    ['occurrences.editor@projects/c', 'notes.viewer@projects/p'],
    ['occurrences.editor@projects/c', 'notes.attacher@projects/p'],
    ['occurrences.editor@projects/c', 'notes.editor@projects/pp'],
    ['occurrences.editor@projects/cc', 'notes.editor@projects/p'],
    ['admin@projects/c', 'viewer@projects/p'],
    ['viewer@projects/c', 'admin@projects/p'],
  ])('with %s and %s is refused and writes nothing', async (...grants) => {
    expect((await importTo('c', 'provider=projects/p', ...grants)).status).toBe(403);
    for (const list of ['projects/c/occurrences', 'projects/p/notes', 'projects/trivy/notes'])
      expect(await (await call('GET', list, ['admin@*'])).text()).toBe('{}');
  });

  it('needs permission on the default provider if none is named', async () => {
    const grants = ['occurrences.editor@projects/c', 'notes.editor@projects/p'];
    const refused = await importTo('c', '', ...grants);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('projects/trivy')]);
  });

  it('does not attach to a discovery note of another provider', async () => {
    const grants = ['occurrences.editor@projects/c', 'notes.editor@projects/p'];
    const query = 'provider=projects/p&discoveryNote=projects/victim/notes/scan';
    const refused = await importTo('c', query, ...grants);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('projects/victim')]);
    expect(await (await call('GET', 'projects/victim/notes', ['admin@*'])).text()).toBe('{}');
  });

  it('removes no findings of another provider on the same resource', async () => {
    expect((await importTo('shared', 'provider=projects/one', 'admin@*')).status).toBe(200);
    const list = async () =>
      (await call('GET', 'projects/shared/occurrences?pageSize=1000', ['admin@*'])).json();
    const before = ((await list()) as { occurrences: { name: string }[] }).occurrences;
    const grants = ['occurrences.editor@projects/shared', 'notes.editor@projects/two'];
    expect((await importTo('shared', 'provider=projects/two', ...grants)).status).toBe(200);
    const after = ((await list()) as { occurrences: { name: string }[] }).occurrences;
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length * 2);
  });
});
