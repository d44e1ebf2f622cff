import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyKit } from '../setup/policies.js';
import { startServer } from '../setup/server.js';
import { digest, post } from './kit.js';
import { image, openReceiver, type Receiver } from './receiver.js';

const fixture = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;

let receiver: Receiver;
let source: Receiver['source'];
let send: Receiver['send'];

beforeEach(async () => {
  receiver = await openReceiver();
  ({ source, send } = receiver);
});
afterEach(() => receiver.close());

async function scansOf(uri: string): Promise<{ status: string | undefined; count: number }> {
  const filter = encodeURIComponent(`resourceUrl="${uri}"`);
  const { occurrences = [] } = await policyKit(receiver.server).send<{
    occurrences?: { discovered?: { discovered: { analysisStatus: string } } }[];
  }>('GET', `v1beta1/projects/p/occurrences?pageSize=1000&filter=${filter}`);
  const scans = occurrences.flatMap(({ discovered }) => discovered?.discovered.analysisStatus ?? []);
  return { status: scans[0], count: occurrences.length };
}

describe('events of Harbor', () => {
  const event = (type = 'SCANNING_COMPLETED', overview: object = {}) => ({
    type,
    occur_at: 1_714_813_200,
    operator: 'auto',
    event_data: {
      resources: [
        { digest: image, tag: 'v1', resource_url: 'evil.example/library/app:v1', scan_overview: overview },
      ],
      repository: {
        name: 'team/app',
        namespace: 'library',
        repo_full_name: 'library/team/app',
        repo_type: 'private',
      },
    },
  });
  const path = `GET /api/v2.0/projects/library/repositories/team%252Fapp/artifacts/${image.replace(':', '%3A')}/additions/vulnerabilities`;
  const uri = (): string => `https://${new URL(source.url).host}/library/team/app@${image}`;

  it('fetch the report from the configured address and import it, once', async () => {
    source.has.set(path, fixture('harbor/report.json'));
    const first = await send('harbor/projects/p', event());
    expect(first).toMatchObject({ status: 200, imported: [{ resource: uri() }], ignored: [] });
    expect(first.imported[0]?.created).toBeGreaterThan(1);
    expect(source.requests).toEqual([path]);
    expect(source.headers[0]).toMatchObject({
      authorization: 'Basic cm9ib3Q6c2VjcmV0',
      'x-accept-vulnerabilities': expect.stringContaining('version=1.1'),
    });
    const again = await send('harbor/projects/p', event());
    expect(again.imported).toEqual([{ ...first.imported[0], created: 0, updated: 0 }]);
    const cloudEvent = { specversion: '1.0', type: 'harbor.scan.completed', data: event().event_data };
    expect((await send('harbor/projects/p', cloudEvent)).imported).toEqual(again.imported);
    const other = await send('harbor/projects/p?repository=registry.example', event());
    expect(other.imported[0]?.resource).toBe(`https://registry.example/library/team/app@${image}`);
  });

  it('record that a scan failed, and keep the stored findings', async () => {
    source.has.set(path, fixture('harbor/report.json'));
    await send('harbor/projects/p', event());
    const before = await scansOf(uri());
    expect(before.status).toBe('FINISHED_SUCCESS');
    const overview = {
      'application/vnd.security.vulnerability.report; version=1.1': { scan_status: 'Error' },
    };
    expect((await send('harbor/projects/p', event('SCANNING_FAILED', overview))).status).toBe(200);
    expect(await scansOf(uri())).toEqual({ status: 'FINISHED_FAILED', count: before.count });
    expect(await send('harbor/projects/p', event('SCANNING_STOPPED'))).toMatchObject({
      status: 200,
      imported: [],
    });
    expect(source.requests).toHaveLength(1);
  });

  it('ignore an older report that arrives late', async () => {
    const report = fixture('harbor/report.json');
    const [type = ''] = Object.keys(report);
    const at = (generated_at: string) => ({ [type]: { ...(report[type] as object), generated_at } });
    source.has.set(path, at('2024-05-05T00:00:00Z'));
    await send('harbor/projects/p', event());
    source.has.set(path, at('2024-05-04T00:00:00Z'));
    expect(await send('harbor/projects/p', event())).toMatchObject({
      status: 200,
      imported: [],
      ignored: [expect.stringContaining('newer')],
    });
  });

  it('fail if the report cannot be fetched, so that Harbor sends them again', async () => {
    for (const answer of [undefined, 500, 302, 401]) {
      source.has.set(path, answer);
      const { status, message } = await send('harbor/projects/p', event());
      expect([status, message]).toEqual([503, expect.stringContaining('Harbor')]);
    }
    expect(source.requests.every((request) => request === path)).toBe(true);
  });

  it.each([
    ['a path for a digest', { digest: '../../../users' }],
    ['upper case', { digest: image.toUpperCase() }],
  ])('are refused with %s', async (_name, resource) => {
    const { status, message } = await send('harbor/projects/p', {
      ...event(),
      event_data: { ...event().event_data, resources: [resource] },
    });
    expect([status, message]).toEqual([400, expect.stringContaining('event_data.resources[0].digest')]);
    expect(source.requests).toEqual([]);
  });

  it.each(['library/../x', 'library', 'library/%2e%2e', 'a/b?c', '../library/x'])(
    'are refused for the repository %s',
    async (name) => {
      const { status } = await send('harbor/projects/p', {
        ...event(),
        event_data: { ...event().event_data, repository: { repo_full_name: name } },
      });
      expect([status, source.requests]).toEqual([400, []]);
    },
  );
});

