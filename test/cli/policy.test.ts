import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { grafeas } from './kit.js';

describe('grafeas policy', () => {
  let server: TestServer;
  let armour: string;
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-policy-'));
  beforeAll(async () => {
    server = await startServer();
    const { publicKey } = await generateKey({ userIDs: [{ name: 'qa' }], format: 'object' });
    armour = Buffer.from(publicKey.armor()).toString('base64');
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const policy = (...args: string[]) => grafeas(['policy', ...args], { GRAFEAS_SERVER: server.url });
  const name = 'projects/p/platforms/gke/policies/prod';
  const prod = `name: ${name}
gkePolicy:
  checkSets:
    - checks:
        - trustedDirectoryCheck: { trustedDirPatterns: [registry.example.com/shop] }
`;
  const own = `name: projects/p/policy
defaultAdmissionRule: { evaluationMode: ALWAYS_DENY, enforcementMode: ENFORCED_BLOCK_AND_AUDIT_LOG }
`;
  const pod = (image: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: cart, namespace: shop }\nspec: { containers: [{ name: app, image: "${image}" }] }\n`;

  it('applies, gets, lists and deletes', async () => {
    const path = file('policies.yaml', `${prod}---\n${own}`);
    expect(await policy('apply', path)).toEqual({
      out: `${name} created\nprojects/p/policy replaced\n`,
      err: '',
      code: 0,
    });
    expect((await policy('apply', path)).out).toContain(`${name} replaced`);
    const got = await policy('get', name);
    expect(got.out).toContain('trustedDirPatterns:');
    // What is printed can be applied again, once.
    const again = file('again.yaml', got.out);
    expect((await policy('apply', again)).code).toBe(0);
    const stale = await policy('apply', again);
    expect(stale).toMatchObject({ code: 1, err: expect.stringContaining('changed since') });
    expect((await policy('list', 'projects/p')).out).toMatch(
      /^NAME +RULES +UPDATED\nprojects\/p\/policy +ALWAYS_DENY ENFORCED_BLOCK_AND_AUDIT_LOG +20.*\nprojects\/p\/platforms\/gke\/policies\/prod +1 check sets +20/,
    );
    expect((await policy('list', 'projects/unset')).out).toContain('not set');
    const client = createClient({ server: server.url });
    for (const project of ['p', 'unset']) await client.projects.create(`projects/${project}`);
    const everywhere = (await policy('list')).out.split('\n').map((line) => line.split(/ +/)[0]);
    expect(everywhere).toEqual(['NAME', 'projects/p/policy', name, '']);
    expect((await policy('delete', name)).out).toBe(`${name} deleted\n`);
    expect(await policy('get', name)).toMatchObject({ code: 1, err: expect.stringContaining('not found') });
    expect((await policy('delete', 'projects/p/policy')).code).toBe(2);
  });

  it('returns the verdict as exit code, and prints a table with reasons', async () => {
    await policy('apply', file('prod.yaml', prod));
    const good = await policy(
      'evaluate',
      '-f',
      file('good.yaml', pod('registry.example.com/shop/cart:1')),
      '--policy',
      name,
    );
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toMatch(
      /^POD +CONTAINER +IMAGE +VERDICT\nshop\/cart +app +registry\.example\.com\/shop\/cart:1 +CONFORMANT\n/,
    );
    expect(good.out).toContain(`PASSED: ${name}`);
    const bad = file(
      'bad.yaml',
      `${pod('registry.example.com/shop/cart:1')}---\n${pod('evil.example.com/cart:1')}`,
    );
    const refused = await policy('evaluate', '-f', bad, '--policy', name);
    expect(refused.code).toBe(3);
    expect(refused.out).toContain('evil.example.com/cart is in no trusted directory');
    expect(refused.out).toContain('REFUSED');
    const json = await policy('evaluate', '-f', bad, '--policy', 'projects/unset/policy', '--output', 'json');
    expect(json.code).toBe(0);
    expect(json.out).toContain('No policy is set for projects/unset');
  });

  it.each([
    [
      'a policy that does not exist',
      ['--policy', 'projects/p/platforms/gke/policies/none'],
      'kind: Pod\nspec: { containers: [{ image: a }] }',
      1,
    ],
    ['an invalid name', ['--policy', 'prod'], 'kind: Pod', 2],
    ['an object without pods', ['--policy', name], 'kind: ConfigMap', 1],
    ['nothing', ['--policy', name], '', 2],
    ['no YAML', ['--policy', name], 'a: [', 2],
    ['aliases that expand exponentially', ['--policy', name], bomb(), 2],
  ])('does not pass %s', async (what, args, text, code) => {
    await policy('apply', file('prod.yaml', prod));
    const path = file(`${what.replaceAll(' ', '-')}.yaml`, text);
    const ended = await policy('evaluate', '-f', path, ...args);
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(/^grafeas: .+\n$/);
  });

  it('imports documents of Kritis, also repeatedly', async () => {
    const kritis = file(
      'kritis.yaml',
      `apiVersion: kritis.grafeas.io/v1beta1
kind: AttestationAuthority
metadata: { name: qa, namespace: shop }
spec:
  noteReference: projects/keys/notes/qa
  publicKeys: [{ keyType: PGP, asciiArmoredPgpPublicKey: ${armour} }]
---
apiVersion: kritis.grafeas.io/v1beta1
kind: GenericAttestationPolicy
metadata: { name: gap, namespace: shop }
spec: { attestationAuthorityNames: [qa], novelty: 1 }
`,
    );
    const dry = await policy('import', kritis, '--into', 'projects/k', '--dry-run');
    expect(dry.out).toContain('attestors:\n');
    expect((await policy('list', 'projects/k')).out).not.toContain('kritis-shop');
    for (const verb of ['created', 'replaced']) {
      expect(await policy('import', kritis, '--into', 'projects/k')).toEqual({
        out: `projects/k/attestors/kritis-shop-qa ${verb}\nprojects/k/platforms/gke/policies/kritis-shop ${verb}\n`,
        err: expect.stringContaining('novelty'),
        code: 0,
      });
    }
    const path = file('shop.yaml', pod(`registry.example.com/cart@sha256:${'ab'.repeat(32)}`));
    const imported = 'projects/k/platforms/gke/policies/kritis-shop';
    const asked = await policy('evaluate', '-f', path, '--policy', imported);
    expect(asked.code).toBe(3);
    expect(asked.out).toContain('has not attested the image');
  });

  it('audits running images', async () => {
    const send = async (path: string, body: object) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      expect((await fetch(`${server.url}/v1beta1/${path}`, init)).status).toBe(200);
    };
    const image = (path: string, digit: string) => `${path}@sha256:${digit.repeat(64)}`;
    await send('projects/cluster/notes?noteId=runs', { deployable: { resourceUri: ['x'] } });
    await send('projects/scanner/notes?noteId=scan', { discovery: { analysisKind: 'VULNERABILITY' } });
    const deploy = (parent: string, uri: string, undeployTime?: string) =>
      send(`${parent}/occurrences`, {
        resource: { uri: `https://${uri}` },
        noteName: 'projects/cluster/notes/runs',
        deployment: { deployment: { deployTime: '2026-01-02T03:04:05Z', undeployTime } },
      });
    const [good, bad, located, gone] = [
      image('registry.example.com/shop/good', '1'),
      image('registry.example.com/shop/bad', '2'),
      image('evil.example.com/located', '3'),
      image('evil.example.com/gone', '4'),
    ];
    await deploy('projects/audited', good);
    await deploy('projects/audited', bad);
    await deploy('projects/audited/locations/eu', located);
    await deploy('projects/audited', gone, '2026-01-03T00:00:00Z');
    await send('projects/audited/occurrences', {
      resource: { uri: `https://${bad}` },
      noteName: 'projects/scanner/notes/scan',
      discovered: { discovered: { analysisStatus: 'FINISHED_FAILED' } },
    });
    for (const uri of [good, located])
      await send('projects/audited/occurrences', {
        resource: { uri: `https://${uri}` },
        noteName: 'projects/scanner/notes/scan',
        discovered: { discovered: { analysisStatus: 'FINISHED_SUCCESS' } },
      });
    const audited = 'projects/audited/platforms/gke/policies/prod';
    await policy(
      'apply',
      file(
        'audited.yaml',
        `${prod.replace(name, audited)}        - vulnerabilityCheck: { maximumFixableSeverity: HIGH, maximumUnfixableSeverity: HIGH }\n`,
      ),
    );
    const { out, code } = await policy('audit', '--policy', audited);
    expect(code).toBe(3);
    expect(out).toContain('2 of 3 deployments in projects/audited are denied\n');
    expect(out).toMatch(new RegExp(`^${bad} +2026-01-02T03:04:05Z +20\\d\\d-`, 'm'));
    expect(out).toMatch(new RegExp(`^${located} +2026-01-02T03:04:05Z +-$`, 'm'));
    expect(await policy('audit', '--policy', audited, '--in', 'projects/nothing-runs')).toMatchObject({
      out: '0 of 0 deployments in projects/nothing-runs are denied\n',
      code: 0,
    });
  });

  it('imports nothing if a document cannot be read', async () => {
    const wrong = file(
      'wrong.yaml',
      'apiVersion: kritis.grafeas.io/v1beta1\nkind: ImageSecurityPolicy\nmetadata: {}\nspec: {}\n',
    );
    expect(await policy('import', wrong, '--into', 'projects/w')).toMatchObject({ code: 2, out: '' });
    expect((await policy('import', wrong, '--into', 'w')).code).toBe(2);
    expect((await policy('import', file('bomb.yaml', bomb()), '--into', 'projects/w')).err).toContain(
      'aliases',
    );
  });
});

/** A small file whose aliases stand for a billion values. */
function bomb(): string {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [before, after] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
    lines.push(`${after}: &${after} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
  return lines.join('\n');
}
