import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/signatures/algorithms.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { encodeDsse } from '../../../src/signatures/dsse.js';
import { type PkixSigner, signDsse, signPkix } from '../../../src/signatures/sign.js';
import { verifyCosign } from '../../../src/signatures/verify-cosign.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { foreign, hex, payload, signerOf, trust, words } from './kit.js';

const inToto = 'application/vnd.in-toto+json';
const simple = 'application/vnd.dev.cosign.simplesigning.v1+json';
const statement = (digest: string) =>
  Buffer.from(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://slsa.dev/provenance/v1',
      subject: [{ name: 'cart', digest: { sha256: digest } }],
      predicate: {},
    }),
  );
const p256 = signerOf('ECDSA_P256_SHA256');
const stranger = signerOf('ECDSA_P256_SHA256', 2);

async function check(envelope: object | string, ...signers: PkixSigner[]): Promise<string> {
  const keys = (signers.length > 0 ? signers : [p256]).map(({ publicKey }) => publicKey);
  const bytes = Buffer.from(typeof envelope === 'string' ? envelope : JSON.stringify(envelope));
  return words(await verifyDsse(bytes, trust(...keys)));
}

const made = (type = inToto, bytes: Buffer = statement(hex), signer = p256) =>
  JSON.parse(signDsse(type, bytes, signer));