describe('notifications of Clair', () => {
  const id = 'b53ae44b-2f55-4b0c-9b4c-7a2d0f4e8c11';
  const event = { notification_id: id, callback: 'http://evil.example/steal' };
  const first = `GET /clair/notifier/api/v1/notification/${id}?page_size=500`;
  const removal = `DELETE /clair/notifier/api/v1/notification/${id}`;
  const report = `GET /clair/matcher/api/v1/vulnerability_report/${image.replace(':', '%3A')}`;
  const notified = (manifest: string) => ({ id: 'x', manifest, reason: 'added' });

  beforeEach(() => {
    source.has.set(first, { page: { size: 500, next: 'two' }, notifications: [notified(image)] });
    source.has.set(`${first}&next=two`, {
      page: { size: 500 },
      notifications: [notified(image), notified(digest('c'))],
    });
    source.has.set(removal, {});
    source.has.set(report, fixture('clair/report.json'));
  });

  it('fetch the reports of known images of the project, and are then deleted', async () => {
    const resource = `https://registry.example/app@${image}`;
    const known = await fetch(
      `${receiver.server.url}/v1beta1/projects/p/occurrences:import?format=clair&resource=${encodeURIComponent(resource)}`,
      {
        method: 'POST',
        body: JSON.stringify({ ...fixture('clair/report.json'), package_vulnerabilities: {} }),
      },
    );
    expect(known.status).toBe(200);
    const done = await send('clair/projects/p', event);
    expect(done).toMatchObject({
      status: 200,
      imported: [{ resource }],
      ignored: [expect.stringContaining(digest('c'))],
    });
    expect(done.imported[0]?.created).toBeGreaterThan(0);
    expect(source.requests).toEqual([first, `${first}&next=two`, report, removal]);
    source.has.delete(first);
    expect(await send('clair/projects/p', event)).toMatchObject({ status: 200, imported: [] });
  });

  it('use the repository of the receiver for unknown images', async () => {
    const done = await send('clair/projects/p?repository=https://registry.example/app', event);
    expect(done.imported).toMatchObject([{ resource: `https://registry.example/app@${image}` }]);
    expect(done.ignored).toEqual([`https://registry.example/app@${digest('c')}: there is no report of it`]);
  });

  it('are deleted only after everything is stored', async () => {
    source.has.set(report, 500);
    const { status } = await send('clair/projects/p?repository=https://registry.example/app', event);
    expect(status).toBe(503);
    expect(source.requests).not.toContain(removal);
  });

  it('stay where they are if a page is missing, or leads back to one that was read', async () => {
    const second = `${first}&next=two`;
    const page = { page: { size: 500, next: 'two' }, notifications: [notified(image)] };
    for (const answer of [undefined, page]) {
      source.has.set(second, answer);
      const { status } = await send('clair/projects/p?repository=https://registry.example/app', event);
      expect(status).toBe(503);
      expect(source.requests).toContain(second);
      expect(source.requests).not.toContain(removal);
    }
  });

  it('are refused without a UUID', async () => {
    const { status } = await send('clair/projects/p', { notification_id: '../../../x' });
    expect([status, source.requests]).toEqual([400, []]);
  });
});

describe('reports of trivy-operator', () => {
  it('are imported, with or without an envelope; others are ignored', async () => {
    const report = fixture('trivy-operator/report.json');
    const first = await send('trivy-operator/projects/p', report);
    expect(first.status).toBe(200);
    expect(first.imported[0]?.created).toBeGreaterThan(0);
    const again = await send('trivy-operator/projects/p', { verb: 'update', operatorObject: report });
    expect(again.imported).toEqual([{ ...first.imported[0], created: 0, updated: 0 }]);
    const text = JSON.stringify({ verb: 'update', operatorObject: report });
    const large = await send(
      'trivy-operator/projects/p',
      text
        .replace('{"verb"', '{"n":12345678901234567890,"verb"')
        .replace('"metadata":{', '"metadata":{"n":12345678901234567890,'),
    );
    expect(large.imported).toEqual(again.imported);
    for (const event of [
      { verb: 'delete', operatorObject: report },
      { ...report, kind: 'ConfigAuditReport' },
      {},
    ])
      expect(await send('trivy-operator/projects/p', event)).toMatchObject({
        status: 200,
        imported: [],
        ignored: [expect.any(String)],
      });
    expect(source.requests).toEqual([]);
  });
});

it('are refused with an address that is not configured, which the error names', async () => {
  const bare = await startServer();
  try {
    for (const [path, event, setting] of [
      ['harbor', { type: 'SCANNING_COMPLETED' }, 'harbor_url'],
      ['clair', { notification_id: 'b53ae44b-2f55-4b0c-9b4c-7a2d0f4e8c11' }, 'clair_url'],
    ] as const) {
      const { status, body } = await post(`${bare.url}/hooks/${path}/projects/p`, event);
      expect([status, (body as { message?: string }).message]).toEqual([
        400,
        expect.stringContaining(setting),
      ]);
    }
  } finally {
    await bare.close();
  }
});
