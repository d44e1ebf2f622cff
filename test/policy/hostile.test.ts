import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finding, type PolicyKit, podOf, policyKit, scan, scanner, weakness } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Policies and pods that nobody means well with. */
describe('hostile policies and pods', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const digest = 'ab'.repeat(32);

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.note('scanner', 'scan', scanner);
    await kit.note('scanner', 'CVE-1', weakness('HIGH'));
  });
  afterAll(() => server.close());

  const create = (id: string, gkePolicy: object) =>
    kit.send('POST', `v1/projects/p/platforms/gke/policies?policyId=${id}`, { gkePolicy });
  const name = (id: string) => `projects/p/platforms/gke/policies/${id}`;

  it('a policy of 10,000 patterns and a pod of 500 containers', async () => {
    const allowPattern = Array.from(
      { length: 10_000 },
      (_, index) => `r.example.com/team${index}/app${index}*`,
    );
    await create('patterns', {
      imageAllowlist: { allowPattern },
      checkSets: [{ checks: [{ alwaysDeny: true }] }],
    });
    const images = Array.from({ length: 500 }, (_, index) => `r.example.com/team${index * 3}/app${index}:1`);
    const { raw } = await kit.evaluate(name('patterns'), podOf(...images));
    const passed = raw.results[0]?.imageResults.filter(({ verdict }) => verdict === 'CONFORMANT');
    // Of team 0 alone the numbers are equal, and app0* is also the beginning of none.
    expect(passed).toHaveLength(1);
    // Nor where every check has a list of its own.
    const own = { alwaysDeny: true, imageAllowlist: { allowPattern } };
    await create('own-patterns', { checkSets: [{ checks: [own, own, own] }] });
    const again = await kit.evaluate(name('own-patterns'), podOf(...images));
    expect(again.raw.results[0]?.imageResults.map(({ verdict }) => verdict)).toEqual(
      raw.results[0]?.imageResults.map(({ verdict }) => verdict),
    );
    await expect(
      create('more', { imageAllowlist: { allowPattern: [...allowPattern, 'r.example.com/x'] } }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('a list of more pods than fit into a response', async () => {
    const checks = Array.from({ length: 50 }, () => ({ displayName: 'x'.repeat(256), alwaysDeny: true }));
    await create('wordy', { checkSets: [{ checks }] });
    const pods = (count: number) => ({
      kind: 'List',
      items: Array.from({ length: count }, () => podOf('nginx')),
    });
    expect((await kit.evaluate(name('wordy'), pods(3))).raw.results).toHaveLength(3);
    await expect(kit.evaluate(name('wordy'), pods(1000))).rejects.toMatchObject({ status: 413 });
  });

  it('patterns that would take exponential time as regular expressions', async () => {
    const allowPattern = ['r.io/(a+)+$', 'r.io/(a|a)+b', `r.io/${'a*'.repeat(1)}`, 'r.io/[a-z]{1,30}{1,30}'];
    await create('regex', {
      imageAllowlist: { allowPattern },
      checkSets: [{ checks: [{ alwaysDeny: true }] }],
    });
    const { raw } = await kit.evaluate(
      name('regex'),
      podOf(`r.io/${'a'.repeat(200)}`, `r.io/${'b'.repeat(200)}`),
    );
    expect(raw.results[0]?.imageResults.map(({ verdict }) => verdict)).toEqual([
      'CONFORMANT',
      'NON_CONFORMANT',
    ]);
  });

  it('500 images, each with its own findings', async () => {
    await create('scanned', {
      checkSets: [
        {
          checks: [
            { vulnerabilityCheck: { maximumFixableSeverity: 'LOW', maximumUnfixableSeverity: 'LOW' } },
          ],
        },
      ],
    });
    const images = Array.from(
      { length: 500 },
      (_, index) => `r.example.com/app@sha256:${String(index).padStart(64, '0')}`,
    );
    for (const [index, image] of images.slice(0, 20).entries()) {
      await kit.occurrence('p', `https://${image}`, 'projects/scanner/notes/scan', scan());
      if (index % 2 === 0)
        await kit.occurrence('p', `https://${image}`, 'projects/scanner/notes/CVE-1', finding());
    }
    const { raw } = await kit.evaluate(name('scanned'), podOf(...images));
    const verdicts = raw.results[0]?.imageResults.map(({ verdict }) => verdict) ?? [];
    expect(verdicts.filter((verdict) => verdict === 'CONFORMANT')).toHaveLength(10);
    expect(verdicts.slice(0, 4)).toEqual(['NON_CONFORMANT', 'CONFORMANT', 'NON_CONFORMANT', 'CONFORMANT']);
  });

  it.each([
    `r.example.com/app@sha256:${digest.toUpperCase()}`,
    `R.EXAMPLE.COM:5000/app@sha256:${digest}`,
    `r.exämple.com/app@sha256:${digest}`,
    `r.\u0435xample.com/app@sha256:${digest}`,
    'r.example.com/app:tag',
    `r.example.com/app@sha256:${digest}\u202e`,
    `" OR kind="NOTE" OR resourceUrl="@sha256:${digest}`,
    '',
    'x'.repeat(100_000),
  ])('the image %j is denied with a reason', async (image) => {
    const { raw, verdict } = await kit.ask(
      'p',
      [
        {
          vulnerabilityCheck: { maximumFixableSeverity: 'ALLOW_ALL', maximumUnfixableSeverity: 'ALLOW_ALL' },
        },
      ],
      image,
    );
    expect(verdict).toBe('NON_CONFORMANT');
    expect(raw.results[0]?.imageResults[0]?.explanation).toMatch(/./);
  });

  it.each([
    ['2,001 containers', podOf(...Array.from({ length: 2001 }, () => 'nginx'))],
    ['deep nesting', JSON.parse(`${'{"a":'.repeat(99)}1${'}'.repeat(99)}`) as object],
    ['a list of lists', { kind: 'List', items: [{ kind: 'List', items: [] }] }],
    ['invalid containers', { kind: 'Pod', spec: { containers: { a: 1 } } }],
    ['a kind of the prototype', { kind: 'constructor', spec: {} }],
  ])('%s is refused', async (_, resource) => {
    await create('plain', { checkSets: [{ checks: [] }] }).catch(() => undefined);
    await expect(kit.evaluate(name('plain'), resource)).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ['no check', {}],
    ['two checks', { alwaysDeny: true, imageFreshnessCheck: { maxUploadAgeDays: 1 } }],
    ['no days', { imageFreshnessCheck: { maxUploadAgeDays: 0 } }],
    ['no limit', { vulnerabilityCheck: { maximumFixableSeverity: 'LOW' } }],
    [
      'an unknown limit',
      { vulnerabilityCheck: { maximumFixableSeverity: 99, maximumUnfixableSeverity: 'LOW' } },
    ],
    [
      'a CVE by its full name',
      {
        vulnerabilityCheck: {
          maximumFixableSeverity: 'LOW',
          maximumUnfixableSeverity: 'LOW',
          allowedCves: ['projects/a/notes/b'],
        },
      },
    ],
    [
      'eleven projects',
      {
        simpleSigningAttestationCheck: {
          containerAnalysisAttestationProjects: Array.from(
            { length: 11 },
            (_, index) => `projects/p${index}`,
          ),
        },
      },
    ],
    [
      'an invalid key',
      {
        sigstoreSignatureCheck: {
          sigstoreAuthorities: [{ publicKeySet: { publicKeys: [{ publicKeyPem: 'x' }] } }],
        },
      },
    ],
    ['no builder', { slsaCheck: { rules: [{ configBasedBuildRequired: true }] } }],
    [
      'an invalid constraint',
      { slsaCheck: { rules: [{ trustedBuilder: 'GOOGLE_CLOUD_BUILD', customConstraints: '1 +' }] } },
    ],
    [
      'a regular expression',
      {
        slsaCheck: {
          rules: [{ trustedBuilder: 'GOOGLE_CLOUD_BUILD', customConstraints: "payload.a.matches('(a+)+')" }],
        },
      },
    ],
    ['a directory without a registry', { trustedDirectoryCheck: { trustedDirPatterns: ['gcr.i*'] } }],
    ['no attestor', { attestationCheck: {} }],
    ['alternatives without a check', { anyOf: {} }],
    ['a bad alternative', { anyOf: { checks: [{ alwaysDeny: true }, {}] } }],
  ])('a check with %s is refused with the name of the field', async (what, check) => {
    const created = create(`bad-${what.replaceAll(' ', '-')}`, { checkSets: [{ checks: [check] }] });
    await expect(created).rejects.toThrow(
      /^400 .*INVALID_(?:POLICY|FIELD).*platform_policy\.gke_policy\.check_sets\[0\]\.checks\[0\]|^400 .*check/s,
    );
  });

  it.each([
    ['a scope last', [{ scope: { kubernetesNamespace: 'a' } }]],
    ['a check set without a scope before others', [{}, { scope: { kubernetesNamespace: 'a' } }, {}]],
    [
      'an account behind its namespace',
      [{ scope: { kubernetesNamespace: 'a' } }, { scope: { kubernetesServiceAccount: 'a:b' } }, {}],
    ],
    [
      'a namespace twice',
      [{ scope: { kubernetesNamespace: 'a' } }, { scope: { kubernetesNamespace: 'a' } }, {}],
    ],
  ])('scopes with %s are refused', async (_, checkSets) => {
    await expect(create('scopes', { checkSets })).rejects.toMatchObject({ status: 400 });
  });
});
