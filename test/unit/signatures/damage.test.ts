import { createPublicKey } from 'node:crypto';
import { CompactSign } from 'jose';
import { armor, createMessage, enums, sign } from 'openpgp';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/signatures/algorithms.js';
import { readArmour } from '../../../src/signatures/armour.js';
import { parsePgpKey } from '../../../src/signatures/pgp-key.js';
import { openSigned } from '../../../src/signatures/pgp-message.js';
import { parsePkixKey } from '../../../src/signatures/pkix-key.js';
import { isRefusal, type SignatureResult } from '../../../src/signatures/results.js';
import { signDsse, signPgp, signPkix } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyDsse } from '../../../src/signatures/verify-dsse.js';
import { verifyJwts } from '../../../src/signatures/verify-jwt.js';
import { verifyPgpMessage } from '../../../src/signatures/verify-pgp.js';
import { at, hex, kindOf, payload, pgpPair, privateKeyOf, signerOf, trust, words } from './kit.js';

/** The bytes with one bit of one byte changed, for every byte, or each seventh where they are many. */
function* damaged(bytes: Uint8Array): Iterable<{ bytes: Buffer; index: number }> {
  const step = bytes.length > 400 ? 7 : 1;
  for (let index = seed % step; index < bytes.length; index += step) {
    const copy = Buffer.from(bytes);
    copy[index] = (copy[index] ?? 0) ^ (1 << ((index + seed) % 8));
    yield { bytes: copy, index };
  }
}

const seed = Number(process.env.TEST_SEED ?? 1);

/** No damage is verified, and none makes the verifier fail. */
async function survives(
  what: Uint8Array,
  run: (bytes: Buffer) => Promise<readonly SignatureResult[]>,
): Promise<void> {
  expect(words(await run(Buffer.from(what)))).toBe('verified');
  let tried = 0;
  for (const { bytes, index } of damaged(what)) {
    const results = await run(bytes);
    tried += 1;
    expect(results.length, `byte ${index}`).toBeGreaterThan(0);
    expect(words(results), `byte ${index} of ${what.length}: ${bytes.toString('latin1')}`).not.toContain(
      'verified',
    );
  }
  expect(tried).toBeGreaterThan(40);
}

const algorithms: SignatureAlgorithm[] = [
  'RSA_SIGN_PKCS1_2048_SHA256',
  'RSA_PSS_2048_SHA256',
  'ECDSA_P256_SHA256',
  'ECDSA_P384_SHA384',
  'ECDSA_P521_SHA512',
];

describe('one changed byte', () => {
  it.each(algorithms)('of payload, signature or key is refused: %s', async (name) => {
    const signer = signerOf(name);
    const { signature, publicKeyId: keyId } = signPkix(payload, signer);
    const asked = trust(signer.publicKey);
    await survives(payload, (bytes) => verifyDetached(bytes, [{ signature, keyId }], asked));
    await survives(signature, (bytes) => verifyDetached(payload, [{ signature: bytes, keyId }], asked));
    const der = createPublicKey(privateKeyOf(kindOf(name))).export({ format: 'der', type: 'spki' });
    let read = 0;
    for (const { bytes, index } of damaged(der)) {
      const publicKeyPem = `-----BEGIN PUBLIC KEY-----\n${bytes.toString('base64')}\n-----END PUBLIC KEY-----`;
      let key: ReturnType<typeof parsePkixKey>;
      try {
        key = parsePkixKey({ publicKeyPem, signatureAlgorithm: name, id: 'urn:key' });
      } catch {
        continue;
      }
      read += 1;
      const results = await verifyDetached(payload, [{ signature, keyId: 'urn:key' }], trust(key));
      expect(words(results), `byte ${index} of the key`).not.toContain('verified');
    }
    // A point that is moved lies off its curve; a modulus that is changed is another one.
    if (name.startsWith('RSA')) expect(read).toBeGreaterThan(10);
  });

  it('of a DSSE envelope is refused', async () => {
    const statement = { _type: 'https://in-toto.io/Statement/v1', subject: [{ digest: { sha256: hex } }] };
    const signer = signerOf('ECDSA_P256_SHA256');
    const envelope = signDsse('application/vnd.in-toto+json', Buffer.from(JSON.stringify(statement)), signer);
    // A keyid is only a hint; without it every byte counts.
    const { payloadType, payload: text, signatures } = JSON.parse(envelope);
    const bare = JSON.stringify({ payloadType, payload: text, signatures: [{ sig: signatures[0].sig }] });
    await survives(Buffer.from(bare), (bytes) => verifyDsse(bytes, trust(signer.publicKey)));
  });

  it('of a JWT is refused', async () => {
    const { privateKey, publicKey } = signerOf('RSA_PSS_2048_SHA256');
    const claims = Buffer.from(JSON.stringify({ sub: `container:digest:sha256:${hex}` }));
    const jwt = await new CompactSign(claims)
      .setProtectedHeader({ alg: 'PS256', kid: publicKey.id })
      .sign(privateKey);
    await survives(Buffer.from(jwt), (bytes) => verifyJwts([bytes.toString('latin1')], trust(publicKey)));
  });

  it('of a detached PGP signature, in its hashed part, or of its payload is refused', async () => {
    const { privateKey, key } = await pgpPair();
    const message = await createMessage({ binary: payload });
    const signature = await sign({
      message,
      signingKeys: privateKey,
      date: at,
      detached: true,
      format: 'binary',
    });
    await survives(payload, (bytes) => verifyDetached(bytes, [{ signature, keyId: key.id }], trust(key)));
    for (const { bytes } of damaged(signature)) {
      const results = await verifyDetached(payload, [{ signature: bytes, keyId: key.id }], trust(key));
      expect(results.length).toBeGreaterThan(0);
    }
  });

  it('of a PGP message is refused, or leaves the payload unchanged', async () => {
    const { privateKey, key, armour } = await pgpPair();
    const whole = await signPgp(payload, privateKey, at);
    expect(words(await verifyPgpMessage(whole, trust(key)))).toBe('verified');
    for (const { bytes, index } of damaged(await readArmour(whole))) {
      const text = armor(enums.armor.message, bytes);
      const results = await verifyPgpMessage(text, trust(key));
      if (!words(results).includes('verified')) continue;
      // The name, the date and the format of a literal packet are not signed, and nobody reads them here.
      const opened = await openSigned(text);
      expect(isRefusal(opened) ? opened : Buffer.from(opened.payload).equals(payload), `byte ${index}`).toBe(
        true,
      );
    }
    for (const { bytes } of damaged(await readArmour(armour))) {
      const text = armor(enums.armor.publicKey, bytes);
      const other = await parsePgpKey(text).catch(() => undefined);
      if (other === undefined || other.id === key.id) continue;
      expect(words(await verifyPgpMessage(whole, trust(other)))).not.toContain('verified');
    }
  });

  it('or a cut anywhere in an armour is refused without a fault', async () => {
    const { privateKey, key } = await pgpPair();
    for (const form of ['attached', 'clear'] as const) {
      const whole = await signPgp(payload, privateKey, at, form);
      for (let length = 0; length < whole.trimEnd().length; length += 5)
        expect(words(await verifyPgpMessage(whole.slice(0, length), trust(key)))).not.toContain('verified');
    }
    const bytes = await readArmour(await signPgp(payload, privateKey, at));
    for (let length = 0; length < bytes.length; length += 1) {
      const text = armor(enums.armor.message, bytes.subarray(0, length));
      expect(words(await verifyPgpMessage(text, trust(key))), `${length}`).not.toContain('verified');
    }
  });
});
