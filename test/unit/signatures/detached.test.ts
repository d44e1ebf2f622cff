import { constants, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SignatureAlgorithm, signatureAlgorithms } from '../../../src/signatures/algorithms.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { parseArtifact } from '../../../src/signatures/digests.js';
import { formatSimpleSigning, type PkixSigner, signPkix } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import {
  artifact,
  at,
  foreign,
  hex,
  kindOf,
  payload,
  privateKeyOf,
  reference,
  signerOf,
  trust,
  words,
} from './kit.js';

function signatureOf(bytes: Uint8Array, signer: PkixSigner) {
  const { signature, publicKeyId: keyId } = signPkix(bytes, signer);
  return { signature, keyId };
}

const p256 = signerOf('ECDSA_P256_SHA256');

async function check(bytes: Uint8Array, signed = bytes, signer = p256): Promise<string> {
  return words(await verifyDetached(bytes, [signatureOf(signed, signer)], trust(signer.publicKey)));
}

describe('a detached signature', () => {
  it.each(Object.keys(signatureAlgorithms) as SignatureAlgorithm[])('of %s is verified', async (name) => {
    const signer = signerOf(name);
    const results = await verifyDetached(payload, [signatureOf(payload, signer)], trust(signer.publicKey));
    expect(results).toEqual([{ verified: true, keyId: signer.publicKey.id, at: at.toISOString() }]);
  });

  it('of another scheme is refused, whatever the sizes', async () => {
    const names = Object.keys(signatureAlgorithms) as SignatureAlgorithm[];
    for (const mine of names)
      for (const theirs of names) {
        if (kindOf(mine) !== kindOf(theirs)) continue;
        const made = signPkix(payload, signerOf(mine));
        const { publicKey } = signerOf(theirs);
        const signatures = [{ signature: made.signature, keyId: publicKey.id }];
        const same = signatureAlgorithms[mine].jws === signatureAlgorithms[theirs].jws;
        expect(
          words(await verifyDetached(payload, signatures, trust(publicKey))),
          `${mine} as ${theirs}`,
        ).toBe(same ? 'verified' : 'SIGNATURE_WRONG');
      }
  });

  it('with the longest possible PSS salt is verified, as Kritis signs', async () => {
    const { publicKey } = signerOf('RSA_PSS_2048_SHA256');
    const signature = sign('sha256', payload, {
      key: privateKeyOf('rsa-2048'),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_MAX_SIGN,
    });
    const results = await verifyDetached(payload, [{ signature, keyId: publicKey.id }], trust(publicKey));
    expect(words(results)).toBe('verified');
  });

  it('with a weak hash is refused', async () => {
    const { publicKey } = signerOf('RSA_SIGN_PKCS1_2048_SHA256');
    for (const hash of ['sha1', 'md5']) {
      const signature = sign(hash, payload, privateKeyOf('rsa-2048'));
      const results = await verifyDetached(payload, [{ signature, keyId: publicKey.id }], trust(publicKey));
      expect(words(results)).toBe('SIGNATURE_WRONG');
    }
  });

  it('of another image is refused, even if the signature is valid', async () => {
    expect(await check(payload)).toBe('verified');
    const [result] = await verifyDetached(foreign, [signatureOf(foreign, p256)], trust(p256.publicKey));
    expect(result).toMatchObject({
      verified: false,
      reason: 'PAYLOAD_OF_ANOTHER_ARTIFACT',
      keyId: p256.publicKey.id,
      message: `The payload is about sha256:${'ab'.repeat(32)}, not about sha256:${hex}.`,
    });
    expect(await check(payload, foreign)).toBe('SIGNATURE_WRONG');
  });

  it('is verified only with the key that it names', async () => {
    const stranger = signerOf('ECDSA_P256_SHA256', 2);
    const made = signatureOf(payload, stranger);
    const both = trust(p256.publicKey, stranger.publicKey);
    expect(words(await verifyDetached(payload, [made], trust(p256.publicKey)))).toBe('KEY_UNKNOWN');
    expect(words(await verifyDetached(payload, [made], both))).toBe('verified');
    const renamed = { ...made, keyId: p256.publicKey.id };
    expect(words(await verifyDetached(payload, [renamed], both))).toBe('SIGNATURE_WRONG');
    for (const keyId of ['', made.keyId.toUpperCase(), `${made.keyId} `, made.keyId.slice(0, -1)])
      expect(words(await verifyDetached(payload, [{ ...made, keyId }], both)), keyId).toBe('KEY_UNKNOWN');
  });

  it('is refused if anything is cut off or added', async () => {
    const { signature, keyId } = signatureOf(payload, p256);
    const shapes = [
      signature.subarray(0, -1),
      signature.subarray(1),
      Buffer.concat([signature, Buffer.of(0)]),
      Buffer.concat([signature, signature]),
      Buffer.alloc(0),
      // ECDSA as two numbers of fixed length, which JSON web signatures have.
      sign('sha256', payload, { key: privateKeyOf('ec-prime256v1'), dsaEncoding: 'ieee-p1363' }),
    ];
    for (const shape of shapes) {
      const results = await verifyDetached(payload, [{ signature: shape, keyId }], trust(p256.publicKey));
      expect(words(results), shape.toString('hex')).toBe('SIGNATURE_WRONG');
    }
    for (const shape of [payload.subarray(1), payload.subarray(0, -1), Buffer.concat([payload, payload])])
      expect(await check(shape, payload)).toBe('MALFORMED');
  });

  it('has one result per signature, in order', async () => {
    const good = signatureOf(payload, p256);
    const bad = { signature: Buffer.of(1, 2, 3), keyId: good.keyId };
    const unknown = { ...good, keyId: 'urn:unknown' };
    const results = await verifyDetached(payload, [bad, good, unknown], trust(p256.publicKey));
    expect(words(results)).toBe('SIGNATURE_WRONG verified KEY_UNKNOWN');
    expect(words(await verifyDetached(payload, [], trust(p256.publicKey)))).toBe('NO_SIGNATURE');
  });

  it('has a maximum size', async () => {
    const good = signatureOf(payload, p256);
    const many = Array.from({ length: bounds.signatures + 1 }, () => good);
    expect(words(await verifyDetached(payload, many, trust(p256.publicKey)))).toBe('TOO_LARGE');
    const long = { ...good, signature: Buffer.alloc(bounds.signature + 1) };
    expect(words(await verifyDetached(payload, [long], trust(p256.publicKey)))).toBe('TOO_LARGE');
    expect(await check(Buffer.alloc(bounds.payload + 1, 0x20), payload)).toBe('TOO_LARGE');
  });
});

