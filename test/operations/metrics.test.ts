import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { createDatabase, describePostgres } from '../setup/databases.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { connectPostgres, lockWaits } from '../setup/postgres-client.js';
import { call, connect } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Value of a line of the text format, by its whole name with labels. */
function sampleOf(text: string, line: string): number | undefined {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

const count = (operation: string, transport: string, code: string, version = 'v1beta1'): string =>
  `grafeas_request_duration_seconds_count{operation="${operation}",version="${version}",transport="${transport}",code="${code}"}`;

const note = JSON.stringify({ attestationAuthority: { hint: { humanReadableName: 'qa' } } });

describe('metrics', () => {
  let server: TestServer;
  const folder = temporaryFolder();
  const metrics = async (): Promise<string> => (await checkedFetch(`${server.url}/metrics`)).text();
  beforeAll(async () => {
    server = await startServer({ store: `sqlite:${folder.path}/grafeas.db` });
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  it('count requests by operation, transport and code', async () => {
    const url = `${server.url}/v1beta1/projects/p/notes`;
    await checkedFetch(`${url}?noteId=a`, { method: 'POST', body: note });
    for (let n = 0; n < 3; n += 1) await checkedFetch(`${url}/a`);
    await checkedFetch(`${url}/none`);
    await checkedFetch(`${server.url}/v1beta1/nothing`);
    for (let n = 0; n < 2; n += 1) await checkedFetch(`${server.url}/v1/projects/p/notes/a`);
    const session = await connect(server.url);
    const { GetNoteRequest: request, Note: response } = buildMessages(buildRegistry(kinds));
    const service = '/grafeas.v1beta1.GrafeasV1Beta1';
    await call(session, `${service}/GetNote`, { request, response }, { name: 'projects/p/notes/a' });
    session.close();
    const text = await metrics();
    expect(sampleOf(text, count('CreateNote', 'rest', 'OK'))).toBe(1);
    expect(sampleOf(text, count('GetNote', 'rest', 'OK'))).toBe(3);
    expect(sampleOf(text, count('GetNote', 'rest', 'NOT_FOUND'))).toBe(1);
    expect(sampleOf(text, count('GetNote', 'grpc', 'OK'))).toBe(1);
    expect(sampleOf(text, count('GetNote', 'rest', 'OK', 'v1'))).toBe(2);
    expect(sampleOf(text, count('other', 'rest', 'NOT_FOUND', ''))).toBe(1);
    const bucket =
      'grafeas_request_duration_seconds_bucket{operation="GetNote",version="v1beta1",transport="rest",code="OK"';
    expect(sampleOf(text, `${bucket},le="+Inf"}`)).toBe(3);
    expect(text).toContain('# TYPE grafeas_request_duration_seconds histogram');
    expect(sampleOf(text, 'grafeas_requests_in_flight')).toBe(0);
    expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(sampleOf(text, 'nodejs_eventloop_lag_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
  });

  it('count the calls that share a commit', async () => {
    const url = `${server.url}/v1beta1/projects/p/notes`;
    const post = (n: number) => checkedFetch(`${url}?noteId=n${n}`, { method: 'POST', body: note });
    const sum = 'grafeas_store_commit_calls_sum';
    const before = sampleOf(await metrics(), sum) ?? 0;
    await Promise.all(Array.from({ length: 40 }, (_, n) => post(n)));
    expect((sampleOf(await metrics(), sum) ?? 0) - before).toBeGreaterThanOrEqual(40);
  });

  it('are exactly those in docs/operations.md', async () => {
    const docs = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    const section = docs.split('\n## Metrics\n')[1]?.split('\n## ')[0] ?? '';
    const documented = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    const registered = [...(await metrics()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    // Only PostgreSQL has a pool.
    expect([...registered, 'grafeas_store_connections'].sort()).toEqual(documented.sort());
  });
});

describe('the port of metrics', () => {
  const statusOf = async (url: string, path: string): Promise<number> =>
    (await checkedFetch(`${url}${path}`)).status;

  it('is a separate port, if one is configured', async () => {
    const server = await startServer({ adminListen: '127.0.0.1:0' });
    const admin = `http://${server.adminAddress}`;
    for (const path of ['/livez', '/readyz', '/metrics']) expect(await statusOf(admin, path)).toBe(200);
    expect(await statusOf(admin, '/v1beta1/projects')).toBe(404);
    await server.close();
    await expect(checkedFetch(`${admin}/livez`)).rejects.toThrow();
  });

  it('is not the port of the API if that is open to the network and requires tokens', async () => {
    const folder = temporaryFolder();
    const policy = `${folder.path}/policy.yaml`;
    writeFileSync(`${folder.path}/key`, 'a secret of thirty-two bytes or more');
    writeFileSync(
      policy,
      'issuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], grants: claim, keys: { secret_file: key } }]',
    );
    const server = await startServer({
      listen: '0.0.0.0:0',
      access: 'jwt',
      policy,
      adminListen: '127.0.0.1:0',
    });
    const url = server.url.replace('0.0.0.0', '127.0.0.1');
    const admin = `http://${server.adminAddress}`;
    expect(await statusOf(url, '/metrics')).toBe(404);
    expect(await statusOf(url, '/readyz')).toBe(200);
    server.reload();
    writeFileSync(policy, 'issuers: nonsense');
    server.reload();
    const text = await (await checkedFetch(`${admin}/metrics`)).text();
    expect(sampleOf(text, 'grafeas_policy_reloads_total{outcome="ok"}')).toBe(1);
    expect(sampleOf(text, 'grafeas_policy_reloads_total{outcome="failed"}')).toBe(1);
    expect(sampleOf(text, 'grafeas_policy_reload_succeeded')).toBe(0);
    await server.close();
    folder.remove();
  });
});

describePostgres('metrics of a PostgreSQL store', (postgres) => {
  it('have its pool', async () => {
    const database = await createDatabase(postgres);
    const server = await startServer({ store: database.url });
    const metrics = async (): Promise<string> => (await checkedFetch(`${server.url}/metrics`)).text();
    const used = async () => sampleOf(await metrics(), 'grafeas_store_connections{state="used"}');
    const locker = await connectPostgres(database.url);
    await locker.query('BEGIN; LOCK TABLE notes IN ACCESS EXCLUSIVE MODE');
    const created = checkedFetch(`${server.url}/v1beta1/projects/p/notes?noteId=a`, {
      method: 'POST',
      body: note,
    });
    while ((await lockWaits(locker)) === 0);
    expect(await used()).toBeGreaterThan(0);
    await locker.query('COMMIT');
    await created;
    // The server looks for unfinished work with one of them, once it has started.
    while ((await used()) !== 0);
    const text = await metrics();
    expect(sampleOf(text, 'grafeas_store_connections{state="free"}')).toBeGreaterThan(0);
    expect(sampleOf(text, 'grafeas_store_connections{state="waiting"}')).toBe(0);
    expect(sampleOf(text, 'grafeas_store_commit_calls_count')).toBeGreaterThan(0);
    await locker.end();
    await server.close();
    await database.drop();
  });
});
