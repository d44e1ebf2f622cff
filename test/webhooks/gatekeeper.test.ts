import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceDeps } from '../../src/compose.js';
import { systemClock } from '../../src/domain/clock.js';
import { openAccess } from '../../src/services/context.js';
import { createExternalData } from '../../src/services/external-data.js';
import { createPolicyEvaluation } from '../../src/services/policy-evaluation.js';
import { createPolicyJudges } from '../../src/services/policy-judges.js';
import { openMemory } from '../../src/storage/memory/open-memory.js';
import { policyKit } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { digest, type ProviderAnswer, post, providerRequest } from './kit.js';

const good = `registry.example/shop/good@${digest('a')}`;
const bad = `registry.example/shop/bad@${digest('b')}`;

describe('external data of Gatekeeper', () => {
  let server: TestServer;
  let provider: string;
  beforeAll(async () => {
    server = await startServer();
    provider = `${server.url}/gatekeeper/projects/shop/platformPolicies/gate`;
    await policyKit(server).send('POST', 'v1/projects/shop/platforms/gke/policies?policyId=gate', {
      gkePolicy: {
        checkSets: [
          {
            scope: { kubernetesNamespace: 'shop' },
            imageAllowlist: { allowPattern: ['registry.example/shop/good*'] },
            checks: [{ alwaysDeny: true }],
          },
          { checks: [{ alwaysDeny: true }] },
        ],
      },
    });
  });
  afterAll(() => server.close());

  async function ask(url: string, body: unknown): Promise<ProviderAnswer['response'] & { status: number }> {
    const sent = await post(url, body);
    const answer = sent.body as unknown as ProviderAnswer;
    expect(answer).toMatchObject({
      apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
      kind: 'ProviderResponse',
      response: { idempotent: true, items: expect.any(Array) },
    });
    return { status: sent.status, ...answer.response };
  }

  it('returns the verdict of the policy for each key', async () => {
    const { status, items, systemError } = await ask(
      `${provider}?namespace=shop`,
      providerRequest(good, bad, good),
    );
    expect([status, systemError]).toEqual([200, undefined]);
    expect(items.map(({ key, value, error }) => [key, value?.verdict, error])).toEqual([
      [good, 'CONFORMANT', undefined],
      [bad, 'NON_CONFORMANT', undefined],
    ]);
    expect(items[1]?.value?.explanation).not.toBe('');
  });

  it('denies keys that are not images, or that are for another namespace', async () => {
    const odd = await ask(`${provider}?namespace=shop`, providerRequest('', 'no image!', bad));
    expect(odd.items.map(({ value }) => value?.verdict)).toEqual(Array(3).fill('NON_CONFORMANT'));
    const elsewhere = await ask(provider, providerRequest(good));
    expect(elsewhere.items[0]?.value?.verdict).toBe('NON_CONFORMANT');
  });

  it('denies what any check set or rule denies, if no namespace is named', async () => {
    const { send } = policyKit(server);
    await send('POST', 'v1/projects/places/platforms/gke/policies?policyId=strict-shop', {
      gkePolicy: {
        checkSets: [
          { scope: { kubernetesNamespace: 'shop' }, checks: [{ alwaysDeny: true }] },
          { scope: { kubernetesServiceAccount: 'other:web' }, checks: [{ alwaysDeny: true }] },
          { checks: [] },
        ],
      },
    });
    const url = `${server.url}/gatekeeper/projects/places/platformPolicies/strict-shop`;
    const verdictOf = async (at: string): Promise<(string | undefined)[]> =>
      (await ask(at, providerRequest(good, bad))).items.map(({ value }) => value?.verdict);
    expect(await verdictOf(url)).toEqual(Array(2).fill('NON_CONFORMANT'));
    expect((await ask(url, providerRequest(good))).items[0]?.value?.explanation).toMatch(/^namespace shop: /);
    expect(await verdictOf(`${url}?namespace=shop`)).toEqual(Array(2).fill('NON_CONFORMANT'));
    expect(await verdictOf(`${url}?namespace=other`)).toEqual(Array(2).fill('CONFORMANT'));
    expect(await verdictOf(`${url}?namespace=other&serviceAccount=web`)).toEqual(
      Array(2).fill('NON_CONFORMANT'),
    );
    const rule = (evaluationMode: string, enforcementMode: string) => ({ evaluationMode, enforcementMode });
    await send('PUT', 'v1/projects/places/policy', {
      defaultAdmissionRule: rule('ALWAYS_DENY', 'DRYRUN_AUDIT_LOG_ONLY'),
      kubernetesNamespaceAdmissionRules: { shop: rule('ALWAYS_DENY', 'ENFORCED_BLOCK_AND_AUDIT_LOG') },
    });
    const own = `${server.url}/gatekeeper/projects/places`;
    const [item] = (await ask(own, providerRequest(bad))).items;
    expect(item?.value).toMatchObject({ verdict: 'NON_CONFORMANT' });
    // Else Gatekeeper would let it run in the namespace that denies it.
    expect(item?.value?.dryRun).toBeUndefined();
    await send('PUT', 'v1/projects/places/policy', {
      defaultAdmissionRule: rule('ALWAYS_DENY', 'DRYRUN_AUDIT_LOG_ONLY'),
      clusterAdmissionRules: { 'eu.lax': rule('ALWAYS_ALLOW', 'ENFORCED_BLOCK_AND_AUDIT_LOG') },
    });
    expect(await verdictOf(own)).toEqual(Array(2).fill('NON_CONFORMANT'));
    expect(await verdictOf(`${own}/clusters/eu.lax`)).toEqual(Array(2).fill('CONFORMANT'));
  });

  it('returns an error only for keys that cannot be evaluated', async () => {
    const repository = openMemory();
    const deps = await serviceDeps(repository, systemClock());
    // As a later release of the server wrote it.
    const checkSets = [
      { imageAllowlist: { allowPattern: ['registry.example/shop/good*'] }, checks: [{ newCheck: {} }] },
    ];
    const document = JSON.stringify({ writer: '', policy: { gkePolicy: { checkSets } } });
    await repository.createPolicy({ scope: 'p', id: 'later', document });
    const data = createExternalData(createPolicyEvaluation(createPolicyJudges(deps, () => openAccess)));
    const text = await data.provideVerdicts(
      { name: 'projects/p/platformPolicies/later', request: providerRequest(good, bad) },
      { access: openAccess, requestId: 'r' },
    );
    expect((JSON.parse(text) as ProviderAnswer).response.items).toEqual([
      { key: good, value: { verdict: 'CONFORMANT', explanation: expect.any(String) } },
      { key: bad, error: expect.stringContaining('does not know the check') },
    ]);
  });

  it('marks verdicts of dry-run policies', async () => {
    await policyKit(server).send('PUT', 'v1/projects/tried/policy', {
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' },
    });
    const { items } = await ask(`${server.url}/gatekeeper/projects/tried`, providerRequest(bad));
    expect(items[0]?.value).toMatchObject({ verdict: 'NON_CONFORMANT', dryRun: true });
  });

  it.each([
    ['no policy', 'none', providerRequest(good), 200, 'not found'],
    ['no request', 'gate', {}, 200, 'apiVersion'],
    [
      'another version',
      'gate',
      { ...providerRequest(good), apiVersion: 'externaldata.gatekeeper.sh/v1alpha1' },
      200,
      'v1beta1',
    ],
    ['no keys', 'gate', { ...providerRequest(), request: {} }, 200, 'request.keys'],
    ['a key that is not a string', 'gate', providerRequest(good, 7), 200, 'request.keys[1]'],
    [
      'too many keys',
      'gate',
      providerRequest(...Array.from({ length: 2001 }, (_, i) => `${i}`)),
      200,
      '2000',
    ],
    ['no JSON', 'gate', '{', 400, 'body'],
  ])('has a system error for %s', async (_name, policy, body, status, reason) => {
    const answer = await ask(`${server.url}/gatekeeper/projects/shop/platformPolicies/${policy}`, body);
    expect([answer.status, answer.items]).toEqual([status, []]);
    expect(answer.systemError).toContain(reason);
  });

  it('has an entity tag for one image, which changes with the verdict alone', async () => {
    const url = `${provider}?namespace=shop&key=${encodeURIComponent(bad)}`;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect([
      first.status,
      ((await first.json()) as ProviderAnswer).response.items[0]?.value?.verdict,
    ]).toEqual([200, 'NON_CONFORMANT']);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(url, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } });
    expect(again.status).toBe(304);
    const other = await fetch(url.replace('bad', 'good'), { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
    const none = await fetch(`${provider}?namespace=shop`);
    expect(none.status).toBe(400);
  });
});
