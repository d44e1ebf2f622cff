import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseArtifact } from '../../src/signatures/digests.js';
import { toKeySet } from '../../src/signatures/key-set.js';
import { signDsse } from '../../src/signatures/sign.js';
import { verifyDsse } from '../../src/signatures/verify-dsse.js';
import { makeSigner } from '../setup/attestations.js';
import { image, openReceiver } from './receiver.js';

/** A published container: the event, the attestations that GitHub has of it, and what is stored and verifies afterwards. */

const { signer } = makeSigner();
const type = 'application/vnd.in-toto+json';

/** A Sigstore bundle with provenance of an image, as GitHub's API has it. */
function bundleOf(name: string, digest: string, run: number): object {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: digest.replace('sha256:', '') } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { ref: 'refs/heads/main', path: '.github/workflows/release.yml' } },
      },
      runDetails: {
        builder: { id: 'https://github.com/octo/app/.github/workflows/release.yml@refs/heads/main' },
        metadata: { invocationId: `https://github.com/octo/app/actions/runs/${run}` },
      },
    },
  };
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: signer.publicKey.id } },
    dsseEnvelope: JSON.parse(signDsse(type, Buffer.from(JSON.stringify(statement)), signer)),
  };
}

interface Build {
  readonly name: string;
  readonly resourceUri: string;
  readonly envelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
}

it('attestations of a published container are stored once, and verify', async () => {
  const receiver = await openReceiver();
  const { source, server } = receiver;
  const path = `GET /repos/octo/app/attestations/${image.replace(':', '%3A')}?per_page=100`;
  const event = {
    action: 'published',
    registry_package: {
      name: 'app',
      namespace: 'octo',
      package_type: 'CONTAINER',
      package_version: { version: image, container_metadata: { tag: { name: 'v1', digest: image } } },
    },
    repository: { full_name: 'octo/app' },
  };
  const deliver = () => {
    const hmac = createHmac('sha256', 'new secret').update(JSON.stringify(event)).digest('hex');
    return receiver.send('github/projects/p', event, { 'x-hub-signature-256': `sha256=${hmac}` });
  };
  const builds = async (): Promise<Build[]> => {
    const response = await fetch(`${server.url}/v1/projects/p/occurrences?filter=kind="BUILD"`);
    return ((await response.json()) as { occurrences?: Build[] }).occurrences ?? [];
  };
  try {
    // GitHub has them a moment after the event, and sends it again where it failed.
    expect((await deliver()).status).toBe(503);
    source.has.set(path, { attestations: [{ bundle: bundleOf('ghcr.io/octo/app', image, 1) }] });
    source.links.set(path, `<${source.url}/repositories/1/x?per_page=100&after=2>; rel="next"`);
    source.has.set(`${path}&after=2`, { attestations: [{ bundle: bundleOf('ghcr.io/octo/app', image, 2) }] });
    const resource = `https://ghcr.io/octo/app@${image}`;
    const first = await deliver();
    expect(first).toMatchObject({ status: 200, imported: [{ resource, created: 2 }] });
    const stored = await builds();
    expect(stored.map(({ resourceUri }) => resourceUri)).toEqual([resource, resource]);
    const trust = { keys: toKeySet([signer.publicKey]), artifact: parseArtifact(resource), at: new Date() };
    for (const { envelope } of stored)
      expect(await verifyDsse(Buffer.from(JSON.stringify(envelope)), trust)).toMatchObject([
        { verified: true },
      ]);

    expect(await deliver()).toMatchObject({ status: 200, imported: [{ resource, created: 0, updated: 0 }] });
    expect(await builds()).toEqual(stored);

    // Evidence of another image, which GitHub says is of this one.
    const other = `sha256:${'bb'.repeat(32)}`;
    source.links.clear();
    source.has.set(path, { attestations: [{ bundle: bundleOf('ghcr.io/octo/app', other, 3) }] });
    const refused = await deliver();
    expect(refused.status).toBe(400);
    expect(refused.message).toContain('bb'.repeat(32).slice(0, 8));
    expect(await builds()).toEqual(stored);
    for (const { authorization } of source.headers) expect(authorization).toBe('Basic cm9ib3Q6c2VjcmV0');
  } finally {
    await receiver.close();
  }
});
