import { constants, createHmac, createPublicKey, sign } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/signatures/algorithms.js';
import { bounds } from '../../../src/signatures/bounds.js';
import type { PkixSigner } from '../../../src/signatures/sign.js';
import { verifyJwts } from '../../../src/signatures/verify-jwt.js';
import { at, hex, privateKeyOf, signerOf, trust, words } from './kit.js';

const sub = `container:digest:sha256:${hex}`;
const seconds = at.getTime() / 1000;

interface Parts {
  readonly header?: object;
  readonly claims?: object;
  readonly signer?: PkixSigner;
}

const p256 = signerOf('ECDSA_P256_SHA256');

async function token({ header = {}, claims = {}, signer = p256 }: Parts = {}): Promise<string> {
  const all = { sub, aud: '//binaryauthorization.googleapis.com', attestationType: 'claimless', ...claims };
  const { id, scheme } = signer.publicKey;
  return new CompactSign(Buffer.from(JSON.stringify(all)))
    .setProtectedHeader({ alg: scheme.jws, typ: 'JWT', kid: id, ...header })
    .sign(signer.privateKey);
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function check(text: string, ...signers: PkixSigner[]): Promise<string> {
  const keys = (signers.length > 0 ? signers : [p256]).map(({ publicKey }) => publicKey);
  return words(await verifyJwts([text], trust(...keys)));
}

describe('a JWT', () => {
  const names: SignatureAlgorithm[] = [
    'RSA_SIGN_PKCS1_2048_SHA256',
    'RSA_PSS_2048_SHA256',
    'ECDSA_P256_SHA256',
    'ECDSA_P384_SHA384',
    'ECDSA_P521_SHA512',
  ];
  it.each(names)('of %s is verified by the key that it names, or without a key id', async (name) => {
    const signer = signerOf(name);
    const stranger = signerOf(name, 2);
    expect(await check(await token({ signer }), signer)).toBe('verified');
    expect(await check(await token({ signer, header: { kid: undefined } }), stranger, signer)).toBe(
      'verified',
    );
    expect(await check(await token({ signer }), stranger)).toBe('KEY_UNKNOWN');
    expect(
      await check(await token({ signer, header: { kid: stranger.publicKey.id } }), stranger, signer),
    ).toBe('SIGNATURE_WRONG');
  });

  it('is verified by the algorithm of its key only', async () => {
    const rsa = signerOf('RSA_SIGN_PKCS1_2048_SHA256');
    const pss = signerOf('RSA_PSS_2048_SHA256');
    const kid = rsa.publicKey.id;
    expect(await check(await token({ signer: pss, header: { kid } }), rsa)).toBe('ALGORITHM_MISMATCH');
    expect(await check(await token({ header: { kid } }), rsa)).toBe('ALGORITHM_MISMATCH');
    expect(await check(await token({ header: { kid: undefined } }), rsa)).toBe('ALGORITHM_MISMATCH');
  });

  it('without algorithm, or with the public key as a secret, is refused', async () => {
    const kid = p256.publicKey.id;
    const claims = encode({ sub });
    for (const alg of ['none', 'NONE', '', undefined, null, 'HS256', ['ES256'], 'es256'])
      for (const signature of ['', 'AAAA']) {
        const outcome = await check(`${encode({ alg, kid })}.${claims}.${signature}`);
        expect(outcome, `${alg}`).toMatch(signature === '' ? /MALFORMED/ : /ALGORITHM_MISMATCH/);
      }
    const secret = createPublicKey(privateKeyOf('ec-prime256v1')).export({ format: 'pem', type: 'spki' });
    const input = `${encode({ alg: 'HS256', kid })}.${claims}`;
    const mac = createHmac('sha256', secret).update(input).digest('base64url');
    expect(await check(`${input}.${mac}`)).toBe('ALGORITHM_MISMATCH');
  });

  it('must have the signature encoding of JSON web signatures', async () => {
    const pss = signerOf('RSA_PSS_2048_SHA256');
    const signed = (signer: PkixSigner, options: object) => {
      const { id, scheme } = signer.publicKey;
      const input = `${encode({ alg: scheme.jws, kid: id })}.${encode({ sub })}`;
      const key = { key: signer.privateKey, ...options };
      return `${input}.${sign(scheme.hash, Buffer.from(input), key).toString('base64url')}`;
    };
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    expect(await check(signed(p256, { dsaEncoding: 'ieee-p1363' }))).toBe('verified');
    expect(await check(signed(p256, { dsaEncoding: 'der' }))).toBe('SIGNATURE_WRONG');
    expect(await check(signed(pss, { padding, saltLength: 32 }), pss)).toBe('verified');
    expect(await check(signed(pss, { padding, saltLength: 20 }), pss)).toBe('SIGNATURE_WRONG');
    expect(await check(signed(pss, {}), pss)).toBe('SIGNATURE_WRONG');
  });

  it('is refused if it contains a key', async () => {
    const stranger = signerOf('ECDSA_P256_SHA256', 2);
    const jwk = createPublicKey(privateKeyOf('ec-prime256v1', 2)).export({ format: 'jwk' });
    const headers = [
      { jwk },
      { jku: 'https://keys.example.com' },
      { x5c: ['AAAA'] },
      { x5u: 'https://a.example' },
    ];
    for (const header of headers) {
      const kid = p256.publicKey.id;
      expect(await check(await token({ signer: stranger, header: { ...header, kid } }))).toBe(
        'KEY_IN_SIGNATURE',
      );
      expect(await check(await token({ header }))).toBe('KEY_IN_SIGNATURE');
    }
  });

  it('is refused if it requires an unsupported extension', async () => {
    const [head = '', claims = '', signature = ''] = (await token()).split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    for (const more of [{ crit: ['exp'] }, { b64: false }])
      expect(await check(`${encode({ ...header, ...more })}.${claims}.${signature}`)).toBe('UNSUPPORTED');
    const twice = Buffer.from(`{"alg":"none",${JSON.stringify(header).slice(1)}`).toString('base64url');
    expect(await check(`${twice}.${claims}.${signature}`)).toBe('MALFORMED');
  });

  it('names the artifact in its subject', async () => {
    const other = `container:digest:sha256:${'ab'.repeat(32)}`;
    expect(await check(await token({ claims: { sub: other } }))).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
    expect(await check(await token({ claims: { sub: sub.replace(hex, hex.toUpperCase()) } }))).toBe(
      'verified',
    );
    for (const wrong of [
      undefined,
      hex,
      `sha256:${hex}`,
      `digest:sha256:${hex}`,
      [sub],
      `${sub} `,
      `x${sub}`,
      `CONTAINER:digest:sha256:${hex}`,
    ])
      expect(await check(await token({ claims: { sub: wrong } })), `${wrong}`).toBe('PAYLOAD_NAMES_NOTHING');
    const nowhere = { ...trust(p256.publicKey), artifact: undefined };
    expect(words(await verifyJwts([await token()], nowhere))).toBe('RESOURCE_WITHOUT_DIGEST');
  });

  it('must be valid at the given time', async () => {
    expect(await check(await token({ claims: { exp: seconds + 1, nbf: seconds, iat: seconds - 5 } }))).toBe(
      'verified',
    );
    expect(await check(await token({ claims: { exp: seconds } }))).toBe('SIGNATURE_EXPIRED');
    expect(await check(await token({ claims: { nbf: seconds + 1 } }))).toBe('SIGNATURE_NOT_YET_VALID');
    for (const claim of ['exp', 'nbf', 'iat'])
      for (const wrong of ['never', `${seconds}`, null, [seconds], 1e300])
        expect(await check(await token({ claims: { [claim]: wrong } })), `${claim} ${wrong}`).toBe(
          'MALFORMED',
        );
    const [result] = await verifyJwts([await token({ claims: { iat: seconds } })], trust(p256.publicKey));
    expect(result).toMatchObject({ verified: true, signedAt: at.toISOString() });
  });

  it('must have three parts, each in canonical encoding', async () => {
    const text = await token();
    const [head = '', claims = '', signature = ''] = text.split('.');
    for (const wrong of [
      '',
      '.',
      '..',
      `${head}.${claims}`,
      `${text}.`,
      `${text}.AAAA`,
      ` ${text}`,
      `${text}=`,
    ])
      expect(await check(wrong), wrong).toBe('MALFORMED');
    const cut = Buffer.from(signature, 'base64url').subarray(0, -1).toString('base64url');
    expect(await check(`${head}.${claims}.${cut}`)).toBe('SIGNATURE_WRONG');
    // 64 bytes leave four bits of the last character unused.
    const last = signature.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spelt = alphabet[alphabet.indexOf(last) + 1] ?? '';
    expect(
      Buffer.from(signature, 'base64url').equals(Buffer.from(signature.slice(0, -1) + spelt, 'base64url')),
    ).toBe(true);
    expect(await check(`${head}.${claims}.${signature.slice(0, -1)}${spelt}`)).toBe('MALFORMED');
    expect(await check('A'.repeat(bounds.jwt + 1))).toBe('TOO_LARGE');
    expect(words(await verifyJwts([], trust(p256.publicKey)))).toBe('NO_SIGNATURE');
    const many = Array.from({ length: bounds.signatures + 1 }, () => text);
    expect(words(await verifyJwts(many, trust(p256.publicKey)))).toBe('TOO_LARGE');
    expect(words(await verifyJwts([text, 'x', text], trust(p256.publicKey)))).toBe(
      'verified MALFORMED verified',
    );
  });
});
