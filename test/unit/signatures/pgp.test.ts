import { deflateSync } from 'node:zlib';
import {
  armor,
  createCleartextMessage,
  createMessage,
  enums,
  generateKey,
  type PartialConfig,
  type PrivateKey,
  revokeKey,
  sign,
} from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { readArmour } from '../../../src/signatures/armour.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { parsePgpKey } from '../../../src/signatures/pgp-key.js';
import { signPgp } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyPgpMessage } from '../../../src/signatures/verify-pgp.js';
import { at, foreign, type PgpPair, payload, pgpPair, trust, words } from './kit.js';

let signer: PgpPair;
let stranger: PgpPair;
beforeAll(async () => {
  signer = await pgpPair();
  stranger = await pgpPair();
});

const day = 86_400_000;
const signed = (by: PrivateKey = signer.privateKey, bytes: Uint8Array = payload, date = at) =>
  signPgp(bytes, by, date);

async function check(armour: string, pair = signer, keyId?: string): Promise<string> {
  return words(await verifyPgpMessage(armour, trust(pair.key), keyId));
}

async function refusal(armour: string): Promise<string> {
  const error = await parsePgpKey(armour).catch((thrown: unknown) => thrown);
  if (error instanceof ApiError && error.reason === 'INVALID_KEY') return error.message;
  throw error;
}

describe('a PGP key', () => {
  it('has its fingerprint in upper case as id', async () => {
    const { key, privateKey, armour } = signer;
    expect(key.id).toBe(privateKey.getFingerprint().toUpperCase());
    expect(key.id).toMatch(/^[0-9A-F]{40}$/);
    expect((await parsePgpKey(`\r\n${armour.replaceAll(/\r?\n/g, '\r\n')}\r\n`)).id).toBe(key.id);
  });

  it('is one public key of version 4, in one armour and nothing else', async () => {
    const { armour, privateKey } = signer;
    expect(await refusal('')).toMatch(/no ASCII armour/);
    expect(await refusal(`text\n${armour}`)).toMatch(/text outside/);
    expect(await refusal(`${armour}text`)).toMatch(/text outside/);
    expect(await refusal(armour + stranger.armour)).toMatch(/not one complete/);
    expect(await refusal(armour.slice(0, -40))).toMatch(/no single|text outside|not one complete/);
    expect(await refusal(privateKey.armor())).toMatch(/private key/);
    expect(await refusal(await signed())).toMatch(/not a PGP MESSAGE/);
    const both = Buffer.concat([signer.key.key.write(), stranger.key.key.write()]);
    expect(await refusal(armor(enums.armor.publicKey, both))).toMatch(/one key, not 2/);
    const secret = armor(enums.armor.publicKey, privateKey.write());
    expect(await refusal(secret)).toMatch(/private key/);
    const v6 = await generateKey({
      userIDs: [{ name: 'Six' }],
      config: { v6Keys: true },
      type: 'curve25519',
      format: 'armored',
    });
    expect(await refusal(v6.publicKey)).toMatch(/version 4/);
    expect(await refusal('x'.repeat(bounds.armour + 1))).toMatch(/longer than/);
  });

  it('is refused by name where it is too weak', async () => {
    const config = { minRSABits: 1024 };
    const weak = await generateKey({ userIDs: [{ name: 'W' }], type: 'rsa', rsaBits: 1024, config });
    expect(await refusal(weak.publicKey)).toMatch(/RSA key of 1024 bits/);
    const sha1 = await generateKey({
      userIDs: [{ name: 'S' }],
      type: 'rsa',
      rsaBits: 2048,
      config: over(enums.hash.sha1),
    });
    expect(await refusal(sha1.publicKey)).toMatch(/SHA-1/);
  });
});

