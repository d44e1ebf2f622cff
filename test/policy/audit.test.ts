import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { openAccess } from '../../src/services/context.js';
import { createNoteService } from '../../src/services/notes.js';
import { createOccurrenceService } from '../../src/services/occurrences.js';
import { createPolicyAudit } from '../../src/services/policy-audit.js';
import { createPolicyJudges, type PolicyJudge } from '../../src/services/policy-judges.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { type PolicyKit, podOf, policyKit, scan, scanner } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { turnsDuring } from '../setup/turns.js';

/** What runs and would be denied now. */
interface Page {
  readonly denied?: readonly {
    readonly deployment: string;
    readonly imageUri: string;
    readonly deployTime: string;
    readonly deniedSince?: string;
    readonly dryRun?: boolean;
    readonly explanation: string;
    readonly reasons?: readonly { readonly code: string; readonly occurrences?: readonly string[] }[];
  }[];
  readonly audited?: number;
  readonly nextPageToken?: string;
  readonly warnings?: readonly string[];
}

describe('an audit', () => {
  let server: TestServer;
  let kit: PolicyKit;
  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.note('cluster', 'runs', { deployable: { resourceUri: ['x'] } });
    await kit.note('scanner', 'scan', scanner);
  });
  afterAll(() => server.close());

  const platform = (project: string, id: string): string =>
    `projects/${project}/platforms/gke/policies/${id}`;
  async function policy(project: string, id: string, gkePolicy: object): Promise<string> {
    await kit.send('POST', `v1/projects/${project}/platforms/gke/policies?policyId=${id}`, { gkePolicy });
    return platform(project, id);
  }
  const deploy = (project: string, uri: string, times: object = {}): Promise<string> =>
    kit.occurrence(project, uri, 'projects/cluster/notes/runs', {
      deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z', ...times } },
    });
  const scanned = (project: string, uri: string, status?: string): Promise<string> =>
    kit.occurrence(project, uri, 'projects/scanner/notes/scan', scan(status));
  const audit = (name: string, query = ''): Promise<Page> =>
    kit.send<Page>('GET', `v1/${name}:audit${query}`);
  const image = (path: string, digit: string): string =>
    `registry.example.com/${path}@sha256:${digit.repeat(64)}`;
  const vulnerabilityCheck = { maximumFixableSeverity: 'HIGH', maximumUnfixableSeverity: 'HIGH' };

  it('reports for each deployment the verdict of its image, with any page size', async () => {
    const name = await policy('team', 'prod', { checkSets: [{ checks: [{ vulnerabilityCheck }] }] });
    const images = [
      image('good', '1'),
      image('failed', '2'),
      image('never-scanned', '3'),
      'registry.example.com/by-tag:1',
      'registry.example.com/broken@sha256:12',
      'git://no image at all',
      image('elsewhere', '4'),
    ];
    const places = ['team', 'team', 'team', 'team', 'team', 'team', 'team/locations/eu'];
    for (const [index, uri] of images.entries()) {
      const project = places[index] ?? '';
      await deploy(project, index % 2 === 0 ? `https://${uri}` : uri);
      await deploy(project, uri);
    }
    await deploy('team', image('ended', '5'), { undeployTime: '2026-01-03T00:00:00Z' });
    await deploy('team', image('good', '1'), { undeployTime: '9999-01-01T00:00:00Z' });
    await scanned('team', `https://${image('good', '1')}`);
    await scanned('team', `https://${image('elsewhere', '4')}`);
    const failed = await scanned('team', `https://${image('failed', '2')}`, 'FINISHED_FAILED');
    const whole = await audit(name, '?pageSize=1000');
    expect(whole.nextPageToken).toBeUndefined();
    expect(whole.audited).toBe(15);
    const denied = new Set(whole.denied?.map(({ imageUri }) => imageUri));
    for (const uri of images) {
      const { verdict } = await kit.evaluate(name, podOf(uri));
      expect(denied.has(uri), uri).toBe(verdict !== 'CONFORMANT');
    }
    expect(denied.size).toBe(5);
    const { createTime } = await kit.send<{ createTime: string }>('GET', `v1beta1/${failed}`);
    expect(whole.denied?.find(({ imageUri }) => imageUri.includes('failed'))).toMatchObject({
      deployment: expect.stringMatching(/^projects\/team\/occurrences\//),
      deployTime: '2026-01-02T03:04:05Z',
      deniedSince: createTime,
      reasons: [{ code: 'SCAN_UNFINISHED', occurrences: [failed] }],
    });
    expect(whole.denied?.find(({ imageUri }) => imageUri.includes('never'))?.deniedSince).toBeUndefined();
    for (const size of [1, 2, 3, 7]) {
      const pages: Page[] = [];
      let token = '';
      do {
        const page = await audit(name, `?pageSize=${size}&pageToken=${encodeURIComponent(token)}`);
        pages.push(page);
        token = page.nextPageToken ?? '';
      } while (token !== '');
      expect(pages.flatMap((page) => page.denied ?? [])).toEqual(whole.denied);
      expect(pages.reduce((sum, { audited = 0 }) => sum + audited, 0)).toBe(15);
    }
  });

  it('denies what any check set or rule denies, if it is unknown where the image runs', async () => {
    const name = await policy('scoped', 'prod', {
      checkSets: [
        { scope: { kubernetesServiceAccount: 'shop:web' }, checks: [] },
        { scope: { kubernetesNamespace: 'shop' }, checks: [{ vulnerabilityCheck }] },
        { checks: [] },
      ],
    });
    await deploy('scoped', image('app', '1'));
    expect(await audit(name)).toMatchObject({
      audited: 1,
      denied: [{ explanation: expect.stringMatching(/^namespace shop: .*No scan/) }],
    });
    const asked = (place: string): Promise<Page> => audit(name, `?${place}`);
    expect((await asked('kubernetesNamespace=shop')).denied).toHaveLength(1);
    expect((await asked('kubernetesNamespace=shop&kubernetesServiceAccount=web')).denied).toBeUndefined();
    expect((await asked('kubernetesNamespace=other')).denied).toBeUndefined();
    await expect(asked('kubernetesServiceAccount=web')).rejects.toMatchObject({ status: 400 });
    const rule = (evaluationMode: string, enforcementMode = 'ENFORCED_BLOCK_AND_AUDIT_LOG') => ({
      evaluationMode,
      enforcementMode,
    });
    const put = (rules: object): Promise<object> => kit.send('PUT', 'v1/projects/scoped/policy', rules);
    const unset = await audit('projects/scoped/policy');
    expect(unset.denied).toBeUndefined();
    expect(unset.warnings).toEqual([expect.stringContaining('No policy is set')]);
    for (const [field, key, where] of [
      ['clusterAdmissionRules', 'eu.one', 'cluster eu.one'],
      ['kubernetesNamespaceAdmissionRules', 'shop', 'namespace shop'],
      ['kubernetesServiceAccountAdmissionRules', 'shop:web', 'service account shop:web'],
      ['istioServiceIdentityAdmissionRules', 'spiffe://mesh/ns/shop/sa/web', 'service account shop:web'],
    ] as const) {
      await put({ defaultAdmissionRule: rule('ALWAYS_ALLOW'), [field]: { [key]: rule('ALWAYS_DENY') } });
      expect((await audit('projects/scoped/policy')).denied?.[0]?.explanation, field).toContain(`${where}: `);
    }
    await put({ defaultAdmissionRule: rule('ALWAYS_DENY', 'DRYRUN_AUDIT_LOG_ONLY') });
    expect((await audit('projects/scoped/policy')).denied).toMatchObject([{ dryRun: true }]);
  });

  it('ends a page when its time is over, after at least one deployment', async () => {
    const repository = openMemory();
    const deps = await serviceDeps(repository, systemClock());
    const context = { access: openAccess, requestId: 'r' };
    const parent = 'projects/p';
    const note = { deployable: { resourceUri: ['x'] } };
    await createNoteService(deps).createNote({ parent, noteId: 'runs', note } as never, context);
    for (const digit of ['1', '2', '3']) {
      const occurrence = {
        resource: { uri: image('app', digit) },
        noteName: 'projects/p/notes/runs',
        deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z' } },
      };
      await createOccurrenceService(deps).createOccurrence({ parent, occurrence } as never, context);
    }
    const { auditPolicy } = createPolicyAudit(
      deps,
      createPolicyJudges(deps, () => openAccess),
      0,
    );
    let pages = 0;
    let audited = 0;
    let pageToken = '';
    do {
      const page = JSON.parse(await auditPolicy({ name: 'projects/p/policy', pageToken }, context)) as Page;
      expect(page.audited ?? 0).toBeLessThanOrEqual(1);
      pages += 1;
      audited += page.audited ?? 0;
      pageToken = page.nextPageToken ?? '';
    } while (pageToken !== '');
    expect([pages, audited]).toEqual([3, 3]);
  });

  describe('of many', () => {
    const name = 'projects/p/policy';
    const context = { access: openAccess, requestId: 'r' };

    /** An audit of so many deployments of one image by judges that say this in so many places. */
    async function auditOf(deployments: number, places: number, explanation: string) {
      const deps = await serviceDeps(openMemory(), systemClock());
      const parent = 'projects/p';
      const note = { deployable: { resourceUri: ['x'] } };
      await createNoteService(deps).createNote({ parent, noteId: 'runs', note } as never, context);
      const occurrence = {
        resource: { uri: image('app', '1') },
        noteName: 'projects/p/notes/runs',
        deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z' } },
      };
      const occurrences = Array.from({ length: deployments }, () => occurrence);
      await createOccurrenceService(deps).batchCreateOccurrences({ parent, occurrences } as never, context);
      const judges = async (): Promise<PolicyJudge> => ({
        places: async () =>
          Array.from({ length: places }, (_, index) => ({ namespace: `n${index}`, serviceAccount: '' })),
        writtenAt: (time) => time,
        async judge({ namespace }) {
          const occurrence = namespace === 'n49' ? '2025-01-01T00:00:00Z' : '2026-01-01T00:00:00Z';
          const message = `${namespace}: ${explanation}`;
          const reasons = [{ code: 'DENIED', message, occurrences: [occurrence], attestors: [] } as const];
          const verdict = 'NON_CONFORMANT';
          const checks = [{ index: 0, type: 'x', verdict, explanation: message, reasons } as const];
          return {
            verdict,
            isDryRun: false,
            warnings: [],
            images: [{ image: '', verdict, explanation: message, checks }],
          };
        },
      });
      return () => createPolicyAudit(deps, judges).auditPolicy({ name, pageSize: 1000 }, context);
    }

    it('places lists a million characters of reasons at most, and says so', async () => {
      const page = await (await auditOf(1, 50, 'x'.repeat(100_000)))();
      expect(page.length).toBeLessThan(1_500_000);
      const { denied } = JSON.parse(page) as Page;
      expect(denied?.[0]?.explanation).toContain('There are further reasons.');
      expect(denied?.[0]?.deniedSince).toBe('2025-01-01T00:00:00Z');
      const { denied: short } = JSON.parse(await (await auditOf(1, 50, 'x'))()) as Page;
      expect(short?.[0]?.explanation).not.toContain('further');
      expect(short?.[0]?.reasons).toHaveLength(50);
    });

    it('deployments of one image leaves others their turns', async () => {
      const few = await auditOf(1, 1, 'x');
      const many = await auditOf(500, 1, 'x');
      expect((await turnsDuring(many)) - (await turnsDuring(few))).toBeGreaterThanOrEqual(50);
    });
  });

  it('audits another project on request, and accepts its page tokens only there', async () => {
    const name = await policy('asks', 'prod', { checkSets: [{ checks: [{ alwaysDeny: true }] }] });
    await deploy('asked', image('app', '1'));
    await deploy('asked', image('app', '2'));
    expect(await audit(name)).toEqual({});
    const first = await audit(name, '?project=projects/asked&pageSize=1');
    expect(first).toMatchObject({ denied: [{}], audited: 1, nextPageToken: expect.any(String) });
    const token = `pageToken=${encodeURIComponent(first.nextPageToken ?? '')}`;
    expect((await audit(name, `?project=projects/asked&${token}`)).audited).toBe(1);
    await expect(audit(name, `?${token}`)).rejects.toMatchObject({ status: 400 });
    await expect(audit(name, '?project=asked')).rejects.toMatchObject({ status: 400 });
    await expect(audit(platform('asks', 'none'))).rejects.toMatchObject({ status: 404 });
  });
});