describe('the pre-authentication encoding', () => {
  it('has the lengths in bytes', () => {
    const text = encodeDsse('http://example.com/HelloWorld', Buffer.from('hello world')).toString();
    expect(text).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    expect(encodeDsse('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü');
  });
});

describe('a DSSE envelope', () => {
  const names: SignatureAlgorithm[] = ['ECDSA_P256_SHA256', 'ECDSA_P384_SHA384', 'RSA_PSS_3072_SHA256'];
  it.each(names)('by %s is verified, of both payload types', async (name) => {
    const signer = signerOf(name);
    expect(await check(made(inToto, statement(hex), signer), signer)).toBe('verified');
    expect(await check(made(simple, payload, signer), signer)).toBe('verified');
  });

  it('with another payload type is refused, even if that type is known', async () => {
    const envelope = made();
    expect(await check({ ...envelope, payloadType: simple })).toBe('PAYLOAD_NAMES_NOTHING');
    expect(await check({ ...made(simple, payload), payloadType: inToto })).toBe('PAYLOAD_NAMES_NOTHING');
    for (const payloadType of ['', 'application/json', `${inToto} `, inToto.toUpperCase()])
      expect(await check({ ...envelope, payloadType }), payloadType).toBe('PAYLOAD_TYPE');
    expect(await check(made('application/json'))).toBe('PAYLOAD_TYPE');
    // A statement signed as if it were of the other type, and handed in under its own.
    expect(await check({ ...made(simple, statement(hex)), payloadType: inToto })).toBe('SIGNATURE_WRONG');
    const bare = signPkix(statement(hex), p256).signature.toString('base64');
    expect(await check({ ...envelope, signatures: [{ sig: bare }] })).toBe('SIGNATURE_WRONG');
  });

  it('about another image is refused', async () => {
    expect(await check(made(inToto, statement('ab'.repeat(32))))).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
    const swapped = { ...made(inToto, statement('ab'.repeat(32))), payload: made().payload };
    expect(await check(swapped)).toBe('SIGNATURE_WRONG');
  });

  it('uses its keyid as a hint only', async () => {
    const envelope = made();
    const [{ sig }] = envelope.signatures;
    const fingerprint = p256.publicKey.fingerprint;
    for (const keyid of [undefined, '', p256.publicKey.id, 'anything', fingerprint.toString('hex')])
      expect(await check({ ...envelope, signatures: [{ sig, keyid }] }, stranger, p256), keyid).toBe(
        'verified',
      );
    const theirs = { ...envelope, signatures: [{ sig, keyid: stranger.publicKey.id }] };
    expect(await check(theirs, stranger, p256)).toBe('SIGNATURE_WRONG');
    expect(await check(envelope, stranger)).toBe('SIGNATURE_WRONG');
    expect(words(await verifyDsse(Buffer.from(JSON.stringify(envelope)), trust()))).toBe('KEY_UNKNOWN');
  });

  it('has a result for each signature', async () => {
    const both = made();
    both.signatures.push(...made(inToto, statement(hex), stranger).signatures, { sig: 'AAAA' });
    expect(await check(both)).toBe('verified SIGNATURE_WRONG SIGNATURE_WRONG');
    expect(await check(both, stranger, p256)).toBe('verified verified SIGNATURE_WRONG');
  });

  it('has one spelling', async () => {
    const envelope = made();
    const [{ sig, keyid }] = envelope.signatures;
    const url = { ...envelope, payload: Buffer.from(envelope.payload, 'base64').toString('base64url') };
    expect(await check(url)).toBe('verified');
    const shapes = [
      'x',
      '[]',
      {},
      { ...envelope, payload: undefined },
      { ...envelope, payload: `${envelope.payload}\n` },
      { ...envelope, payload: `${envelope.payload}=` },
      { ...envelope, payloadType: 1 },
      { ...envelope, signatures: {} },
      { ...envelope, signatures: [null] },
      { ...envelope, signatures: [{ keyid }] },
      { ...envelope, signatures: [{ sig: `${sig} `, keyid }] },
      { ...envelope, signatures: [{ sig, keyid: 1 }] },
      `${JSON.stringify(envelope)}{}`,
      JSON.stringify(envelope).replace('{', `{"payload":"AAAA",`),
    ];
    for (const shape of shapes) expect(await check(shape), JSON.stringify(shape)).toBe('MALFORMED');
    // 256 bytes leave four bits of the last character unused.
    const signer = signerOf('RSA_SIGN_PKCS1_2048_SHA256');
    const rsa = made(inToto, statement(hex), signer);
    const text: string = rsa.signatures[0].sig;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const spelt = `${text.slice(0, -3)}${alphabet[alphabet.indexOf(text.at(-3) ?? '') + 1]}==`;
    expect(Buffer.from(spelt, 'base64')).toEqual(Buffer.from(text, 'base64'));
    expect(await check(rsa, signer)).toBe('verified');
    expect(await check({ ...rsa, signatures: [{ sig: spelt }] }, signer)).toBe('MALFORMED');
    expect(await check({ ...envelope, signatures: [] })).toBe('NO_SIGNATURE');
    const many = Array.from({ length: bounds.signatures + 1 }, () => ({ sig }));
    expect(await check({ ...envelope, signatures: many })).toBe('TOO_LARGE');
    expect(await check('x'.repeat(bounds.envelope + 1))).toBe('TOO_LARGE');
  });
});

describe('a cosign signature', () => {
  const cosign = async (bytes: Buffer, signature: string, ...signers: PkixSigner[]) =>
    words(await verifyCosign(bytes, signature, trust(...signers.map(({ publicKey }) => publicKey))));

  it('is verified by whichever key made it', async () => {
    const signature = signPkix(payload, p256).signature.toString('base64');
    expect(await cosign(payload, signature, stranger, p256)).toBe('verified');
    expect(await cosign(payload, signature, stranger)).toBe('SIGNATURE_WRONG');
    expect(await cosign(payload, signature)).toBe('KEY_UNKNOWN');
    expect(await cosign(payload, `${signature} `, p256)).toBe('MALFORMED');
    expect(await cosign(payload, '', p256)).toBe('SIGNATURE_WRONG');
    const theirs = signPkix(foreign, p256).signature.toString('base64');
    expect(await cosign(foreign, theirs, p256)).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
    expect(await cosign(payload, theirs, p256)).toBe('SIGNATURE_WRONG');
    const other = signPkix(statement(hex), p256).signature.toString('base64');
    expect(await cosign(statement(hex), other, p256)).toBe('PAYLOAD_NAMES_NOTHING');
  });
});