describe('a signed PGP message', () => {
  it('is verified, attached or clear-signed, by RSA, ECDSA and EdDSA, by the key or a subkey', async () => {
    const keys = [
      signer,
      await pgpPair({ type: 'rsa', rsaBits: 2048 }),
      await pgpPair({ type: 'ecc', curve: 'nistP256' }),
      await pgpPair({ subkeys: [{ sign: true }] }),
    ];
    for (const pair of keys)
      for (const form of ['attached', 'clear'] as const) {
        const armour = await signPgp(payload, pair.privateKey, at, form);
        const results = await verifyPgpMessage(armour, trust(pair.key, stranger.key));
        const time = at.toISOString();
        expect(results).toEqual([{ verified: true, keyId: pair.key.id, at: time, signedAt: time }]);
      }
  });

  it('is verified under the label of a signature, as Kritis writes it, and compressed', async () => {
    const message = await signed();
    expect(await check(message.replaceAll('PGP MESSAGE', 'PGP SIGNATURE'))).toBe('verified');
    expect(await check(message.replaceAll('PGP MESSAGE', 'PGP PUBLIC KEY BLOCK'))).toBe('MALFORMED');
  });

  it('is verified by the key it states, or by none', async () => {
    const message = await signed();
    const { id } = signer.key;
    for (const keyId of [id, id.toLowerCase(), `openpgp4fpr:${id}`])
      expect(await check(message, signer, keyId)).toBe('verified');
    for (const keyId of [stranger.key.id, id.slice(-16), id.slice(-8), `${id} `])
      expect(await check(message, signer, keyId)).toBe('KEY_UNKNOWN');
    expect(words(await verifyPgpMessage(message, trust(signer.key, stranger.key), stranger.key.id))).toBe(
      'KEY_UNKNOWN',
    );
  });

  it('of another image is void', async () => {
    expect(await check(await signed(signer.privateKey, foreign))).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
    expect(await check(await signPgp(foreign, signer.privateKey, at, 'clear'))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
  });

  it('of another key is none, nor one that calls itself by the id of ours', async () => {
    expect(await check(await signed(stranger.privateKey))).toBe('KEY_UNKNOWN');
    const bytes = Buffer.from(await readArmour(await signed(stranger.privateKey)));
    const theirs = Buffer.from(stranger.key.id, 'hex');
    const ours = Buffer.from(signer.key.id, 'hex');
    const forged = Buffer.from(
      bytes
        .toString('hex')
        .replaceAll(theirs.toString('hex'), ours.toString('hex'))
        .replaceAll(theirs.subarray(12).toString('hex'), ours.subarray(12).toString('hex')),
      'hex',
    );
    expect(forged.equals(bytes)).toBe(false);
    expect(await check(armor(enums.armor.message, forged))).toBe('SIGNATURE_WRONG');
  });

  it('with text outside, cut off or put together is refused', async () => {
    const message = await signed();
    const clear = await signPgp(payload, signer.privateKey, at, 'clear');
    for (const armour of [message, clear]) {
      expect(await check(armour)).toBe('verified');
      expect(await check(`Approved: everything\n${armour}`)).toBe('MALFORMED');
      expect(await check(`${armour}\nApproved: everything`)).toBe('MALFORMED');
      expect(await check(armour + armour)).toBe('MALFORMED');
      expect(await check(armour.slice(0, -60))).toBe('MALFORMED');
      expect(await check(armour.slice(60))).toBe('MALFORMED');
    }
    const text = payload.toString('utf8');
    expect(await check(clear.replace(text, `${text}\n-----BEGIN TEXT-----\nmore`))).toBe('MALFORMED');
    expect(await check(clear.replace(/^Hash:.*$/m, 'Approved: everything'))).toBe('MALFORMED');
    const bytes = await readArmour(message);
    const twice = armor(enums.armor.message, Buffer.concat([bytes, bytes]));
    expect(await check(twice)).not.toBe('verified');
  });

  it('without signature, encrypted or of two payloads is refused', async () => {
    const bare = await createMessage({ binary: payload });
    expect(await check(bare.armor())).toBe('NO_SIGNATURE');
    const literal = bare.write() as Uint8Array;
    const message = await readArmour(await signed());
    for (const bytes of [Buffer.concat([literal, message]), Buffer.concat([message, literal])])
      expect(await check(armor(enums.armor.message, bytes))).toMatch(/MALFORMED|UNSUPPORTED/);
  });

  it('has a result for each signature', async () => {
    const both = await sign({
      message: await createMessage({ binary: payload }),
      signingKeys: [signer.privateKey, stranger.privateKey],
      date: at,
    });
    expect(words(await verifyPgpMessage(both, trust(stranger.key)))).toMatch(
      /^(KEY_UNKNOWN verified|verified KEY_UNKNOWN)$/,
    );
    expect(words(await verifyPgpMessage(both, trust(stranger.key, signer.key)))).toBe('verified verified');
  });

  it('over a weak hash is refused by its name', async () => {
    const pair = await pgpPair({ type: 'rsa', rsaBits: 2048 });
    for (const { selfCertifications } of pair.privateKey.users)
      for (const certification of selfCertifications)
        Object.assign(certification, { preferredHashAlgorithms: [enums.hash.sha1] });
    const message = await createMessage({ binary: payload });
    const options = { message, signingKeys: pair.privateKey, date: at, config: over(enums.hash.sha1) };
    const [result] = await verifyPgpMessage(await sign(options), trust(pair.key));
    expect(result).toMatchObject({ reason: 'WEAK_HASH', message: 'The signature is over a SHA-1 hash.' });
  });

  it('is bounded in size, also once it is unfolded', async () => {
    expect(await check(`${await signed()}${' '.repeat(bounds.armour)}`)).toBe('TOO_LARGE');
    expect(await check(folded(await readArmour(await signed())))).toBe('verified');
    const long = Buffer.alloc(64 * 1024 * 1024, 0x20);
    const bomb = folded(packet(enums.packet.literalData, Buffer.of(0x62, 0, 0, 0, 0, 0), long));
    expect(bomb.length).toBeLessThan(bounds.armour);
    const before = process.memoryUsage().arrayBuffers;
    expect(await check(bomb)).toBe('MALFORMED');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });
});

/** What makes the library sign over a hash that it does not like. */
function over(hash: enums.hash): PartialConfig {
  const none = new Set<enums.hash>();
  return {
    preferredHashAlgorithm: hash,
    rejectHashAlgorithms: none,
    rejectMessageHashAlgorithms: none,
    nonDeterministicSignaturesViaNotation: false,
  };
}

/** A packet of OpenPGP with its length in four bytes. */
function packet(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.of(0xc0 | tag, 0xff, 0, 0, 0, 0);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** Packets folded by zlib into one, as gpg and Kritis write a message. */
function folded(bytes: Uint8Array): string {
  const compressed = packet(
    enums.packet.compressedData,
    Buffer.of(enums.compression.zlib),
    deflateSync(bytes),
  );
  return armor(enums.armor.message, compressed);
}

describe('a PGP key that may not sign', () => {
  const inDays = (days: number) => new Date(at.getTime() + days * day);

  it('has expired by the time of the question, whenever it signed', async () => {
    const pair = await pgpPair({ keyExpirationTime: (70 * day) / 1000 });
    const message = await signed(pair.privateKey, payload, at);
    const when = (time: Date) =>
      verifyPgpMessage(message, { ...trust(pair.key), at: time }).then((results) => words(results));
    expect(await when(at)).toBe('verified');
    expect(await when(inDays(30))).toBe('KEY_EXPIRED');
  });

  it('is revoked, for whatever reason and whenever', async () => {
    const message = await signed();
    for (const flag of [enums.reasonForRevocation.keyRetired, enums.reasonForRevocation.keyCompromised])
      for (const date of [inDays(-1), inDays(1)]) {
        const { publicKey } = await revokeKey({
          key: signer.privateKey,
          reasonForRevocation: { flag },
          date,
          format: 'object',
        });
        const key = await parsePgpKey(publicKey.armor());
        expect(words(await verifyPgpMessage(message, trust(key)))).toBe('KEY_REVOKED');
      }
  });

  it('is a subkey that is revoked, or has expired', async () => {
    const pair = await pgpPair({ subkeys: [{ sign: true, keyExpirationTime: (70 * day) / 1000 }] });
    const message = await signed(pair.privateKey);
    const [subkey] = pair.privateKey.subkeys;
    expect(words(await verifyPgpMessage(message, trust(pair.key)))).toBe('verified');
    expect(words(await verifyPgpMessage(message, { ...trust(pair.key), at: inDays(30) }))).toBe(
      'KEY_EXPIRED',
    );
    if (subkey === undefined) throw new TypeError('the key has a subkey');
    pair.privateKey.subkeys[0] = await subkey.revoke(pair.privateKey.keyPacket as never, undefined, at);
    const key = await parsePgpKey(pair.privateKey.toPublic().armor());
    expect(words(await verifyPgpMessage(message, trust(key)))).toBe('KEY_REVOKED');
  });

  it('is one for encryption', async () => {
    const { privateKey, key } = await pgpPair();
    const [, encryption] = key.key.getKeys();
    const message = await signed(privateKey);
    const bytes = Buffer.from(await readArmour(message));
    const mine = key.key.getKeyID().toHex();
    const forged = bytes.toString('hex').replaceAll(mine, encryption?.getKeyID().toHex() ?? '');
    const results = await verifyPgpMessage(
      armor(enums.armor.message, Buffer.from(forged, 'hex')),
      trust(key),
    );
    expect(words(results)).toMatch(/KEY_UNUSABLE|MALFORMED|SIGNATURE_WRONG/);
  });

  it('signed in the future, or for a time that is over', async () => {
    const soon = new Date(at.getTime() + 60_000);
    expect(await check(await signed(signer.privateKey, payload, soon))).toBe('verified');
    expect(await check(await signed(signer.privateKey, payload, inDays(1)))).toBe('SIGNATURE_NOT_YET_VALID');
    const before = await signed(signer.privateKey, payload, inDays(-30));
    expect(await check(before)).toBe('verified');
  });
});

describe('a PGP signature over a payload beside it', () => {
  const beside = async (signature: Uint8Array, bytes: Uint8Array = payload, keyId = signer.key.id) =>
    words(await verifyDetached(bytes, [{ signature, keyId }], trust(signer.key, stranger.key)));

  it('is verified detached, armoured or not, and attached with the same bytes', async () => {
    const message = await createMessage({ binary: payload });
    const options = { message, signingKeys: signer.privateKey, date: at, detached: true as const };
    const armoured = await sign(options);
    const binary = await sign({ ...options, format: 'binary' });
    expect(await beside(Buffer.from(armoured))).toBe('verified');
    expect(await beside(binary)).toBe('verified');
    expect(await beside(Buffer.from(await signed()))).toBe('verified');
    expect(await beside(binary, payload, `openpgp4fpr:${signer.key.id}`)).toBe('verified');
    expect(await beside(binary, payload, stranger.key.id)).toBe('KEY_UNKNOWN');
    expect(await beside(binary, Buffer.concat([payload, Buffer.from(' ')]))).toBe('SIGNATURE_WRONG');
    expect(await beside(binary.subarray(0, -1))).toMatch(/MALFORMED|SIGNATURE_WRONG/);
    expect(await beside(Buffer.concat([binary, Buffer.from('x')]))).toMatch(/MALFORMED/);
  });

  it('is none where its own payload is another', async () => {
    expect(await beside(Buffer.from(await signed(signer.privateKey, foreign)))).toBe('SIGNATURE_WRONG');
    const clear = await sign({
      message: await createCleartextMessage({ text: payload.toString() }),
      signingKeys: signer.privateKey,
      date: at,
    });
    expect(await beside(Buffer.from(clear))).toBe('UNSUPPORTED');
    for (const bytes of [Buffer.alloc(0), Buffer.from('text'), Buffer.alloc(300, 0xff)])
      expect(await beside(bytes)).toMatch(/MALFORMED/);
    expect(await beside(Buffer.alloc(bounds.armour + 1, 0xff))).toBe('TOO_LARGE');
  });
});
