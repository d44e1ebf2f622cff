import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDigest } from '../../../src/signatures/digests.js';
import { toKeySet } from '../../../src/signatures/key-set.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { verifyCosign } from '../../../src/signatures/verify-cosign.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { at, other, signerOf, words } from './kit.js';

const samples = new URL('../../../../shared/samples/', import.meta.url);
const cosign = new URL('cosign/keypair-simplesigning.bundle.json', samples);
const available = existsSync(cosign);
if (!available) console.log('skipped: no folder of sample signatures beside the repository');

describe.skipIf(!available)('signatures made by other tools', () => {
  const file = available ? JSON.parse(readFileSync(cosign, 'utf8')) : undefined;

  it('cosign: an image signed with a key pair', async () => {
    const [layer] = JSON.parse(file.SignatureData.Manifest).layers;
    const payload = Buffer.from(file.SignatureData.Payloads[layer.digest]);
    const signature = layer.annotations['dev.cosignproject.cosign/signature'];
    const publicKeyPem = file.RootsOfTrust[0].Verifiers[0].KeyPairOptions.PublicKey;
    const key = parsePkixKey({ publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' });
    const asked = { keys: toKeySet([key]), artifact: parseDigest(file.ImageDigest), at };
    expect(words(await verifyCosign(payload, signature, asked))).toBe('verified');
    expect(words(await verifyCosign(payload, signature, { ...asked, artifact: other }))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
    const stranger = toKeySet([signerOf('ECDSA_P256_SHA256').publicKey]);
    expect(words(await verifyCosign(payload, signature, { ...asked, keys: stranger }))).toBe(
      'SIGNATURE_WRONG',
    );
  });

  it('in-toto: envelopes whose keys are not known', async () => {
    const provenance = readFileSync(new URL('slsa/v0.2-gha-go-builder.intoto.json', samples));
    const { payload } = JSON.parse(provenance.toString());
    const [{ digest }] = JSON.parse(Buffer.from(payload, 'base64').toString()).subject;
    const keys = toKeySet([signerOf('ECDSA_P256_SHA256').publicKey]);
    const artifact = parseDigest(`sha256:${digest.sha256}`);
    expect(words(await verifyDsse(provenance, { keys, artifact, at }))).toBe('SIGNATURE_WRONG');
    expect(words(await verifyDsse(provenance, { keys, artifact: other, at }))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
    const link = readFileSync(new URL('in-toto/package.2f89b927.dsse-link.json', samples));
    expect(words(await verifyDsse(link, { keys, artifact, at }))).toBe('PAYLOAD_NAMES_NOTHING');
  });
});
