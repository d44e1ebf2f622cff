import { deflateSync } from 'node:zlib';
import { armor, createCleartextMessage, createMessage, enums, type PrivateKey, sign } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArmour } from '../../../src/signatures/armour.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { signPgp } from '../../../src/signatures/sign.js';
import { verifyDetached } from '../../../src/signatures/verify-detached.js';
import { verifyPgpMessage } from '../../../src/signatures/verify-pgp.js';
import { at, foreign, over, type PgpPair, payload, pgpPair, trust, words } from './kit.js';

let signer: PgpPair;
let stranger: PgpPair;
beforeAll(async () => {
  signer = await pgpPair();
  stranger = await pgpPair();
});

const signed = (by: PrivateKey = signer.privateKey, bytes: Uint8Array = payload, date = at) =>
  signPgp(bytes, by, date);

async function check(armour: string, pair = signer, keyId?: string): Promise<string> {
  return words(await verifyPgpMessage(armour, trust(pair.key), keyId));
}

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

  it('is verified only by the key that it names', async () => {
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

  it('of another image is refused', async () => {
    expect(await check(await signed(signer.privateKey, foreign))).toBe('PAYLOAD_OF_ANOTHER_ARTIFACT');
    expect(await check(await signPgp(foreign, signer.privateKey, at, 'clear'))).toBe(
      'PAYLOAD_OF_ANOTHER_ARTIFACT',
    );
  });

  it('of another key is refused, also if it claims the id of a known key', async () => {
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

  it('with text outside, cut off or concatenated is refused', async () => {
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

  it('over a weak hash is refused with the name of the hash', async () => {
    const pair = await pgpPair({ type: 'rsa', rsaBits: 2048 });
    for (const { selfCertifications } of pair.privateKey.users)
      for (const certification of selfCertifications)
        Object.assign(certification, { preferredHashAlgorithms: [enums.hash.sha1] });
    const message = await createMessage({ binary: payload });
    const options = { message, signingKeys: pair.privateKey, date: at, config: over(enums.hash.sha1) };
    const [result] = await verifyPgpMessage(await sign(options), trust(pair.key));
    expect(result).toMatchObject({ reason: 'WEAK_HASH', message: 'The signature is over a SHA-1 hash.' });
  });

  it('has a maximum size, also when decompressed', async () => {
    expect(await check(`${await signed()}${' '.repeat(bounds.armour)}`)).toBe('TOO_LARGE');
    expect(await check(folded(await readArmour(await signed())))).toBe('verified');
    const long = Buffer.alloc(64 * 1024 * 1024, 0x20);
    const bomb = folded(packet(enums.packet.literalData, Buffer.of(0x62, 0, 0, 0, 0, 0), long));
    expect(bomb.length).toBeLessThan(bounds.armour);
    const before = process.memoryUsage().arrayBuffers;
    expect(await check(bomb)).toBe('TOO_LARGE');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });
});

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

describe('a PGP signature over a separate payload', () => {
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
    expect(await beside(Buffer.concat(Array(bounds.signatures).fill(binary)))).toBe('verified');
    expect(await beside(Buffer.concat(Array(bounds.signatures + 1).fill(binary)))).toBe('TOO_LARGE');
    expect(await beside(binary, Buffer.concat([payload, Buffer.from(' ')]))).toBe('SIGNATURE_WRONG');
    expect(await beside(binary.subarray(0, -1))).toMatch(/MALFORMED|SIGNATURE_WRONG/);
    expect(await beside(Buffer.concat([binary, Buffer.from('x')]))).toMatch(/MALFORMED/);
  });

  it('is verified as Voucher writes it: a message of the same bytes, under the label of a signature', async () => {
    const message = (await signed()).replaceAll('PGP MESSAGE', 'PGP SIGNATURE');
    expect(await beside(Buffer.from(message))).toBe('verified');
    const other = (await signed(signer.privateKey, foreign)).replaceAll('PGP MESSAGE', 'PGP SIGNATURE');
    expect(await beside(Buffer.from(other))).toBe('SIGNATURE_WRONG');
  });

  it('is refused if its own payload differs', async () => {
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
