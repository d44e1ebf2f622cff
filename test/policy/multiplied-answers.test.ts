import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxVerdictText } from '../../src/policy/verdict-budget.js';
import { type PolicyKit, podOf, policyKit } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Operations whose response multiplies what is asked by what is stored: each has a budget, over all of it together. */
describe('the responses about many images by a policy with long texts', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const policy = 'projects/p/platforms/gke/policies/wordy';
  const imageOf = (index: number): string =>
    `r.example.com/app@sha256:${index.toString(16).padStart(64, '0')}`;
  const images = (count: number): string[] => Array.from({ length: count }, (_, index) => imageOf(index));
  /** About 600,000 characters say why an image is denied. */
  const attestors = Array.from({ length: 90 }, (_, index) => `projects/p/attestors/a${index}`);
  const checks = Array.from({ length: 20 }, (_, index) => ({
    displayName: `${'x'.repeat(250)}${index}`,
    attestationCheck: { attestors },
  }));

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    const noteReference = await kit.note('p', 'n', {
      attestationAuthority: { hint: { humanReadableName: 'n' } },
    });
    for (const name of attestors)
      await kit.send('POST', `v1/projects/p/attestors?attestorId=${name.split('/')[3]}`, {
        userOwnedGrafeasNote: { noteReference },
      });
    const scoped = { scope: { kubernetesNamespace: 'shop' }, checks };
    await kit.send('POST', 'v1/projects/p/platforms/gke/policies?policyId=wordy', {
      gkePolicy: { checkSets: [scoped, { checks }] },
    });
  });
  afterAll(() => server.close());

  const tooLarge = { status: 413, message: expect.stringContaining('TOO_LARGE') as string };
  const evaluate = (resource: object) => kit.send('POST', `v1/${policy}:evaluate`, { resource });
  const review = (count: number) =>
    kit.send<{ response: { allowed: boolean; status: { message: string } } }>(
      'POST',
      'admission/projects/p/platformPolicies/wordy',
      {
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        request: { uid: 'u', operation: 'CREATE', namespace: 'shop', object: podOf(...images(count)) },
      },
    );
  const provide = (count: number, query = '') =>
    kit.send<{ response: { items: { value?: { verdict: string } }[]; systemError?: string } }>(
      'POST',
      `gatekeeper/projects/p/platformPolicies/wordy${query}`,
      {
        apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
        kind: 'ProviderRequest',
        request: { keys: images(count) },
      },
    );

  it('a pod of different images is refused like one of the same image', async () => {
    const one = JSON.stringify(await evaluate(podOf(imageOf(0))));
    const most = Math.floor(maxVerdictText / one.length);
    expect(most).toBeGreaterThan(2);
    expect(JSON.stringify(await evaluate(podOf(...images(most)))).length).toBeLessThan(1.5 * maxVerdictText);
    await expect(evaluate(podOf(...images(2 * most)))).rejects.toMatchObject(tooLarge);
    await expect(evaluate(podOf(...Array<string>(2 * most).fill(imageOf(0))))).rejects.toMatchObject(
      tooLarge,
    );
  });

  it('a review of such a pod is not allowed', async () => {
    expect((await review(1)).response).toMatchObject({ allowed: false });
    const { allowed, status } = (await review(100)).response;
    expect([allowed, status.message]).toEqual([false, expect.stringContaining('ask about fewer at a time')]);
  });

  it.each([
    ['in one place', '?namespace=shop'],
    ['in every place of the policy', ''],
  ])('Gatekeeper gets no verdict on any of too many images, %s', async (_, query) => {
    const few = await provide(2, query);
    expect(few.response.items.map(({ value }) => value?.verdict)).toEqual([
      'NON_CONFORMANT',
      'NON_CONFORMANT',
    ]);
    const many = await provide(100, query);
    expect(many.response.items).toEqual([]);
    expect(many.response.systemError).toContain('ask about fewer at a time');
  });
});
