import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { type SignatureAlgorithm, signatureAlgorithms } from '../../../src/signatures/algorithms.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { toKeySet } from '../../../src/signatures/key-set.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { kindOf, pgpPair, privateKeyOf, signerOf } from './kit.js';

function publicPem(key: KeyObject): string {
  return (key.type === 'public' ? key : createPublicKey(key))
    .export({ format: 'pem', type: 'spki' })
    .toString();
}

const pem = publicPem(privateKeyOf('ec-prime256v1'));
const algorithm = 'ECDSA_P256_SHA256';

function refusal(publicKeyPem: string, signatureAlgorithm: string = algorithm, id = ''): string {
  try {
    parsePkixKey({ publicKeyPem, signatureAlgorithm, id });
  } catch (error) {
    if (error instanceof ApiError && error.reason === 'INVALID_KEY') return error.message;
    throw error;
  }
  return 'accepted';
}

function pemOfDer(der: Buffer): string {
  return `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}

describe('a PKIX key', () => {
  it('has the digest of its DER as id, in the form of RFC 6920', () => {
    const der = createPublicKey(pem).export({ format: 'der', type: 'spki' });
    const digest = createHash('sha256').update(der).digest('base64url');
    expect(digest).toHaveLength(43);
    expect(parsePkixKey({ publicKeyPem: pem, signatureAlgorithm: algorithm }).id).toBe(
      `ni:///sha-256;${digest}`,
    );
  });

  it('may have any URI as id, but not the digest of another key', () => {
    const id = 'https://kms.example.com/keys/1?version=2';
    expect(parsePkixKey({ publicKeyPem: pem, signatureAlgorithm: algorithm, id }).id).toBe(id);
    const ofKms =
      '//cloudkms.googleapis.com/v1/projects/p/locations/eu/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1';
    expect(parsePkixKey({ publicKeyPem: pem, signatureAlgorithm: algorithm, id: ofKms }).id).toBe(ofKms);
    expect(refusal(pem, algorithm, '//')).toMatch(/^id: must be a URI/);
    expect(refusal(pem, algorithm, '/v1/projects/p')).toMatch(/^id: must be a URI/);
    expect(refusal(pem, algorithm, 'no uri')).toMatch(/^id: must be a URI/);
    expect(refusal(pem, algorithm, 'relative/path')).toMatch(/^id: must be a URI/);
    expect(refusal(pem, algorithm, `ni:///sha-256;${'A'.repeat(43)}`)).toMatch(
      /^id: names a key by its digest/,
    );
    expect(refusal(pem, algorithm, `openpgp4fpr:${'A'.repeat(40)}`)).toMatch(
      /^id: names a key by its digest/,
    );
  });

  it.each(Object.keys(signatureAlgorithms))('is read for %s', (name) => {
    const text = publicPem(privateKeyOf(kindOf(name)));
    expect(parsePkixKey({ publicKeyPem: text, signatureAlgorithm: name }).algorithm).toBe(name);
    expect(parsePkixKey({ publicKeyPem: text.replaceAll('\n', '\r\n'), signatureAlgorithm: name }).kind).toBe(
      'pkix',
    );
  });

  it('must match its algorithm in type, size and curve', () => {
    const names = Object.keys(signatureAlgorithms) as SignatureAlgorithm[];
    for (const mine of names)
      for (const theirs of names) {
        const same = kindOf(mine) === kindOf(theirs);
        const outcome = refusal(publicPem(privateKeyOf(kindOf(mine))), theirs);
        if (same) expect(outcome, `${mine} as ${theirs}`).toBe('accepted');
        else expect(outcome, `${mine} as ${theirs}`).toMatch(/^signature_algorithm: the key is an/);
      }
  });

  it('is refused with a reason if Node cannot verify with it or it is unsafe', () => {
    expect(refusal(pem, 'ML_DSA_65')).toBe(
      'signature_algorithm: ML_DSA_65 cannot be verified by this server',
    );
    expect(refusal(pem, 'SIGNATURE_ALGORITHM_UNSPECIFIED')).toMatch(/must be one of RSA_PSS_2048_SHA256/);
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    expect(refusal(publicPem(weak), 'RSA_SIGN_PKCS1_2048_SHA256')).toMatch(/RSA key of 1024 bits/);
    const cheap = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey;
    expect(refusal(publicPem(cheap), 'RSA_SIGN_PKCS1_2048_SHA256')).toMatch(/exponent 3/);
    const ed25519 = generateKeyPairSync('ed25519').publicKey;
    expect(refusal(publicPem(ed25519))).toMatch(/the key is a key of type ed25519/);
  });

  it('made for PSS is not accepted for PKCS #1 v1.5, nor for another hash', () => {
    const details = { modulusLength: 4096, hashAlgorithm: 'sha512', mgf1HashAlgorithm: 'sha512' };
    const text = publicPem(generateKeyPairSync('rsa-pss', details).publicKey);
    expect(refusal(text, 'RSA_PSS_4096_SHA512')).toBe('accepted');
    expect(refusal(text, 'RSA_PSS_4096_SHA256')).toMatch(/RSA-PSS key for sha512/);
    expect(refusal(text, 'RSA_SIGN_PKCS1_4096_SHA512')).toMatch(/not an RSA key for PKCS #1/);
  });

  it('must be one PEM block and nothing else', () => {
    const shapes = [
      '',
      'text',
      `Key of the team\n${pem}`,
      `${pem}\ntext`,
      `${pem}${pem}`,
      privateKeyOf('ec-prime256v1').export({ format: 'pem', type: 'pkcs8' }).toString(),
      pem.replaceAll('PUBLIC KEY', 'CERTIFICATE'),
      pem.replace('\n', '\nComment: a\n\n'),
    ];
    for (const text of shapes) expect(refusal(text), text).toMatch(/^public_key_pem: must be one PEM block/);
    expect(refusal('x'.repeat(bounds.pem + 1))).toMatch(/^public_key_pem: is longer than/);
  });

  it('must be the canonical encoding of its key', () => {
    const der = createPublicKey(pem).export({ format: 'der', type: 'spki' });
    expect(refusal(pemOfDer(der))).toBe('accepted');
    expect(refusal(pemOfDer(Buffer.concat([der, Buffer.of(0)])))).not.toBe('accepted');
    // A length in two bytes where one is enough: BER, not DER.
    const longer = Buffer.concat([Buffer.of(0x30, 0x81), der.subarray(1)]);
    expect(refusal(pemOfDer(longer))).not.toBe('accepted');
  });
});

describe('a set of keys', () => {
  it('has at most one key per id', async () => {
    const id = 'https://kms.example.com/keys/1';
    const one = signerOf(algorithm, 1, id).publicKey;
    const two = signerOf(algorithm, 2, id).publicKey;
    expect(() => toKeySet([one, two])).toThrow(`keys[1]: another key has the id ${id}`);
    const { key, armour } = await pgpPair();
    expect(armour).toContain('PUBLIC KEY');
    expect(() => toKeySet([key, one, { ...key }])).toThrow(/keys\[2\]: another key has the id/);
    expect(toKeySet([key, one]).size).toBe(2);
  });

  it('has a maximum size', () => {
    const { publicKey } = signerOf(algorithm);
    const many = Array.from({ length: bounds.keys + 1 }, (_, index) => ({
      ...publicKey,
      id: `urn:key:${index}`,
    }));
    expect(() => toKeySet(many)).toThrow(/at most 64 keys/);
    expect(toKeySet(many.slice(1)).size).toBe(bounds.keys);
  });
});
