import { binaryauthorization_v1 as api } from 'googleapis/build/src/apis/binaryauthorization/v1.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attestationOf, image, makeSigner } from '../setup/attestations.js';
import { finding, type PolicyKit, podOf, policyKit, scan, scanner, weakness } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { refusal } from './refusal.js';

/** The client that Google generates from its discovery document, against a real server: policies and their evaluation. */
describe('googleapis, policies of binaryauthorization v1', () => {
  let server: TestServer;
  let client: api.Binaryauthorization;
  let kit: PolicyKit;
  const bare = image.replace('https://', '');
  const enforcementMode = 'ENFORCED_BLOCK_AND_AUDIT_LOG';

  beforeAll(async () => {
    server = await startServer();
    client = new api.Binaryauthorization({ rootUrl: `${server.url}/`, retry: false });
    kit = policyKit(server);
  });
  afterAll(() => server.close());

  async function attestor(attestorId: string): Promise<string> {
    const signer = makeSigner();
    const name = `projects/p/attestors/${attestorId}`;
    await client.projects.attestors.create({
      parent: 'projects/p',
      attestorId,
      requestBody: {
        userOwnedGrafeasNote: {
          noteReference: `projects/p/notes/${attestorId}`,
          publicKeys: [
            { pkixPublicKey: { publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' } },
          ],
        },
      },
    });
    await kit.note('p', attestorId, { attestationAuthority: { hint: { humanReadableName: attestorId } } });
    await kit.inV1('p', image, `projects/p/notes/${attestorId}`, {
      attestation: attestationOf(image, signer),
    });
    return name;
  }

  it('reads the default policy, replaces it, and does not replace one that has changed', async () => {
    const name = 'projects/fresh/policy';
    const { data: first } = await client.projects.getPolicy({ name });
    expect(first).toEqual({
      name,
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_ALLOW', enforcementMode },
      etag: expect.stringMatching(/^[\w-]{22}$/),
    });
    const requestBody = {
      ...first,
      description: 'in words',
      admissionWhitelistPatterns: [{ namePattern: 'registry.k8s.io/**' }],
      kubernetesNamespaceAdmissionRules: {
        shop: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' },
      },
    };
    const { data: changed } = await client.projects.updatePolicy({ name, requestBody });
    expect(changed).toEqual({ ...requestBody, updateTime: expect.any(String), etag: expect.any(String) });
    expect((await client.projects.getPolicy({ name })).data).toEqual(changed);
    expect(await refusal(client.projects.updatePolicy({ name, requestBody }))).toEqual([
      412,
      expect.stringContaining('changed since'),
    ]);
    await client.projects.updatePolicy({ name, requestBody: { ...requestBody, etag: null } });
  });

  it.each<[string, api.Schema$Policy, string]>([
    ['no rule', {}, 'policy.default_admission_rule: must be specified'],
    [
      'no attestor',
      { defaultAdmissionRule: { evaluationMode: 'REQUIRE_ATTESTATION', enforcementMode } },
      'must name an attestor',
    ],
    [
      'an attestor that does not exist',
      {
        defaultAdmissionRule: {
          evaluationMode: 'REQUIRE_ATTESTATION',
          enforcementMode,
          requireAttestationsBy: ['projects/p/attestors/none'],
        },
      },
      'projects/p/attestors/none',
    ],
    [
      'two maps',
      {
        defaultAdmissionRule: { evaluationMode: 'ALWAYS_ALLOW', enforcementMode },
        clusterAdmissionRules: { 'eu.c': { evaluationMode: 'ALWAYS_ALLOW', enforcementMode } },
        kubernetesNamespaceAdmissionRules: { a: { evaluationMode: 'ALWAYS_ALLOW', enforcementMode } },
      },
      'only one map',
    ],
    [
      'a bad pattern',
      {
        defaultAdmissionRule: { evaluationMode: 'ALWAYS_ALLOW', enforcementMode },
        admissionWhitelistPatterns: [{ namePattern: 'gcr.io/x' }, { namePattern: 'gcr.io/*/x' }],
      },
      'policy.admission_whitelist_patterns[1].name_pattern',
    ],
  ])('refuses a policy with %s', async (_, requestBody, message) => {
    const [status, text] = await refusal(
      client.projects.updatePolicy({ name: 'projects/p/policy', requestBody }),
    );
    expect([400, 404]).toContain(status);
    expect(text).toContain(message);
  });

  it('has a system policy for every location', async () => {
    const { data } = await client.systempolicy.getPolicy({ name: 'locations/eu/policy' });
    expect(data).toMatchObject({ name: 'locations/eu/policy' });
  });

  it('evaluates the policy of a project, by an extension', async () => {
    const name = await attestor('asked');
    const rule = { evaluationMode: 'REQUIRE_ATTESTATION', enforcementMode, requireAttestationsBy: [name] };
    const requestBody = {
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode },
      kubernetesServiceAccountAdmissionRules: { 'shop:default': rule },
    };
    await client.projects.updatePolicy({ name: 'projects/p/policy', requestBody });
    const ask = (resource: object) => kit.evaluate('projects/p/policy', resource);
    expect((await ask(podOf(bare))).codes).toEqual(['ATTESTED']);
    expect(await ask(podOf(`registry.example.com/app@sha256:${'0'.repeat(64)}`))).toMatchObject({
      verdict: 'NON_CONFORMANT',
      codes: ['NOT_ATTESTED'],
    });
    const elsewhere = { kind: 'Pod', spec: { containers: [{ name: 'a', image: bare }] } };
    expect(await ask(elsewhere)).toMatchObject({ verdict: 'NON_CONFORMANT', codes: ['DENIED'] });
    const fresh = await kit.evaluate('projects/unset/policy', podOf(bare));
    expect(fresh.verdict).toBe('CONFORMANT');
    expect(fresh.warnings).toEqual([expect.stringContaining('No policy is set')]);
  });

  describe('platform policies', () => {
    const parent = 'projects/p/platforms/gke';
    const vulnerabilityCheck = { maximumFixableSeverity: 'LOW', maximumUnfixableSeverity: 'ALLOW_ALL' };
    const body = (): api.Schema$PlatformPolicy => ({
      description: 'in words',
      gkePolicy: {
        imageAllowlist: { allowPattern: ['registry.k8s.io/**'] },
        checkSets: [
          {
            displayName: 'shop',
            scope: { kubernetesNamespace: 'shop' },
            checks: [{ displayName: 'scan', vulnerabilityCheck }],
          },
          { displayName: 'others', checks: [{ alwaysDeny: true }] },
        ],
      },
    });

    it('are created, read, listed, replaced and deleted', async () => {
      const { policies } = client.projects.platforms;
      const made = (await policies.create({ parent, policyId: 'life', requestBody: body() })).data;
      const name = `${parent}/policies/life`;
      expect(made).toEqual({ ...body(), name, updateTime: expect.any(String), etag: expect.any(String) });
      expect((await policies.get({ name })).data).toEqual(made);
      expect(await refusal(policies.create({ parent, policyId: 'life', requestBody: body() }))).toEqual([
        409,
        expect.stringContaining('already exists'),
      ]);
      await policies.create({ parent, policyId: 'other', requestBody: body() });
      const first = (await policies.list({ parent, pageSize: 1 })).data;
      expect(first.platformPolicies).toEqual([made]);
      const rest = (await policies.list({ parent, pageToken: first.nextPageToken ?? '' })).data;
      expect(rest.platformPolicies?.map((each) => each.name)).toEqual([`${parent}/policies/other`]);
      const requestBody = { ...made, description: 'other words' };
      const { data: changed } = await policies.replacePlatformPolicy({ name, requestBody });
      expect(changed.description).toBe('other words');
      expect((await refusal(policies.replacePlatformPolicy({ name, requestBody })))[0]).toBe(412);
      expect((await refusal(policies.delete({ name, etag: made.etag ?? '' })))[0]).toBe(412);
      await policies.delete({ name, etag: changed.etag ?? '' });
      for (const call of [
        policies.get({ name }),
        policies.delete({ name }),
        policies.replacePlatformPolicy({ name, requestBody: body() }),
        client.projects.platforms.gke.policies.evaluate({
          name,
          requestBody: { resource: podOf(bare) as never },
        }),
      ])
        expect(await refusal(call)).toEqual([404, `policy "${name}" not found`]);
    });

    it('evaluate a pod: verdict, images, checks, and the occurrences behind them', async () => {
      await kit.note('scanner', 'scan', scanner);
      await kit.note('scanner', 'CVE-1', weakness('HIGH'));
      const found = [
        await kit.occurrence('p', image, 'projects/scanner/notes/scan', scan()),
        await kit.occurrence('p', image, 'projects/scanner/notes/CVE-1', finding()),
      ];
      await client.projects.platforms.policies.create({ parent, policyId: 'asked', requestBody: body() });
      const name = `${parent}/policies/asked`;
      const evaluate = async (resource: object) =>
        (
          await client.projects.platforms.gke.policies.evaluate({
            name,
            requestBody: { resource: resource as never },
          })
        ).data;
      const answer = await evaluate(podOf(bare, 'registry.k8s.io/pause:3.9'));
      expect(answer).toMatchObject({
        verdict: 'NON_CONFORMANT',
        results: [
          {
            podName: 'pod',
            kubernetesNamespace: 'shop',
            kubernetesServiceAccount: 'default',
            verdict: 'NON_CONFORMANT',
            imageResults: [
              {
                imageUri: bare,
                verdict: 'NON_CONFORMANT',
                checkSetResult: {
                  index: '0',
                  displayName: 'shop',
                  scope: { kubernetesNamespace: 'shop' },
                  checkResults: {
                    results: [
                      {
                        index: '0',
                        displayName: 'scan',
                        type: 'vulnerabilityCheck',
                        evaluationResult: { verdict: 'NON_CONFORMANT' },
                      },
                    ],
                  },
                },
              },
              { verdict: 'CONFORMANT', allowlistResult: { matchedPattern: 'registry.k8s.io/**' } },
            ],
          },
        ],
      });
      const text =
        answer.results?.[0]?.imageResults?.[0]?.checkSetResult?.checkResults?.results?.[0]?.explanation;
      expect(text).toContain(found[1]);
      const template = {
        metadata: {},
        spec: { containers: [], initContainers: [{ name: 'i', image: bare }] },
      };
      const deployment = {
        kind: 'Deployment',
        metadata: { name: 'd', namespace: 'else' },
        spec: { template },
      };
      expect(await evaluate(deployment)).toMatchObject({
        results: [{ podName: 'd', verdict: 'NON_CONFORMANT' }],
      });
      const cron = { kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } };
      const list = await evaluate({ kind: 'List', items: [deployment, cron] });
      expect(list.results).toHaveLength(2);
    });

    it.each([
      ['a ConfigMap', { kind: 'ConfigMap' }, 'kind: must be one of Pod'],
      ['no containers', { kind: 'Pod', spec: {} }, 'at least one container'],
      ['no template', { kind: 'Job', spec: {} }, 'spec.template.spec: must be an object'],
      [
        'an image that is not a string',
        { kind: 'Pod', spec: { containers: [{ image: 1 }] } },
        'containers[0].image',
      ],
    ])('refuse %s', async (_, resource, message) => {
      await client.projects.platforms.policies
        .create({ parent, policyId: 'refusing', requestBody: body() })
        .catch(() => undefined);
      const name = `${parent}/policies/refusing`;
      const call = client.projects.platforms.gke.policies.evaluate({ name, requestBody: { resource } });
      expect(await refusal(call)).toEqual([400, expect.stringContaining(message)]);
    });
  });
});
