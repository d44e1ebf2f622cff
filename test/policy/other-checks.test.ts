import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image } from '../setup/attestations.js';
import { type PolicyKit, podOf, policyKit, scan, scanner } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

describe('other checks', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const bare = image.replace('https://', '');
  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.note('scanner', 'scan', scanner);
    await kit.note('scanner', 'build', { build: { builderVersion: '1' } });
  });
  afterAll(() => server.close());

  const say = async (project: string, checks: object[], text = bare) => {
    const { verdict, codes } = await kit.ask(project, checks, text);
    return [verdict, ...codes];
  };

  it('imageFreshnessCheck counts from the earliest time that is known', async () => {
    const check = [{ imageFreshnessCheck: { maxUploadAgeDays: 7 } }];
    expect(await say('ages', check)).toEqual(['NON_CONFORMANT', 'UPLOAD_TIME_UNKNOWN']);
    await kit.occurrence('ages', image, 'projects/scanner/notes/scan', scan());
    expect(await say('ages', check)).toEqual(['CONFORMANT', 'IMAGE_FRESH']);
    const endTime = new Date(Date.now() - 8 * 24 * 3600_000).toISOString();
    await kit.occurrence('ages', image, 'projects/scanner/notes/build', {
      build: { provenance: { id: 'b', builtArtifacts: [{ checksum: 'x' }], endTime } },
    });
    expect(await say('ages', check)).toEqual(['NON_CONFORMANT', 'IMAGE_TOO_OLD']);
    expect(await say('ages', [{ imageFreshnessCheck: { maxUploadAgeDays: 9 } }])).toContain('CONFORMANT');
  });

  it('trustedDirectoryCheck needs no digest', async () => {
    const check = [
      { trustedDirectoryCheck: { trustedDirPatterns: ['registry.example.com/shop', 'gcr.io/p/**'] } },
    ];
    expect(await say('p', check)).toEqual(['CONFORMANT', 'DIRECTORY_TRUSTED']);
    expect(await say('p', check, 'registry.example.com/shop/cart:1')).toContain('CONFORMANT');
    expect(await say('p', check, 'registry.example.com/other/cart:1')).toEqual([
      'NON_CONFORMANT',
      'DIRECTORY_UNTRUSTED',
    ]);
  });

  it('alwaysDeny denies all images except those of its allowlist', async () => {
    expect(await say('p', [{ alwaysDeny: true }])).toEqual(['NON_CONFORMANT', 'DENIED']);
    const allowPattern = ['registry.example.com/shop/*'];
    expect(await say('p', [{ alwaysDeny: true, imageAllowlist: { allowPattern } }])).toEqual([
      'CONFORMANT',
      'ALLOWED',
    ]);
  });

  it('anyOf passes with one of its checks, and gives the reason of each failed one', async () => {
    const deny = { displayName: 'never', alwaysDeny: true };
    const trusted = { trustedDirectoryCheck: { trustedDirPatterns: ['registry.example.com/shop'] } };
    expect(await say('p', [{ anyOf: { checks: [deny, trusted] } }])).toEqual([
      'CONFORMANT',
      'DIRECTORY_TRUSTED',
    ]);
    const other = { trustedDirectoryCheck: { trustedDirPatterns: ['gcr.io/p'] } };
    expect(await say('p', [{ anyOf: { checks: [deny, other] } }])).toEqual([
      'NON_CONFORMANT',
      'DENIED',
      'DIRECTORY_UNTRUSTED',
    ]);
  });

  it('all checks of a check set must pass, and the most specific check set applies', async () => {
    const trusted = { trustedDirectoryCheck: { trustedDirPatterns: ['registry.example.com/shop'] } };
    expect(await say('p', [trusted, { alwaysDeny: true }])).toContain('NON_CONFORMANT');
    expect(await say('p', [])).toEqual(['CONFORMANT']);
    await kit.send('POST', 'v1/projects/p/platforms/gke/policies?policyId=scoped', {
      gkePolicy: {
        checkSets: [
          { displayName: 'account', scope: { kubernetesServiceAccount: 'shop:robot' }, checks: [] },
          {
            displayName: 'namespace',
            scope: { kubernetesNamespace: 'shop' },
            checks: [{ alwaysDeny: true }],
          },
          {
            displayName: 'others',
            imageAllowlist: { allowPattern: ['registry.example.com/**'] },
            checks: [{ alwaysDeny: true }],
          },
        ],
      },
    });
    const ask = async (namespace: string, serviceAccountName?: string) => {
      const pod = { ...podOf(bare), metadata: { namespace } };
      const resource = { ...pod, spec: { ...pod.spec, serviceAccountName } };
      const { raw } = await kit.evaluate('projects/p/platforms/gke/policies/scoped', resource);
      const [result] = raw.results[0]?.imageResults ?? [];
      const set = result?.checkSetResult as { displayName?: string } | undefined;
      return [result?.verdict, set?.displayName];
    };
    expect(await ask('shop', 'robot')).toEqual(['CONFORMANT', 'account']);
    expect(await ask('shop')).toEqual(['NON_CONFORMANT', 'namespace']);
    expect(await ask('other', 'robot')).toEqual(['CONFORMANT', 'others']);
  });
});
