import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attestationOf, image, makeSigner } from '../setup/attestations.js';
import { podOf, scan, scanner } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';
import { sign, tempFolder } from './kit.js';

/** A policy is no way around access: it reads what its writer may read, when it is written and whenever it is evaluated. */
const secret = 'a secret of thirty-two bytes or more';
const folder = tempFolder({ key: secret });

const issuers =
  'issuers: [{ name: own, issuer: own, audience: g, algorithms: [HS256], keys: { secret_file: key } }]';
/** What the writer is granted beside writing policies of `shop`; group `security` as well. */
function policyText(...grants: string[]): string {
  const roles = ['binaryauthorization.policyEditor@projects/shop', ...grants].map((grant) => `"${grant}"`);
  return `${issuers}
bindings:
  - { issuer: own, subject: [root], grants: ["admin@*"] }
  - { issuer: own, subject: [gate], grants: ["binaryauthorization.policyEvaluator@projects/shop"] }
  - { issuer: own, match: { groups: [security] }, grants: [${roles.join(', ')}] }
`;
}

const everything = [
  'occurrences.viewer@projects/findings',
  'binaryauthorization.attestorsViewer@projects/keys',
  'notes.occurrences.viewer@projects/keys/notes/qa',
  'notes.viewer@projects/scanner',
];

describe('the writer of a policy', () => {
  let server: TestServer;
  const tokenOf = (sub: string): string =>
    sign(
      secret,
      { iss: 'own', aud: 'g', sub, groups: ['staff', 'security'], exp: Date.now() / 1000 + 3600 },
      'HS256',
    );
  const [root, gate, writer] = [
    sign(secret, { iss: 'own', aud: 'g', sub: 'root', exp: Date.now() / 1000 + 3600 }, 'HS256'),
    sign(secret, { iss: 'own', aud: 'g', sub: 'gate', exp: Date.now() / 1000 + 3600 }, 'HS256'),
    tokenOf('writer'),
  ];

  async function send(token: string, method: string, path: string, body?: object): Promise<[number, string]> {
    const response = await fetch(`${server.url}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return [response.status, await response.text()];
  }

  let file: string;
  const grant = (...grants: string[]): void => {
    file = folder.write('policy.yaml', policyText(...grants));
  };
  const vulnerabilityCheck = {
    maximumFixableSeverity: 'HIGH',
    maximumUnfixableSeverity: 'HIGH',
    containerAnalysisVulnerabilityProjects: ['projects/findings'],
    allowedNotes: ['projects/scanner/notes/CVE-1'],
  };
  const attestationCheck = { attestors: ['projects/keys/attestors/qa'] };
  const policyOf = (...checks: object[]): object => ({ gkePolicy: { checkSets: [{ checks }] } });
  const policies = 'v1/projects/shop/platforms/gke/policies';

  beforeAll(async () => {
    grant(...everything);
    server = await startServer({ access: 'jwt', policy: file });
    const signer = makeSigner();
    for (const [path, body] of [
      ['v1beta1/projects/scanner/notes?noteId=scan', scanner],
      [
        'v1beta1/projects/findings/occurrences',
        { resource: { uri: image }, noteName: 'projects/scanner/notes/scan', ...scan() },
      ],
      [
        'v1beta1/projects/keys/notes?noteId=qa',
        { attestationAuthority: { hint: { humanReadableName: 'QA' } } },
      ],
      [
        'v1/projects/keys/attestors?attestorId=qa',
        {
          userOwnedGrafeasNote: {
            noteReference: 'projects/keys/notes/qa',
            publicKeys: [
              {
                pkixPublicKey: { publicKeyPem: signer.publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' },
              },
            ],
          },
        },
      ],
      [
        'v1/projects/elsewhere/occurrences',
        { resourceUri: image, noteName: 'projects/keys/notes/qa', attestation: attestationOf(image, signer) },
      ],
    ] as const)
      expect(await send(root, 'POST', path, body)).toEqual([200, expect.anything()]);
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  it.each(everything.map((lost, index) => [lost, index] as const))('needs %s', async (lost, index) => {
    grant(...everything.filter((each) => each !== lost));
    server.reload();
    const policy = policyOf({ vulnerabilityCheck }, { attestationCheck });
    const [status, text] = await send(writer, 'POST', `${policies}?policyId=without-${index}`, policy);
    expect(status, text).toBe(403);
    expect(text).toContain('PERMISSION_DENIED');
    grant(...everything);
    server.reload();
    expect((await send(writer, 'POST', `${policies}?policyId=with-${index}`, policy))[0]).toBe(200);
  });

  it('needs the same permissions for the policy of the project', async () => {
    const rule = {
      evaluationMode: 'REQUIRE_ATTESTATION',
      requireAttestationsBy: ['projects/keys/attestors/qa'],
      enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
    };
    const put = () => send(writer, 'PUT', 'v1/projects/shop/policy', { defaultAdmissionRule: rule });
    grant();
    server.reload();
    expect((await put())[0]).toBe(403);
    grant(...everything);
    server.reload();
    expect((await put())[0]).toBe(200);
  });

  it('gives evaluations its read access, and they lose it when the writer does', async () => {
    const ask = async (): Promise<string> => {
      const body = { resource: podOf(image.replace('https://', '')) };
      const [status, text] = await send(gate, 'POST', `${policies}/lent:evaluate`, body);
      expect(status, text).toBe(200);
      return text;
    };
    grant(...everything);
    server.reload();
    const policy = policyOf({ vulnerabilityCheck }, { attestationCheck });
    expect((await send(writer, 'POST', `${policies}?policyId=lent`, policy))[0]).toBe(200);
    expect(JSON.parse(await ask())).toMatchObject({ verdict: 'CONFORMANT' });
    for (const lost of everything.slice(0, 3)) {
      grant(...everything.filter((each) => each !== lost));
      server.reload();
      const text = await ask();
      expect(JSON.parse(text), lost).toMatchObject({ verdict: 'NON_CONFORMANT' });
      expect(text).toContain('NO_ACCESS');
    }
    grant(...everything);
    server.reload();
    expect(JSON.parse(await ask())).toMatchObject({ verdict: 'CONFORMANT' });
  });
});
