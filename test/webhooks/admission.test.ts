import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PolicyKit, podOf, policyKit } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { digest, post, type ReviewAnswer, review, reviewOf } from './kit.js';

const good = `registry.example:5000/shop/good@${digest('a')}`;
const bad = `registry.example:5000/shop/bad@${digest('b')}`;

/** Allows images of one repository and denies all others. */
const policyOf = (pattern: string) => ({
  gkePolicy: {
    checkSets: [
      {
        imageAllowlist: { allowPattern: [pattern] },
        checks: [{ alwaysDeny: true }],
      },
    ],
  },
});

const template = (image: string, metadata: object = {}) => ({
  metadata,
  spec: { containers: [{ name: 'app', image }] },
});

const workload = (kind: string, image: string): object => {
  const metadata = { name: 'web', namespace: 'shop' };
  if (kind === 'CronJob')
    return { kind, metadata, spec: { jobTemplate: { spec: { template: template(image) } } } };
  if (kind === 'PodTemplate') return { kind, metadata, template: template(image) };
  return kind === 'Pod'
    ? { kind, ...template(image, metadata) }
    : { kind, metadata, spec: { template: template(image) } };
};

describe('admission reviews', () => {
  let server: TestServer;
  let kit: PolicyKit;
  let gate: string;
  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    gate = `${server.url}/admission/projects/shop/platformPolicies/gate`;
    await kit.send(
      'POST',
      'v1/projects/shop/platforms/gke/policies?policyId=gate',
      policyOf('registry.example:5000/shop/good*'),
    );
  });
  afterAll(() => server.close());

  it('allows what the policy allows, and denies the rest with the reason', async () => {
    const allowed = await review(gate, reviewOf(podOf(good)));
    expect(allowed).toMatchObject({
      allowed: true,
      auditAnnotations: {
        policy: 'projects/shop/platforms/gke/policies/gate',
        verdict: 'CONFORMANT',
      },
    });
    expect(allowed.status).toBeUndefined();
    const denied = await review(gate, reviewOf(podOf(good, bad)));
    expect(denied).toMatchObject({
      allowed: false,
      status: { status: 'Failure', code: 403, reason: 'Forbidden' },
      auditAnnotations: { verdict: 'NON_CONFORMANT' },
    });
    expect(denied.status?.message).toContain(bad);
    expect(denied.status?.message).not.toContain(good);
  });

  it.each([
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ReplicaSet',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
    'Rollout',
  ])('evaluates the containers of a %s', async (kind) => {
    expect((await review(gate, reviewOf(workload(kind, good)))).allowed).toBe(true);
    expect((await review(gate, reviewOf(workload(kind, bad)))).allowed).toBe(false);
  });

  it.each(['initContainers', 'ephemeralContainers'])('evaluates %s', async (list) => {
    const pod = (image: string) => ({
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'app', image: good }], [list]: [{ name: 'x', image }] },
    });
    const request = { operation: 'UPDATE', oldObject: podOf(good), subResource: list.toLowerCase() };
    expect((await review(gate, reviewOf(pod(good), request))).allowed).toBe(true);
    expect((await review(gate, reviewOf(pod(bad), request))).allowed).toBe(false);
  });

  it('evaluates images that are mounted as volumes', async () => {
    const pod = (reference: string) => ({
      kind: 'Pod',
      spec: {
        containers: [{ name: 'app', image: good }],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'data', image: { reference } },
        ],
      },
    });
    expect((await review(gate, reviewOf(pod(good)))).allowed).toBe(true);
    expect((await review(gate, reviewOf(pod(bad)))).allowed).toBe(false);
  });

  it('allows an update without a new image, and evaluates every other', async () => {
    const update = { operation: 'UPDATE', oldObject: podOf(bad) };
    expect((await review(gate, reviewOf(podOf(bad), update))).allowed).toBe(true);
    expect((await review(gate, reviewOf(podOf(bad), { ...update, subResource: 'status' }))).allowed).toBe(
      true,
    );
    const other = { operation: 'UPDATE', oldObject: podOf(good) };
    expect((await review(gate, reviewOf(podOf(bad), other))).allowed).toBe(false);
    expect((await review(gate, reviewOf(podOf(bad), { operation: 'UPDATE' }))).allowed).toBe(false);
    const account = {
      ...podOf(bad),
      spec: { serviceAccountName: 'x', containers: [{ name: 'c0', image: bad }] },
    };
    expect((await review(gate, reviewOf(account, update))).allowed).toBe(false);
    // An object that is created has no past, whatever the review says.
    expect((await review(gate, reviewOf(podOf(bad), { oldObject: podOf(bad) }))).allowed).toBe(false);
  });

  it('allows an object without an image', async () => {
    for (const [request, object] of [
      [{ operation: 'DELETE', oldObject: podOf(bad) }, null],
      [
        { operation: 'CONNECT', subResource: 'exec' },
        { kind: 'PodExecOptions', command: ['sh'] },
      ],
      [{ subResource: 'binding' }, { kind: 'Binding', target: { kind: 'Node', name: 'n' } }],
      [{ subResource: 'eviction' }, { kind: 'Eviction', metadata: { name: 'web' } }],
      [
        { operation: 'UPDATE', subResource: 'scale' },
        { kind: 'Scale', spec: { replicas: 3 } },
      ],
    ] as const)
      expect((await review(gate, reviewOf(object, request))).allowed).toBe(true);
  });

  it.each([
    ['no object', null, {}, 'object'],
    ['a kind without a pod', { kind: 'ConfigMap', data: {} }, {}, 'ConfigMap'],
    ['a list', { kind: 'List', items: [podOf(good), podOf(good)] }, {}, 'List'],
    ['no containers', { kind: 'Pod', spec: {} }, {}, 'containers'],
    ['invalid containers', { kind: 'Pod', spec: { containers: 'x' } }, {}, 'containers'],
    ['an invalid image', { kind: 'Pod', spec: { containers: [{ image: 7 }] } }, {}, 'image'],
    ['another operation', podOf(good), { operation: 'PATCH' }, 'operation'],
    ['a Pod as binding', podOf(bad), { subResource: 'binding' }, bad],
  ])('does not allow %s', async (_name, object, request, reason) => {
    const { allowed, status } = await review(gate, reviewOf(object, request));
    expect(allowed).toBe(false);
    expect(status?.message).toContain(reason);
  });

  it('only warns if the policy is a dry run, or if none is set', async () => {
    const warned = await review(`${server.url}/admission/projects/fresh`, reviewOf(podOf(bad)));
    expect(warned).toMatchObject({ allowed: true, warnings: [expect.stringContaining('No policy is set')] });
    await kit.send('PUT', 'v1/projects/shop/policy', {
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' },
      clusterAdmissionRules: {
        'us-east1-b.prod': {
          evaluationMode: 'ALWAYS_DENY',
          enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
        },
      },
    });
    const tried = await review(`${server.url}/admission/projects/shop`, reviewOf(podOf(bad)));
    expect(tried).toMatchObject({
      allowed: true,
      warnings: expect.arrayContaining([expect.stringContaining('Dry run: would be denied.')]),
      auditAnnotations: { verdict: 'NON_CONFORMANT', 'dry-run': 'true' },
    });
    const ofCluster = `${server.url}/admission/projects/shop/clusters/us-east1-b.prod`;
    expect((await review(ofCluster, reviewOf(podOf(bad)))).allowed).toBe(false);
  });

  it('returns failures as reviews, with the UID if one was read', async () => {
    const missing = await review(
      `${server.url}/admission/projects/shop/platformPolicies/none`,
      reviewOf(podOf(good)),
    );
    expect(missing).toMatchObject({ allowed: false, status: { code: 404 } });
    expect(missing.status?.message).toContain('platforms/gke/policies/none');
    for (const body of [
      '',
      '[]',
      '{"a":',
      '{"request":{"uid":1}}',
      '{"apiVersion":"admission.k8s.io/v1beta1"}',
      '\u0000',
    ]) {
      const sent = await post(gate, body);
      const answer = sent.body as unknown as ReviewAnswer & { kind: string };
      expect([body, sent.status < 500, answer.kind, answer.response.allowed, answer.response.uid]).toEqual([
        body,
        true,
        'AdmissionReview',
        false,
        '',
      ]);
      expect(answer.response.status?.message).not.toBe('');
    }
  });
});
