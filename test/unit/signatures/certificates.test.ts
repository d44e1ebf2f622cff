import { createHash, sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { FlattenedSign } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { type CertificateText, parseCertificates } from '../../../src/signatures/certificates.js';
import { encodeDsse } from '../../../src/signatures/dsse.js';
import type { TrustedKey } from '../../../src/signatures/key-set.js';
import { signDsse } from '../../../src/signatures/sign.js';
import { verifyNotation } from '../../../src/signatures/verify-notation.js';
import { verifySigstoreBundle } from '../../../src/signatures/verify-sigstore.js';
import { type Issued, issue, type Wanted } from './certificates-kit.js';
import { at, hex, pemOf, signerOf, trust, words } from './kit.js';

const uri = 'https://ci.example.com/shop/release.yml';
const subject = 'CN=release, O=Example';
const day = 86_400_000;
let root: Issued;
let middle: Issued;
let leaf: Issued;
let strange: Issued;
const leafOf = (more: Partial<Wanted> = {}) => issue({ subject, issuer: middle, uri, number: 102, ...more });

beforeAll(async () => {
  root = await issue({ subject: 'CN=Root', authority: true, number: 100 });
  middle = await issue({ subject: 'CN=Middle', issuer: root, authority: true, number: 101 });
  strange = await issue({ subject: 'CN=Root', authority: true, number: 200 });
  leaf = await leafOf();
});

function authority(more: Partial<CertificateText> = {}): TrustedKey {
  const chainPem = `${middle.pem}\n${root.pem}`;
  return parseCertificates({ id: 'release', chainPem, identity: { subjectAlternativeName: uri }, ...more });
}

const statement = (digest = hex) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'cart', digest: { sha256: digest } }],
});
const payloadType = 'application/vnd.in-toto+json';

/** A bundle as Sigstore writes it, without log entries. */
function bundle(by: Issued, material: object, value: object = statement()): object {
  const bytes = Buffer.from(JSON.stringify(value));
  const sig = sign('sha256', encodeDsse(payloadType, bytes), by.privateKey).toString('base64');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { tlogEntries: [], ...material },
    dsseEnvelope: { payload: bytes.toString('base64'), payloadType, signatures: [{ sig, keyid: '' }] },
  };
}

const withLeaf = (by: Issued) => ({ certificate: { rawBytes: by.der.toString('base64') } });

async function sigstore(value: object, key: TrustedKey = authority(), time = at): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(value));
  return words(await verifySigstoreBundle(bytes, { ...trust(key), at: time }));
}

describe('certificates of authorities', () => {
  const refusal = (more: Partial<CertificateText>): string => {
    try {
      authority(more);
    } catch (error) {
      if (error instanceof ApiError && error.reason === 'INVALID_KEY') return error.message;
      throw error;
    }
    return 'accepted';
  };

  it('are trusted for an identity only, and strong', async () => {
    expect(refusal({})).toBe('accepted');
    for (const identity of [{}, { subject: '' }, { issuer: '' }])
      expect(refusal({ identity })).toMatch(/^identity: must say whom/);
    expect(refusal({ chainPem: '' })).toMatch(/^chain_pem: must hold 1 to 16/);
    expect(refusal({ chainPem: leaf.pem })).toMatch(/^chain_pem\[0\]: the certificate is not an authority/);
    expect(refusal({ chainPem: root.pem.replace('MII', 'AAA') })).toMatch(/^chain_pem\[0\]: cannot be read/);
    const weak = await issue({ subject: 'CN=Weak', authority: true, kind: 'rsa-1024' });
    expect(refusal({ chainPem: weak.pem })).toMatch(/RSA key of 1024 bits/);
    expect(refusal({ chainPem: root.pem.repeat(17) })).toMatch(/not 17/);
  });
});

