import { createHash } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { FlattenedSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../../src/signatures/bounds.js';
import type { TrustedKey } from '../../../src/signatures/key-set.js';
import { signDsse } from '../../../src/signatures/sign.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { verifyNotation } from '../../../src/signatures/verify-notation.js';
import { type Issued, issueChain } from './certificates-kit.js';
import { at, hex, payload, pemOf, signerOf, trust, words } from './kit.js';

const { root, middle, strange, leaf, leafOf, authority } = await issueChain();

const scheme = 'io.cncf.notary.signingScheme';

interface Notation {
  readonly by?: Issued;
  readonly head?: object;
  readonly target?: object;
  readonly x5c?: readonly string[];
}

/** An envelope as notation writes it. */
async function notation({ by = leaf, head = {}, target = {}, x5c }: Notation = {}): Promise<object> {
  const targetArtifact = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: `sha256:${hex}`,
    size: 5,
  };
  const payload = Buffer.from(JSON.stringify({ targetArtifact: { ...targetArtifact, ...target } }));
  const all = {
    alg: 'ES256',
    crit: [scheme],
    cty: 'application/vnd.cncf.notary.payload.v1+json',
    [scheme]: 'notary.x509',
    'io.cncf.notary.signingTime': '2026-02-28T12:00:00Z',
    ...head,
  };
  const jws = await new FlattenedSign(payload)
    .setProtectedHeader(all)
    .sign(by.privateKey, { crit: { [scheme]: true, 'io.cncf.notary.expiry': true, other: true } });
  const chain = x5c ?? [by, middle, root].map(({ der }) => der.toString('base64'));
  return { ...jws, header: { x5c: chain, 'io.cncf.notary.signingAgent': 'test' } };
}

async function check(value: object | string, key: TrustedKey = authority()): Promise<string> {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return words(await verifyNotation(bytes, trust(key)));
}

describe('a notation envelope', () => {
  it('is verified by its certificate, with the time of signing', async () => {
    const bytes = Buffer.from(JSON.stringify(await notation()));
    expect(await verifyNotation(bytes, trust(authority()))).toEqual({
      verified: true,
      keyId: 'release',
      at: at.toISOString(),
      signedAt: '2026-02-28T12:00:00.000Z',
    });
    const by = await leafOf({ kind: 'rsa-2048' });
    expect(await check(await notation({ by, head: { alg: 'PS256' } }))).toBe('verified');
    const long = await leafOf({ kind: 'ec-secp384r1' });
    expect(await check(await notation({ by: long, head: { alg: 'ES384' } }))).toBe('verified');
  });

  it('is verified by a given key that equals that of its certificate', async () => {
    const signer = signerOf('ECDSA_P256_SHA256', 102);
    expect(pemOf(leaf.privateKey)).toBe(pemOf(signer.privateKey));
    expect(await check(await notation(), signer.publicKey)).toBe('verified');
    expect(await check(await notation(), signerOf('ECDSA_P256_SHA256').publicKey)).toBe('KEY_UNKNOWN');
    const rsa = signerOf('RSA_SIGN_PKCS1_2048_SHA256', 102).publicKey;
    const by = await leafOf({ kind: 'rsa-2048' });
    expect(
      createHash('sha256')
        .update(rsa.key.export({ format: 'der', type: 'spki' }))
        .digest(),
    ).toEqual(rsa.fingerprint);
    expect(await check(await notation({ by, head: { alg: 'PS256' } }), rsa)).toBe('ALGORITHM_MISMATCH');
  });

  it('is refused with another certificate, algorithm or signer', async () => {
    const unknown = await leafOf({ issuer: strange, number: 103 });
    expect(await check(await notation({ by: unknown }))).toBe('CERTIFICATE_UNTRUSTED');
    const chain = [leaf.der.toString('base64')];
    expect(await check(await notation({ by: unknown, x5c: chain }))).toBe('SIGNATURE_WRONG');
    expect(await check(await notation({ x5c: [strange.der.toString('base64'), ...chain] }))).toBe(
      'CERTIFICATE_UNTRUSTED',
    );
    const by = await leafOf({ kind: 'rsa-2048' });
    for (const alg of ['RS256', 'PS512'])
      expect(await check(await notation({ by, head: { alg } }))).toBe('ALGORITHM_MISMATCH');
    const tls = await leafOf({ usage: [x509.ExtendedKeyUsage.serverAuth] });
    expect(await check(await notation({ by: tls }))).toBe('CERTIFICATE_UNTRUSTED');
  });

  it('is refused for another image', async () => {
    expect(await check(await notation({ target: { digest: `sha256:${'ab'.repeat(32)}` } }))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
    expect(await check(await notation({ target: { digest: undefined } }))).toBe('PAYLOAD_NAMES_NOTHING');
    const value = (await notation()) as { payload: string };
    const other = (await notation({ target: { size: 6 } })) as { payload: string };
    expect(await check({ ...value, payload: other.payload })).toBe('SIGNATURE_WRONG');
  });

  it('is refused if any part of its header is not understood', async () => {
    const expiry = 'io.cncf.notary.expiry';
    const later = { [expiry]: '2026-03-01T12:00:01Z', crit: [scheme, expiry] };
    expect(await check(await notation({ head: later }))).toBe('verified');
    expect(
      await check(await notation({ head: { [expiry]: at.toISOString(), crit: [scheme, expiry] } })),
    ).toBe('SIGNATURE_EXPIRED');
    expect(await check(await notation({ head: { [expiry]: 'soon' } }))).toBe('MALFORMED');
    expect(await check(await notation({ head: { cty: 'application/json' } }))).toBe('PAYLOAD_TYPE');
    expect(await check(await notation({ head: { [scheme]: 'notary.x509.signingAuthority' } }))).toBe(
      'UNSUPPORTED',
    );
    expect(await check(await notation({ head: { crit: undefined } }))).toBe('UNSUPPORTED');
    expect(await check(await notation({ head: { crit: [scheme, 'other'], other: 1 } }))).toBe('UNSUPPORTED');
    expect(await check(await notation({ head: { jwk: {} } }))).toBe('KEY_IN_SIGNATURE');
  });

  it('must be one JSON object with each part in canonical encoding', async () => {
    const value = (await notation()) as Record<string, unknown>;
    const shapes = [
      '',
      '[]',
      {},
      { ...value, header: {} },
      { ...value, header: { x5c: [] } },
      { ...value, header: { x5c: ['AAAA'] } },
      { ...value, signature: `${value.signature}=` },
      { ...value, payload: `${value.payload}==` },
      { ...value, protected: 'AAAA' },
      `${JSON.stringify(value)} {}`,
    ];
    for (const shape of shapes) expect(await check(shape), JSON.stringify(shape)).toBe('MALFORMED');
    expect(await check('x'.repeat(bounds.envelope + 1))).toBe('TOO_LARGE');
  });

  it('is not accepted as a DSSE envelope, nor the reverse', async () => {
    const signer = signerOf('ECDSA_P256_SHA256', 102);
    expect(await check(signDsse('application/vnd.in-toto+json', payload, signer))).toBe('MALFORMED');
    const bytes = Buffer.from(JSON.stringify(await notation()));
    expect(words(await verifyDsse(bytes, trust(signer.publicKey)))).toBe('MALFORMED');
  });
});
