import { createHash } from 'node:crypto';
import { generateKey, type PrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translateKritis } from '../../src/policy/kritis/translate.js';
import { signPgp } from '../../src/signatures/sign.js';
import { payloadOf } from '../setup/attestations.js';
import { finding, type PolicyKit, podOf, policyKit, scan, scanner, weakness } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { cases, document, gap, isp, limits, unqualified } from './kritis-cases.js';

describe('policies of Kritis', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const keys = new Map<string, { readonly privateKey: PrivateKey; readonly armour: string }>();
  const imageOf = (name: string): string =>
    `https://registry.example.com/app@sha256:${createHash('sha256').update(name).digest('hex')}`;

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.note('scanner', 'scan', scanner);
    for (const severity of ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])
      await kit.note('scanner', `CVE-${severity}`, weakness(severity));
    await kit.note('scanner', 'CVE-NONE', weakness());
    for (const name of ['a', 'b', 'stranger']) {
      const { privateKey, publicKey } = await generateKey({ userIDs: [{ name }], format: 'object' });
      keys.set(name, { privateKey, armour: publicKey.armor() });
      await kit.note('keys', name, { attestationAuthority: { hint: { humanReadableName: name } } });
    }
  });
  afterAll(() => server.close());

  const authorities = (): object[] =>
    ['a', 'b'].map((name) =>
      document('AttestationAuthority', name, {
        noteReference: `projects/keys/notes/${name}`,
        publicKeys: [
          {
            keyType: 'PGP',
            asciiArmoredPgpPublicKey: Buffer.from(keys.get(name)?.armour ?? '').toString('base64'),
          },
        ],
      }),
    );

  async function attest(project: string, uri: string, name: string, by = name): Promise<void> {
    const key = keys.get(by);
    if (key === undefined) throw new Error(`no key ${by}`);
    await kit.occurrence(project, uri, `projects/keys/notes/${name}`, {
      attestation: {
        attestation: {
          pgpSignedAttestation: { signature: await signPgp(payloadOf(uri), key.privateKey, new Date()) },
        },
      },
    });
  }

  /** Writes what documents become into a project. */
  async function write(project: string, documents: readonly object[], isLenient: boolean): Promise<void> {
    const made = translateKritis([...authorities(), ...documents], { project, isLenient });
    for (const { id, attestor } of made.attestors)
      await kit.send('POST', `v1/projects/${project}/attestors?attestorId=${id}`, attestor);
    for (const { id, policy } of made.policies)
      await kit.send('POST', `v1/projects/${project}/platforms/gke/policies?policyId=${id}`, policy);
  }

  it.each(Object.entries(cases).map(([name, each], index) => ({ name, index, ...each })))(
    'decide like Kritis about $name: $kritis',
    async ({
      name,
      index,
      documents,
      kritis,
      here,
      image,
      attestedBy = [],
      isForged,
      findings = [],
      isUnscanned,
    }) => {
      const uri = imageOf(name);
      for (const isLenient of [false, true]) {
        const project = `kritis-${index}-${isLenient}`;
        await write(project, documents, isLenient);
        if (isUnscanned !== true) await kit.occurrence(project, uri, 'projects/scanner/notes/scan', scan());
        for (const [severity, isFixed] of findings)
          await kit.occurrence(project, uri, `projects/scanner/notes/CVE-${severity}`, finding(isFixed));
        for (const by of attestedBy) await attest(project, uri, by);
        if (isForged === true) await attest(project, uri, 'a', 'stranger');
        const pod = podOf(image ?? uri.replace('https://', ''));
        const policy = `projects/${project}/platforms/gke/policies/kritis-shop`;
        const { verdict, text, warnings } = await kit.evaluate(policy, pod);
        const expected = isLenient ? kritis : (here ?? kritis);
        expect(verdict, text).toBe(expected === 'allows' ? 'CONFORMANT' : 'NON_CONFORMANT');
        expect(warnings.length > 0).toBe(here !== undefined && isLenient);
      }
    },
  );

  it('do not apply to pods of other namespaces', async () => {
    await write('elsewhere', [gap(['a'])], false);
    const pod = {
      kind: 'Pod',
      metadata: { namespace: 'other' },
      spec: { containers: [{ image: unqualified }] },
    };
    const { verdict } = await kit.evaluate('projects/elsewhere/platforms/gke/policies/kritis-shop', pod);
    expect(verdict).toBe('CONFORMANT');
  });

  const translate = (...documents: unknown[]) =>
    translateKritis(documents, { project: 'p', isLenient: false });

  it('name settings without a counterpart', () => {
    const pkix = { keyType: 'PKIX', keyId: 'k', pkixPublicKey: { publicKeyPem: 'x' } };
    const { remarks } = translate(
      document('AttestationAuthority', 'a', { noteReference: 'projects/k/notes/a', publicKeys: [pkix] }),
      isp({ privateKeySecretName: 'secret', imageAllowlist: ['gcr.io/x*'], novelty: 1 }),
      document('BuildPolicy', 'builds', {}),
      document('KritisConfig', 'config', {}),
      document('VulnzSigningPolicy', 'signing', {
        imageVulnerabilityRequirements: { maximumFixableSeverity: 'HIGH' },
      }),
    );
    const text = remarks.join('\n');
    for (const word of [
      'PKIX',
      'no PGP key',
      'privateKeySecretName',
      'gcr.io/x*',
      'novelty',
      'builds',
      'config',
      'signing',
    ])
      expect(text).toContain(word);
  });

  it.each([
    ['an unknown severity', limits('!')],
    ['two spellings that differ', isp({ imageAllowlist: ['a'], imageWhitelist: ['b'] })],
    ['an authority that no file contains', gap(['missing'])],
    ['another kind', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: {} }],
    [
      'an invalid key',
      document('AttestationAuthority', 'x', {
        noteReference: 'projects/k/notes/a',
        publicKeys: [{ keyType: 'PGP', asciiArmoredPgpPublicKey: 'eA==' }],
      }),
    ],
    ['text instead of a list', isp({ imageAllowlist: 'all' })],
    [
      'no spec',
      { apiVersion: 'kritis.grafeas.io/v1beta1', kind: 'ImageSecurityPolicy', metadata: { name: 'x' } },
    ],
  ])('are refused with %s', (_, wrong) => {
    expect(() => translate(wrong)).toThrow(/./);
  });

  it('become a policy for a signer', async () => {
    const { policies } = translate(
      document('VulnzSigningPolicy', 'signing', {
        imageVulnerabilityRequirements: { maximumFixableSeverity: 'HIGH' },
      }),
    );
    expect(policies.map(({ id }) => id)).toEqual(['kritis-shop-signing']);
    expect(policies[0]?.policy.gkePolicy?.checkSets?.[0]?.checks?.[0]?.vulnerabilityCheck).toEqual({
      maximumFixableSeverity: 'HIGH',
      maximumUnfixableSeverity: 'ALLOW_ALL',
    });
  });
});
