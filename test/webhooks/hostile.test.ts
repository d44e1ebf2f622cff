import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PolicyKit, podOf, policyKit, scan, scanner } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { digest, type ProviderAnswer, post, providerRequest, type ReviewAnswer, reviewOf } from './kit.js';

/** Whatever is asked: no fault of the server, a valid response, and nothing allowed that the evaluation does not allow. */

const scanned = `registry.example:5000/shop/app@${digest('a')}`;

const host = fc.constantFrom(
  'registry.example:5000',
  'REGISTRY.example:5000',
  'registry.example',
  'registry.example:99999',
  'реестр.example',
  'xn--e1afmkfd.example',
  '[::1]:5000',
  'user:password@registry.example:5000',
  'registry.example:5000\u200b',
  'localhost',
  '',
);
const repository = fc.constantFrom(
  'shop/app',
  'Shop/App',
  'shop//app',
  'shop/../app',
  'shop/app ',
  'приложение',
  'app',
  '',
);
const ending = fc.constantFrom(
  '',
  ':latest',
  ':v1',
  `@${digest('a')}`,
  `@${digest('A')}`,
  `@SHA256:${'a'.repeat(64)}`,
  `:v1@${digest('a')}`,
  `@${digest('a')}@${digest('b')}`,
  `@${digest('b')}`,
  '@sha256:a',
  `@sha512:${'a'.repeat(128)}`,
  '@',
  '\u0000',
  '\n',
  '*',
);
const scheme = fc.constantFrom('', 'https://', 'http://', 'docker://', 'oci://');
const image = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(scheme, host, repository, ending).map(([s, h, r, e]) => `${s}${h}/${r}${e}`),
  },
  { weight: 2, arbitrary: fc.constant(scanned) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

describe('hostile requests', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const gate = (): string => `${server.url}/admission/projects/shop/platformPolicies/gate`;
  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.send('POST', 'v1/projects/shop/platforms/gke/policies?policyId=gate', {
      gkePolicy: {
        checkSets: [
          {
            checks: [
              {
                vulnerabilityCheck: {
                  maximumFixableSeverity: 'MEDIUM',
                  maximumUnfixableSeverity: 'MEDIUM',
                },
              },
            ],
          },
        ],
      },
    });
    const note = await kit.note('shop', 'scanner', scanner);
    await kit.occurrence('shop', `https://${scanned}`, note, scan());
  });
  afterAll(() => server.close());

  /** Sends anything; fails where the response is no AdmissionReview, or a fault of the server. */
  async function review(body: unknown): Promise<ReviewAnswer['response']> {
    const { status, body: answer } = await post(gate(), body);
    const { kind, apiVersion, response } = answer as unknown as ReviewAnswer & {
      kind: string;
      apiVersion: string;
    };
    expect([status < 500, kind, apiVersion]).toEqual([true, 'AdmissionReview', 'admission.k8s.io/v1']);
    expect([typeof response.uid, typeof response.allowed]).toEqual(['string', 'boolean']);
    if (!response.allowed) expect(response.status?.message).toEqual(expect.stringMatching(/\S/));
    // A fault of the server is worded as a refusal too.
    expect(response.status?.message ?? '').not.toContain('internal error');
    for (const warning of response.warnings ?? []) expect(warning).not.toMatch(/\p{Cc}/u);
    return response;
  }

  async function evaluated(pod: object): Promise<boolean> {
    try {
      const { verdict } = await kit.evaluate('projects/shop/platforms/gke/policies/gate', pod);
      return verdict === 'CONFORMANT';
    } catch (error) {
      expect((error as { status?: number }).status).toBe(400);
      return false;
    }
  }

  it('are allowed exactly if the evaluation allows the pod, by both gates', async () => {
    expect([await evaluated(podOf(scanned)), (await review(reviewOf(podOf(scanned)))).allowed]).toEqual([
      true,
      true,
    ]);
    let allowed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(image, { minLength: 1, maxLength: 4 }), async (images) => {
        const pod = podOf(...images);
        const may = await evaluated(pod);
        if (may) allowed += 1;
        expect((await review(reviewOf(pod))).allowed).toBe(may);
        const provider = gate().replace('/admission/', '/gatekeeper/');
        const { status, body } = await post(provider, providerRequest(...images));
        const { items, systemError } = (body as unknown as ProviderAnswer).response;
        expect(status).toBeLessThan(500);
        const passes =
          systemError === undefined && items.every(({ value }) => value?.verdict === 'CONFORMANT');
        expect(passes).toBe(may);
      }),
      { numRuns: 150 },
    );
    expect(allowed).toBeGreaterThan(0);
  });

  it('are not allowed if a part of the review is replaced by something else', async () => {
    const paths = [
      ['request'],
      ['apiVersion'],
      ['kind'],
      ['request', 'uid'],
      ['request', 'object'],
      ['request', 'object', 'spec'],
      ['request', 'object', 'spec', 'containers'],
      ['request', 'object', 'spec', 'containers', 0],
      ['request', 'object', 'spec', 'containers', 0, 'image'],
      ['request', 'object', 'spec', 'initContainers'],
      ['request', 'object', 'kind'],
    ] as const;
    const other = fc.oneof(
      fc
        .jsonValue({ depthSize: 'small' })
        .filter((value) => value !== null && JSON.stringify(value) !== '[]'),
      fc.constantFrom('', 0, true, 'DELETE', '__proto__'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), other, async (path, value) => {
        const body = JSON.parse(JSON.stringify(reviewOf(podOf(scanned)))) as Record<string, unknown>;
        let place: Record<PropertyKey, unknown> = body;
        for (const step of path.slice(0, -1)) place = place[step] as Record<PropertyKey, unknown>;
        place[path.at(-1) as PropertyKey] = value;
        const isUid = path.at(-1) === 'uid' && typeof value === 'string' && value !== '';
        expect((await review(body)).allowed).toBe(isUid);
      }),
      { numRuns: 200 },
    );
  });

  it('may have 500 containers and 3 MB, and each container is evaluated', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      name: `c${index}`,
      image: scanned,
      env: Array.from({ length: 60 }, (__, at) => ({ name: `V${at}`, value: 'x'.repeat(80) })),
    }));
    const pod = (containers: object[]) => ({ kind: 'Pod', spec: { containers } });
    const large = reviewOf(pod(many));
    expect(JSON.stringify(large).length).toBeGreaterThan(3_000_000);
    expect((await review(large)).allowed).toBe(true);
    const last = [
      ...many.slice(0, 499),
      { name: 'last', image: `registry.example:5000/shop/app@${digest('b')}` },
    ];
    const refused = await review(reviewOf(pod(last)));
    expect([refused.allowed, refused.status?.message.includes('last')]).toEqual([false, true]);
    const none = many.map(({ name }, index) => ({ name, image: `r.example/${index}@${digest('c')}` }));
    const all = await review(reviewOf(pod(none)));
    expect([all.allowed, (all.status?.message.length ?? 0) < 10_000]).toEqual([false, true]);
    expect(all.status?.message).toContain('And 480 more images.');
  });

  it('are refused if they are larger than the limit, too deep or malformed', async () => {
    const padded = reviewOf(podOf(scanned), { padding: 'x'.repeat(4 * 1024 * 1024) });
    expect((await review(padded)).allowed).toBe(false);
    expect((await review(`${'['.repeat(100_000)}`)).allowed).toBe(false);
    expect((await review(`{"request":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_001)}`)).allowed).toBe(false);
    const number = JSON.stringify(reviewOf(podOf(scanned))).replaceAll('"Pod"', '12345678901234567890');
    expect((await review(number)).allowed).toBe(false);
    // The second of two objects would be the one that runs.
    const twice = JSON.stringify(reviewOf(podOf(scanned))).replace('"object":', '"object":{},"object":');
    expect((await review(twice)).allowed).toBe(false);
  });
});