describe('a Sigstore bundle', () => {
  it('is verified by a certificate that leads to the authorities and is issued to the identity', async () => {
    expect(await sigstore(bundle(leaf, withLeaf(leaf)))).toBe('verified');
    expect(await sigstore(bundle(leaf, withLeaf(leaf)), authority({ identity: { subject } }))).toBe(
      'verified',
    );
    const chain = {
      mediaType: undefined,
      x509CertificateChain: { certificates: [{ rawBytes: leaf.der.toString('base64') }] },
    };
    const older = {
      ...bundle(leaf, chain),
      mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.2',
    };
    expect(await sigstore(older)).toBe('verified');
  });

  it('is none for any other identity', async () => {
    const value = bundle(leaf, withLeaf(leaf));
    for (const identity of [
      { subjectAlternativeName: 'https://ci.example.com' },
      { subjectAlternativeName: '.*' },
      { subjectAlternativeName: uri.toUpperCase() },
      { subject: 'CN=release' },
      { subjectAlternativeName: uri, issuer: 'https://accounts.example.com' },
    ])
      expect(await sigstore(value, authority({ identity })), JSON.stringify(identity)).toBe(
        'IDENTITY_MISMATCH',
      );
  });

  it('is none by a certificate that leads elsewhere, is for something else or over', async () => {
    const unknown = await leafOf({ issuer: strange, number: 103 });
    const self = await issue({ subject, uri, number: 104 });
    for (const by of [unknown, self])
      expect(await sigstore(bundle(by, withLeaf(by)))).toBe('CERTIFICATE_UNTRUSTED');
    const below = await issue({ subject: 'CN=below', issuer: leaf, uri, number: 105 });
    expect(await sigstore(bundle(below, withLeaf(below)))).toBe('CERTIFICATE_UNTRUSTED');
    for (const usage of [[], [x509.ExtendedKeyUsage.serverAuth]]) {
      const by = await leafOf({ usage, number: 106 });
      expect(await sigstore(bundle(by, withLeaf(by)))).toBe('CERTIFICATE_UNTRUSTED');
    }
    expect(await sigstore(bundle(middle, withLeaf(middle)))).toBe('CERTIFICATE_UNTRUSTED');
    const over = await leafOf({ until: new Date(at.getTime() - 1000) });
    expect(await sigstore(bundle(over, withLeaf(over)))).toBe('KEY_EXPIRED');
    expect(await sigstore(bundle(leaf, withLeaf(leaf)), authority(), new Date(at.getTime() + 60 * day))).toBe(
      'KEY_EXPIRED',
    );
    const outlives = await leafOf({ until: new Date(at.getTime() + 90 * day) });
    const later = new Date(at.getTime() + 60 * day);
    expect(await sigstore(bundle(outlives, withLeaf(outlives)), authority(), later)).toBe(
      'CERTIFICATE_UNTRUSTED',
    );
    const sha1 = await leafOf({ issuer: await rsaAuthority(), hash: 'SHA-1' });
    expect(
      await sigstore(bundle(sha1, withLeaf(sha1)), authority({ chainPem: (await rsaAuthority()).pem })),
    ).toBe('CERTIFICATE_UNTRUSTED');
    const sha256 = await leafOf({ issuer: await rsaAuthority() });
    expect(
      await sigstore(bundle(sha256, withLeaf(sha256)), authority({ chainPem: (await rsaAuthority()).pem })),
    ).toBe('verified');
    const weak = await leafOf({ kind: 'rsa-1024' });
    expect(await sigstore(bundle(weak, withLeaf(weak)))).toBe('KEY_UNUSABLE');
  });

  it('is none where somebody else signed, or about another image', async () => {
    expect(await sigstore(bundle(strange, withLeaf(leaf)))).toBe('SIGNATURE_WRONG');
    expect(await sigstore(bundle(leaf, withLeaf(leaf), statement('ab'.repeat(32))))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
    expect(
      words(await verifySigstoreBundle(Buffer.from(JSON.stringify(bundle(leaf, withLeaf(leaf)))), trust())),
    ).toBe('KEY_UNKNOWN');
  });

  it('is verified by a given key, by its hint or without', async () => {
    const signer = signerOf('ECDSA_P256_SHA256');
    const by = { ...leaf, privateKey: signer.privateKey };
    const digest = signer.publicKey.fingerprint.toString('base64');
    for (const hint of [digest, signer.publicKey.id, ''])
      expect(await sigstore(bundle(by, { publicKey: { hint } }), signer.publicKey), hint).toBe('verified');
    const stranger = signerOf('ECDSA_P256_SHA256', 2).publicKey;
    expect(await sigstore(bundle(by, { publicKey: { hint: digest } }), stranger)).toBe('SIGNATURE_WRONG');
  });

  it('over the bytes of an artifact, of several signatures or damaged is refused', async () => {
    const value = bundle(leaf, withLeaf(leaf)) as { dsseEnvelope: { signatures: object[] } };
    const message = { messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' }, signature: 'AAAA' };
    const { dsseEnvelope, ...rest } = value;
    expect(await sigstore({ ...rest, messageSignature: message })).toBe('UNSUPPORTED');
    const twice = { ...dsseEnvelope, signatures: [...dsseEnvelope.signatures, ...dsseEnvelope.signatures] };
    expect(await sigstore({ ...rest, dsseEnvelope: twice })).toBe('MALFORMED');
    for (const shape of [
      {},
      [],
      rest,
      { ...value, mediaType: 'text/plain' },
      { ...value, verificationMaterial: {} },
    ])
      expect(await sigstore(shape)).toBe('MALFORMED');
    const bytes = Buffer.alloc(bounds.envelope + 1);
    expect(words(await verifySigstoreBundle(bytes, trust(authority())))).toBe('TOO_LARGE');
    const more = { certificate: { rawBytes: Buffer.concat([leaf.der, Buffer.of(0)]).toString('base64') } };
    expect(await sigstore(bundle(leaf, more))).toBe('MALFORMED');
  });
});

const rsaAuthority = () => issue({ subject: 'CN=RSA', authority: true, kind: 'rsa-2048', number: 1 });
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
  it('is verified by its certificate, and says when it was signed', async () => {
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

  it('is verified by a given key that its certificate has', async () => {
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

  it('is none by another certificate, algorithm or signer', async () => {
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

  it('is none about another image', async () => {
    expect(await check(await notation({ target: { digest: `sha256:${'ab'.repeat(32)}` } }))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
    expect(await check(await notation({ target: { digest: undefined } }))).toBe('PAYLOAD_NAMES_NOTHING');
    const value = (await notation()) as { payload: string };
    const other = (await notation({ target: { size: 6 } })) as { payload: string };
    expect(await check({ ...value, payload: other.payload })).toBe('SIGNATURE_WRONG');
  });

  it('has a header that is understood as a whole', async () => {
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
    expect(await check(await notation({ head: { crit: [scheme, 'other'], other: 1 } }))).toBe(
      'SIGNATURE_WRONG',
    );
    expect(await check(await notation({ head: { jwk: {} } }))).toBe('KEY_IN_SIGNATURE');
  });

  it('is one JSON object, each part in its one spelling', async () => {
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

  it('is no DSSE envelope, and the other way round', async () => {
    const signer = signerOf('ECDSA_P256_SHA256', 102);
    expect(await check(signDsse(payloadType, Buffer.from(JSON.stringify(statement())), signer))).toBe(
      'MALFORMED',
    );
  });
});
