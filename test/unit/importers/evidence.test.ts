import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { splitTexts } from '../../../src/kinds/stored-text.js';
import { parseArtifact } from '../../../src/signatures/digests.js';
import { toKeySet } from '../../../src/signatures/key-set.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { verifyNotation } from '../../../src/signatures/verify-notation.js';
import { workspace } from '../services/import-workspace.js';
import { publicKeyPem, signedBytes, verifies } from './evidence-kit.js';
import { convert, fixture } from './kit.js';
import { evidenceFixtures, resourceFor } from './reports.js';

const image = `https://registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
const second = `https://registry.example.com/shop/cart@sha256:${'2e'.repeat(32)}`;
const archive = `file://sha256:${'2e'.repeat(32)}:cart.tar.gz`;
const built = `https://eu-docker.pkg.dev/shop/images/cart@sha256:${'1f'.repeat(32)}`;
const key = parsePkixKey({ publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' });
const identity =
  'sigstore:https://issuer.example.com#https://git.example.com/shop/cart/.ci/build.yml@refs/heads/main';

type Json = Record<string, unknown>;
const read = (file: string): Json => JSON.parse(fixture(file).toString()) as Json;

/** Kind and resource of each occurrence of a file. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'dsse/link.json': [`INTOTO ${archive}`],
  'dsse/provenance-v0.2.json': [`BUILD ${image}`],
  'dsse/provenance-v1.json': [`BUILD ${image}`],
  'dsse/reviewed.json': [`DSSE_ATTESTATION ${archive}`, `DSSE_ATTESTATION ${image}`],
  'dsse/simple-signing.json': [`DSSE_ATTESTATION ${image}`],
  'dsse/spdx.json': [`DISCOVERY ${image}`, `DSSE_ATTESTATION ${image}`, `SBOM_REFERENCE ${image}`],
  'sigstore/bundle.json': [`BUILD ${image}`],
  'sigstore/npm.json': ['BUILD pkg:npm/%40shop/cart@1.2.0', 'DSSE_ATTESTATION pkg:npm/%40shop/cart@1.2.0'],
  'in-toto/layout.json': [],
  'in-toto/link.json': [`INTOTO file://sha256:${'3d'.repeat(32)}:cart.py`],
  'in-toto/statement.json': [`BUILD ${image}`],
  'cloud-build/image.json': [`BUILD ${built}`, `BUILD ${built}`],
  'cosign/download.json': [`ATTESTATION ${image}`],
  'cosign/keyless.json': [`ATTESTATION ${image}`],
  'cosign/manifest.json': [`ATTESTATION ${image}`],
  'notary/targets.json': [`ATTESTATION ${image}`, `ATTESTATION ${second}`],
  'notation/signature.json': [`ATTESTATION ${image}`],
};

/** Both forms of everything that a file brings into a store of its own. */
async function imported(file: string, bytes: Buffer = fixture(file)) {
  const store = workspace();
  const result = await store.run(bytes, { resource: resourceFor(file) });
  return { ...store, result, texts: await store.texts() };
}

const kindOf = (text: string): string => {
  const { v1, v1beta1 } = splitTexts(text);
  const { kind, resource, resourceUri } = { ...JSON.parse(v1beta1), ...JSON.parse(v1 ?? '{}') } as Json;
  return `${String(kind)} ${String(resourceUri ?? (resource as Json).uri)}`;
};

describe.each(evidenceFixtures)('%s', (file) => {
  it('becomes occurrences of the artifacts that it names', async () => {
    const { texts } = await imported(file);
    expect(texts.map(kindOf).sort()).toEqual(expected[file]);
  });

  it('changes nothing when imported twice', async () => {
    const { run, result } = await imported(file);
    const again = await run(Buffer.concat([fixture(file), Buffer.from('\n')]), {
      resource: resourceFor(file),
    });
    const { created, updated, removed } = again.occurrences;
    expect({ created, updated, removed }).toEqual({ created: 0, updated: 0, removed: 0 });
    expect(again.notes).toMatchObject({ created: 0, updated: 0 });
    expect(again.found).toEqual(result.found);
  });

  it('is stored as signed bytes: every signature still verifies', async () => {
    const { texts } = await imported(file);
    const found = texts.filter((text) => !/^(?:SBOM_REFERENCE|DISCOVERY)/.test(kindOf(text))).map(verifies);
    const unsigned = file === 'in-toto/statement.json';
    expect(found).toEqual(found.map(() => (unsigned ? undefined : true)));
  });
});

describe('the stored occurrence', () => {
  const trust = { keys: toKeySet([key]), artifact: parseArtifact(image), at: new Date() };

  it('of an envelope is verified by its key', async () => {
    const { texts } = await imported('dsse/provenance-v0.2.json');
    const { envelope } = JSON.parse(splitTexts(texts[0] ?? '').v1beta1) as { envelope: object };
    const results = await verifyDsse(Buffer.from(JSON.stringify(envelope)), trust);
    expect(results).toMatchObject([{ verified: true, keyId: key.id }]);
  });

  it.each(['cosign/download.json', 'cosign/manifest.json'])('of %s names its key', async (file) => {
    const { texts } = await imported(file);
    const { attestation } = JSON.parse(texts[0] ?? '') as {
      attestation: { attestation: { genericSignedAttestation: { signatures: Json[] } } };
    };
    const [one] = attestation.attestation.genericSignedAttestation.signatures;
    const signature = Buffer.from(String(one?.signature), 'base64');
    const keyId = String(one?.publicKeyId);
    const payload = signedBytes(texts[0] ?? '') ?? Buffer.alloc(0);
    expect(await verifyDetached(payload, [{ signature, keyId }], trust)).toMatchObject([
      { verified: true, keyId: key.id },
    ]);
  });

  it('of a notation signature can rebuild its envelope', async () => {
    const { texts } = await imported('notation/signature.json');
    const [head, payload] = (signedBytes(texts[0] ?? '') ?? '').toString().split('.');
    const { header, signature } = read('notation/signature.json');
    const envelope = Buffer.from(JSON.stringify({ payload, protected: head, header, signature }));
    expect(await verifyNotation(envelope, trust)).toMatchObject({ verified: true });
  });

  it('of provenance 0.2 has its own members in v1, and those of Grafeas in both versions', async () => {
    const { texts } = await imported('dsse/provenance-v0.2.json');
    const { v1, v1beta1 } = splitTexts(texts[0] ?? '');
    const provenance = {
      id: 'run-7',
      commands: [{ name: 'make', args: ['release'] }],
      builtArtifacts: [{ checksum: `sha256:${'1f'.repeat(32)}`, id: image }],
      startTime: '2024-05-01T10:00:00Z',
      endTime: '2024-05-01T10:05:00Z',
      sourceProvenance: {
        context: { git: { url: 'https://git.example.com/shop/cart', revisionId: 'aa'.repeat(20) } },
      },
      buildOptions: { target: 'release', jobs: '4' },
      builderVersion: 'https://builds.example.com/runner@v1',
    };
    expect(JSON.parse(v1beta1)).toMatchObject({ build: { provenance } });
    expect(JSON.parse(v1 ?? '')).toMatchObject({
      build: {
        provenance,
        intotoStatement: {
          predicateType: 'https://slsa.dev/provenance/v0.2',
          slsaProvenanceZeroTwo: {
            builder: { id: 'https://builds.example.com/runner@v1' },
            invocation: { parameters: { target: 'release', jobs: 4, nested: { a: 1 } } },
          },
        },
      },
    });
  });

  it('of a keyless signature names the identity and its issuer', async () => {
    for (const file of ['sigstore/bundle.json', 'cosign/keyless.json']) {
      const { texts } = await imported(file);
      expect(texts.join()).toContain(identity);
    }
  });

  it('of a builder of Google has the id of its note', () => {
    const { notes } = convert(fixture('cloud-build/image.json'));
    expect([...notes.keys()].map((name) => name.split('/').at(-1))).toEqual([
      'intoto_11f6c682-0000-4f72-ac2a-8e386eab66af',
      'intoto_slsa_v1_11f6c682-0000-4f72-ac2a-8e386eab66af',
    ]);
  });
});

describe('the same evidence', () => {
  const envelope = read('dsse/provenance-v1.json') as { signatures: Json[] };

  it('signed by another key is another occurrence, but not signed again by the same key', async () => {
    const { run } = workspace();
    await run(envelope);
    const [signature] = envelope.signatures;
    const resigned = { ...envelope, signatures: [{ ...signature, sig: 'AAAA' }] };
    expect((await run(resigned)).occurrences).toMatchObject({ created: 0, updated: 1 });
    const other = { ...envelope, signatures: [{ ...signature, keyid: 'another' }] };
    expect((await run(other)).occurrences).toMatchObject({ created: 1, updated: 0, removed: 0 });
  });

  it('a layout sets the expected steps, even if links were imported before', async () => {
    const { run } = workspace();
    await run(fixture('in-toto/link.json'));
    expect((await run(fixture('in-toto/layout.json'))).notes).toMatchObject({ created: 1, updated: 1 });
    for (const file of ['in-toto/link.json', 'in-toto/layout.json'])
      expect((await run(fixture(file))).notes).toMatchObject({ created: 0, updated: 0 });
  });

  it('in JSON Lines equals its lines imported one by one', async () => {
    const { run } = workspace();
    const lines = fixture('dsse/all.jsonl').toString().trim().split('\n');
    expect((await run(fixture('dsse/all.jsonl'))).occurrences).toMatchObject({ created: 4 });
    for (const line of lines)
      expect((await run(Buffer.from(line))).occurrences).toMatchObject({ created: 0, updated: 0 });
  });

  it('one per line is accepted for evidence only', () => {
    const trivy = JSON.stringify(read('trivy/image.json'));
    expect(() => convert(Buffer.from(`${trivy}\n${trivy}\n`))).toThrow('only signed evidence may have');
    expect(() => convert(Buffer.from(`{"a":1} {"a":1}`))).toThrow('unexpected text after the report');
  });
});

/** An envelope with another payload; nothing is verified at import. */
const withPayload = (payload: unknown): Json => ({
  ...read('dsse/provenance-v1.json'),
  payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64'),
});
const statement = JSON.parse(
  Buffer.from(String(read('dsse/provenance-v1.json').payload), 'base64').toString(),
) as Json;

describe('a payload', () => {
  it.each([
    [{ ...statement, subject: [] }, 'names no artifact by a digest'],
    [{ ...statement, subject: [{ name: 'app' }] }, 'names no artifact by a digest'],
    [{ ...statement, subject: [{ name: 'app', digest: { sha1: 'aa'.repeat(20) } }] }, 'names no artifact'],
    [{ ...statement, subject: [{ name: 'app', digest: { sha256: 'abc' } }] }, 'names no artifact'],
    [
      {
        ...statement,
        subject: [{ name: `ghcr.io/a/b@sha256:${'00'.repeat(32)}`, digest: { sha256: '1f'.repeat(32) } }],
      },
      'but the member digest is',
    ],
    [{ ...statement, _type: 'https://in-toto.io/Statement/v2' }, 'is none of'],
    [{ ...statement, predicate: {} }, 'names no builder'],
    [{ ...statement, predicateType: null }, 'the type of the statement'],
    ['{"_type":"a","_type":"b"}', 'duplicate key'],
    ['not JSON', 'within the signed bytes'],
    ['[]', 'expected an object'],
  ])('%# that names nothing, or cannot be read, is refused', (payload, message) => {
    expect(() => convert(withPayload(payload))).toThrow(message);
  });

  it.each([
    [`https://registry.example.com/shop/cart@sha256:${'00'.repeat(32)}`, 'contradicts the payload'],
    [`file://sha256:${'00'.repeat(32)}:cart`, 'contradicts the payload'],
    [`https://example.com/sha256:${'1f'.repeat(32)}/cart@sha256:${'00'.repeat(32)}`, 'contradicts'],
  ])('that names another artifact than %s is refused', (resource, message) => {
    expect(() => convert(fixture('dsse/provenance-v1.json'), { resource })).toThrow(message);
    expect(() => convert(fixture('cosign/download.json'), { resource })).toThrow(message);
  });

  it('gets the repository given by the caller, with its own digest', () => {
    const resource = 'mirror.example.com/cart';
    const digest = `sha256:${'1f'.repeat(32)}`;
    for (const file of ['dsse/provenance-v1.json', 'cosign/download.json', 'cloud-build/image.json'])
      expect(convert(fixture(file), { resource }).resources).toEqual([`https://${resource}@${digest}`]);
  });

  it('of several artifacts needs the digest of the intended one', () => {
    const file = fixture('dsse/reviewed.json');
    expect(() => convert(file, { resource: 'mirror.example.com/cart' })).toThrow('names 2 artifacts');
    const resource = `https://mirror.example.com/cart@sha256:${'2e'.repeat(32)}`;
    expect(convert(file, { resource }).resources).toEqual([image, resource]);
  });

  it('without a digest in the resource is imported with a warning', () => {
    const { warnings } = convert(fixture('dsse/provenance-v1.json'), { resource: 'pkg:npm/cart@1.0.0' });
    expect(warnings.map(({ reason }) => reason)).toEqual([
      'nothing in the resource "pkg:npm/cart@1.0.0" shows that it is this artifact',
    ]);
  });
});

describe('evidence', () => {
  it.each([
    ['dsse/provenance-v1.json', { signatures: [] }, 'has no signature'],
    ['dsse/provenance-v1.json', { payload: '!' }, 'expected bytes in base64'],
    ['dsse/provenance-v1.json', { payloadType: 'text/plain' }, 'is not known'],
    [
      'in-toto/statement.json',
      { predicateType: 'https://example.com/reviewed/v1' },
      'send the signed envelope',
    ],
    ['sigstore/bundle.json', { dsseEnvelope: undefined, messageSignature: {} }, 'sign an attestation'],
    ['in-toto/link.json', { signatures: [] }, 'the link has no signature'],
    ['notation/signature.json', { header: {} }, 'x5c'],
  ])('%s with %j is refused', (file, change, message) => {
    expect(() => convert({ ...read(file), ...change }, { resource: resourceFor(file) })).toThrow(message);
  });

  it('of Notary is refused once it has expired, and needs its repository', () => {
    const file = fixture('notary/targets.json');
    const resource = 'registry.example.com/shop/cart';
    expect(() => convert(file, { resource, now: '2117-01-01T00:00:00Z' })).toThrow('have expired');
    expect(() => convert(file)).toThrow('the repository that the targets are of');
  });

  it('of cosign is refused if its payload does not match its digest', () => {
    const { SignatureData: data } = read('cosign/manifest.json') as { SignatureData: Json };
    const [digest = ''] = Object.keys(data.Payloads as Json);
    const changed = { ...data, Payloads: { [digest]: '{}' } };
    expect(() => convert({ SignatureData: changed })).toThrow('is not the one of the digest');
  });

  it('is removed neither by a scan nor by other evidence', async () => {
    const { run, texts } = workspace();
    await run(fixture('dsse/provenance-v1.json'));
    await run(withPayload({ ...statement, note: randomUUID() }));
    await run(read('trivy/image.json'));
    expect((await texts()).filter((text) => kindOf(text).startsWith('BUILD'))).toHaveLength(2);
  });
});
