import { armor, enums, generateKey, type PrivateKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import { readArmour } from '../../../src/signatures/armour.js';
import { bounds } from '../../../src/signatures/bounds.js';
import { parsePgpKey } from '../../../src/signatures/pgp-key.js';
import { signPgp } from '../../../src/signatures/sign.js';
import { verifyPgpMessage } from '../../../src/signatures/verify-pgp.js';
import { at, over, type PgpPair, payload, pgpPair, trust, words } from './kit.js';

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

  it('must be one public key of version 4, in one armour and nothing else', async () => {
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

  it('is refused with a reason if it is too weak', async () => {
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

describe('a PGP key that may not sign', () => {
  const inDays = (days: number) => new Date(at.getTime() + days * day);

  it('has expired at the given time, whenever it signed', async () => {
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
    pair.privateKey.subkeys[0] = await subkey.revoke(
      pair.privateKey.keyPacket as never,
      { flag: enums.reasonForRevocation.keyRetired },
      inDays(1),
    );
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