describe('the payload names the artifact', () => {
  const simple = (digest: unknown) => ({ critical: { image: { 'docker-manifest-digest': digest } } });
  const statement = (...digests: object[]) => ({
    _type: 'https://in-toto.io/Statement/v1',
    subject: digests.map((digest) => ({ name: 'cart', digest })),
  });
  const about = (value: unknown) =>
    check(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

  it('by hex digits of either case', async () => {
    expect(await about(simple(`sha256:${hex}`))).toBe('verified');
    expect(await about(simple(`sha256:${hex.toUpperCase()}`))).toBe('verified');
    expect(await about(statement({ sha256: hex.toUpperCase() }))).toBe('verified');
    expect(
      await about(statement({ sha256: 'ab'.repeat(32) }, { sha512: 'cd'.repeat(64), sha256: hex })),
    ).toBe('verified');
    expect(parseArtifact(`https://r/app@sha256:${hex.toUpperCase()}`)).toEqual(artifact);
  });

  it('in no other spelling', async () => {
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    const spellings = [
      `SHA256:${hex}`,
      `sha-256:${hex}`,
      `sha512:${hex}`,
      `sha256:${base64}`,
      `sha256:0x${hex}`,
      `sha256: ${hex}`,
      ` sha256:${hex}`,
      `sha256:${hex}\n`,
      `sha256:${hex}00`,
      `sha256:${hex.slice(0, -1)}`,
      hex,
      [`sha256:${hex}`],
      { sha256: hex },
      null,
    ];
    for (const spelling of spellings)
      expect(await about(simple(spelling)), JSON.stringify(spelling)).toBe('PAYLOAD_NAMES_NOTHING');
    for (const digest of [{ SHA256: hex }, { sha1: hex }, { sha256: base64 }, { sha256: [hex] }, {}])
      expect(await about(statement(digest)), JSON.stringify(digest)).toBe('PAYLOAD_NAMES_NOTHING');
  });

  it('only in the one place for it', async () => {
    const others = [
      {},
      [simple(`sha256:${hex}`)],
      { critical: { image: {} }, 'docker-manifest-digest': `sha256:${hex}` },
      { Critical: simple(`sha256:${hex}`).critical },
      { ...simple(`sha256:${'ab'.repeat(32)}`), optional: simple(`sha256:${hex}`) },
      { ...statement({ sha256: hex }), ...simple(`sha256:${hex}`) },
      { ...statement({ sha256: hex }), _type: 'https://example.com/Statement' },
      { targetArtifact: { digest: `sha256:${hex}` } },
    ];
    for (const value of others) expect(await about(value), JSON.stringify(value)).not.toBe('verified');
    const twice = `{"critical":${JSON.stringify(simple(`sha256:${'ab'.repeat(32)}`).critical)},${JSON.stringify(simple(`sha256:${hex}`)).slice(1)}`;
    expect(await about(twice)).toBe('MALFORMED');
    expect(await about(`${JSON.stringify(simple(`sha256:${hex}`))} {}`)).toBe('MALFORMED');
  });

  it('and the resource has a single digest', async () => {
    const uris = [
      'https://registry.example.com/app:1.0',
      `https://registry.example.com/app@sha256:${hex}@sha256:${hex}`,
      `https://user@registry.example.com/app@sha256:${hex}`,
      `https://registry.example.com/app@sha256:${hex}?tag=1`,
      `https://registry.example.com/app@md5:${hex.slice(0, 32)}`,
      `sha256:${hex}`,
      '',
    ];
    for (const uri of uris) {
      expect(parseArtifact(uri), uri).toBeUndefined();
      const nothing = { ...trust(p256.publicKey), artifact: parseArtifact(uri) };
      const results = await verifyDetached(payload, [signatureOf(payload, p256)], nothing);
      expect(words(results)).toBe('RESOURCE_WITHOUT_DIGEST');
    }
    const sha512 = formatSimpleSigning({ reference, digest: { algorithm: 'sha512', hex: 'cd'.repeat(64) } });
    expect(await check(sha512)).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
  });
});
