import { sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { bounds } from '../../../src/signatures/bounds.js';
import type { CertificateText } from '../../../src/signatures/certificates.js';
import { encodeDsse } from '../../../src/signatures/dsse.js';
import type { TrustedKey } from '../../../src/signatures/key-set.js';
import { verifySigstoreBundle } from '../../../src/signatures/verify-sigstore.js';
import { type Issued, issue, issueChain, subject, uri } from './certificates-kit.js';
import { at, hex, signerOf, trust, words } from './kit.js';

const day = 86_400_000;
const { root, middle, strange, leaf, leafOf, authority } = await issueChain();

const rsaAuthority = () => issue({ subject: 'CN=RSA', authority: true, kind: 'rsa-2048', number: 1 });
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

  it('are accepted only with an identity and strong keys', async () => {
    expect(refusal({})).toBe('accepted');
    for (const identity of [{}, { subject: '' }, { issuer: '' }])
      expect(refusal({ identity })).toMatch(/^identity: must have a member/);
    expect(refusal({ chainPem: '' })).toMatch(/^chain_pem: must hold 1 to 16/);
    expect(refusal({ chainPem: leaf.pem })).toMatch(/^chain_pem\[0\]: the certificate is not an authority/);
    expect(refusal({ chainPem: root.pem.replace('MII', 'AAA') })).toMatch(/^chain_pem\[0\]: cannot be read/);
    const weak = await issue({ subject: 'CN=Weak', authority: true, kind: 'rsa-1024' });
    expect(refusal({ chainPem: weak.pem })).toMatch(/RSA key of 1024 bits/);
    expect(refusal({ chainPem: root.pem.repeat(17) })).toMatch(/not 17/);
  });
});

describe('a Sigstore bundle', () => {
  it('is verified by a certificate of the authorities that is issued to the identity', async () => {
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

  it('is refused for any other identity', async () => {
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

  it('is refused with a certificate of another authority, for another purpose or expired', async () => {
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

  it('is refused if another key signed, or for another image', async () => {
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

  it('is refused if it is over the bytes of an artifact, has several signatures or is damaged', async () => {
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
