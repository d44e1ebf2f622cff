import { deflateRawSync, deflateSync } from 'node:zlib';
import { armor, enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../../src/signatures/bounds.js';
import { parsePgpKey } from '../../../src/signatures/pgp-key.js';
import { countPackets } from '../../../src/signatures/pgp-packets.js';
import { isRefusal } from '../../../src/signatures/results.js';
import { verifyPgpMessage, verifyPgpOver } from '../../../src/signatures/verify-pgp.js';
import { at, payload, pgpPair, trust } from './kit.js';

const number = (value: number, width: number): Buffer => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
};
const packet = (tag: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xc0 | tag, 0xff]), number(body.length, 4), body]);
const times = (bytes: Uint8Array, count: number): Buffer =>
  Buffer.concat(Array<Uint8Array>(count).fill(bytes));
const literal = packet(11, Buffer.concat([Buffer.from('b\0\0\0\0\0'), payload]));
const marker = packet(10, Buffer.from('PGP'));
const zipped = (inner: Uint8Array): Buffer =>
  packet(8, Buffer.concat([Buffer.from([1]), deflateRawSync(inner)]));
/** A literal packet in chunks of so many bytes. */
const inChunks = (count: number): Buffer =>
  Buffer.concat([Buffer.from([0xcb]), times(Buffer.from([0xe0, 0x41]), count), Buffer.from([0])]);
/** A signature packet whose unsigned area has so many subpackets of two bytes. */
const signature = (subpackets: number): Buffer => {
  const area = times(Buffer.from([1, 100]), subpackets);
  const head = Buffer.from([4, 0, 22, 8, 0, 0]);
  return packet(
    2,
    Buffer.concat([head, number(area.length, 2), area, Buffer.from([0, 0, 0, 8, 1, 0, 8, 1])]),
  );
};

const reasonOf = (bytes: Uint8Array): string => {
  const counted = countPackets(bytes);
  return isRefusal(counted) ? counted.reason : 'counted';
};

describe('small packets, for which the library is slow', () => {
  it.each([
    ['packets', times(marker, bounds.pgpPackets), marker],
    ['chunks', inChunks(bounds.pgpParts - 2), inChunks(1)],
    ['subpackets', signature(bounds.pgpParts - 2), signature(2)],
  ])('%s are bounded, also within a compressed packet', (_name, most, more) => {
    expect(reasonOf(most)).toBe('counted');
    expect(reasonOf(zipped(most))).toBe('counted');
    const tooMany = Buffer.concat([most, more]);
    expect(reasonOf(tooMany)).toBe('TOO_LARGE');
    expect(reasonOf(zipped(tooMany))).toBe('TOO_LARGE');
  });

  it.each([
    ['twice compressed', zipped(zipped(literal))],
    ['side by side', Buffer.concat([zipped(literal), zipped(literal)])],
    ['compressed bytes that are cut off', packet(8, Buffer.from([1, 0xff, 1]))],
    ['a length beyond the end', Buffer.from([0xcb, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['no packet', Buffer.from('text')],
    ['chunks of a signature', Buffer.concat([Buffer.from([0xc2, 0xe0, 4, 1]), Buffer.from([0])])],
  ])('%s are refused', (_name, bytes) => {
    expect(reasonOf(bytes)).toBe('MALFORMED');
  });

  it('zip and zlib are decompressed, up to the bound of a payload', () => {
    const zlib = packet(8, Buffer.concat([Buffer.from([2]), deflateSync(literal)]));
    expect([countPackets(zipped(literal)), countPackets(zlib)]).toEqual([literal, literal]);
    expect(reasonOf(zipped(packet(11, Buffer.alloc(bounds.payload))))).toBe('TOO_LARGE');
  });

  it('are refused in messages, detached signatures, clear-signed texts and keys alike', async () => {
    const { key } = await pgpPair();
    const many = Buffer.concat([times(marker, bounds.pgpPackets), literal]);
    const message = async (armour: string) => (await verifyPgpMessage(armour, trust(key)))[0];
    const tooLarge = { reason: 'TOO_LARGE' };
    expect(await message(armor(enums.armor.message, zipped(many)))).toMatchObject(tooLarge);
    const clear = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nx\n${armor(enums.armor.signature, many)}`;
    expect(await message(clear)).toMatchObject(tooLarge);
    expect((await verifyPgpOver(payload, many, key, at))[0]).toMatchObject(tooLarge);
    const armour = armor(enums.armor.publicKey, Buffer.concat([key.key.write(), many]));
    await expect(parsePgpKey(armour)).rejects.toThrow('more than 1000 packets');
  });
});

it('and the header lines of an armour are limited', async () => {
  const { key, armour } = await pgpPair();
  const withHeaders = (count: number) => armour.replace('\n', `\n${'Comment: x\n'.repeat(count)}`);
  expect((await parsePgpKey(withHeaders(bounds.armourHeaders))).id).toBe(key.id);
  await expect(parsePgpKey(withHeaders(bounds.armourHeaders + 1))).rejects.toThrow('lines of headers');
});

describe('a subkey of DSA', () => {
  const mpi = (bits: number): Buffer =>
    Buffer.concat([number(bits, 2), Buffer.from([0x80]), Buffer.alloc(bits / 8 - 1, 0xab)]);

  it.each([
    [3072, 256, 'is read'],
    [8000, 256, 'is refused'],
    [3072, 3064, 'is refused'],
  ])('of %i bits with a subgroup of %i bits %s', async (bits, subgroup, what) => {
    const { key } = await pgpPair();
    const [subkey] = key.key.getSubkeys();
    const body = Buffer.concat([
      Buffer.from([4, 0x60, 0, 0, 0, 17]),
      ...[bits, subgroup, bits - 8, bits - 8].map(mpi),
    ]);
    const binding = packet(2, subkey?.bindingSignatures[0]?.write() ?? Buffer.alloc(0));
    const bytes = Buffer.concat([key.key.write(), packet(14, body), binding]);
    const read = parsePgpKey(armor(enums.armor.publicKey, bytes));
    if (what === 'is read') expect((await read).id).toBe(key.id);
    else await expect(read).rejects.toThrow('has a subkey of DSA');
  });
});
