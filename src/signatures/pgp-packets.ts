import { inflateRawSync, inflateSync } from 'node:zlib';
import { bounds } from './bounds.js';
import { isRefusal, type Refusal, refuse } from './results.js';

/** Numbers of packets and of algorithms (RFC 9580, 5 and 9.4). */
const tags = { signature: 2, compressed: 8, literal: 11, userAttribute: 17 } as const;
const inflate = new Map([
  [1, inflateRawSync],
  [2, inflateSync],
]);

/**
 * Counts packets and subpackets before the library reads them, which takes some 10 µs for each, however short: a compressed message
 * of 6 kB can hold a million. A compressed message is decompressed here, so that what is in it counts too. Only lengths are
 * looked at; the library checks the rest.
 *
 * @returns the bytes for the library to read, decompressed.
 * @example
 * const counted = countPackets(await readArmour(text));
 * if (isRefusal(counted)) return counted;
 */
export function countPackets(bytes: Uint8Array): Uint8Array | Refusal {
  const inner: Uint8Array[] = [];
  const problem = eachPacket(bytes, (body) => {
    const read = decompress(body);
    if (isRefusal(read)) return read;
    if (read !== undefined) inner.push(read);
    return inner.length > 1 ? refuse('MALFORMED', 'The PGP data has several compressed packets.') : undefined;
  });
  if (problem !== undefined) return problem;
  const [message] = inner;
  if (message === undefined) return bytes;
  const nested = (): Refusal => refuse('MALFORMED', 'The PGP message is compressed more than once.');
  return eachPacket(message, nested) ?? message;
}

/** The bytes in a compressed packet; undefined if only the library reads them (bzip2). */
function decompress(body: Uint8Array): Uint8Array | Refusal | undefined {
  const decode = inflate.get(body[0] ?? 0);
  if (decode === undefined) return undefined;
  try {
    return decode(body.subarray(1), { maxOutputLength: bounds.payload });
  } catch (error) {
    return (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? refuse('TOO_LARGE', `The PGP message decompresses to more than ${bounds.payload} bytes.`)
      : refuse('MALFORMED', 'The PGP message cannot be decompressed.');
  }
}

/** Walks over the packets, and passes on the body of those that are compressed. */
function eachPacket(
  bytes: Uint8Array,
  onCompressed: (body: Uint8Array) => Refusal | undefined,
): Refusal | undefined {
  const broken = refuse('MALFORMED', 'The PGP data is not a sequence of packets.');
  let [packets, parts] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) return broken;
    const isNew = first >= 0xc0;
    const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
    packets += 1;
    at += 1;
    const chunks: Uint8Array[] = [];
    for (let isPartial = true; isPartial; ) {
      const length = isNew ? newLength(bytes, at) : oldLength(bytes, at, first & 3);
      if (length === undefined || length.from + length.size > bytes.length) return broken;
      isPartial = length.isPartial;
      at = length.from + length.size;
      chunks.push(bytes.subarray(length.from, at));
      parts += 1;
      if (parts > bounds.pgpParts) return tooMany(bounds.pgpParts, 'parts');
    }
    const isData = tag === tags.compressed || tag === tags.literal;
    if (chunks.length > 1 && !isData) return broken;
    if (tag === tags.signature || tag === tags.userAttribute)
      parts += countSubpackets(tag, chunks[0] ?? bytes);
    if (parts > bounds.pgpParts) return tooMany(bounds.pgpParts, 'parts');
    if (packets > bounds.pgpPackets) return tooMany(bounds.pgpPackets, 'packets');
    const problem = tag === tags.compressed ? onCompressed(Buffer.concat(chunks)) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

interface Length {
  readonly from: number;
  readonly size: number;
  readonly isPartial: boolean;
}

function newLength(bytes: Uint8Array, at: number): Length | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 192) return { from: at + 1, size: first, isPartial: false };
  if (first < 224)
    return { from: at + 2, size: ((first - 192) << 8) + (bytes[at + 1] ?? 0) + 192, isPartial: false };
  if (first < 255) return { from: at + 1, size: 2 ** (first & 31), isPartial: true };
  return { from: at + 5, size: numberAt(bytes, at + 1, 4), isPartial: false };
}

/** @param type how many bytes the length has: 1, 2, 4, or none for all that follows. */
function oldLength(bytes: Uint8Array, at: number, type: number): Length {
  if (type === 3) return { from: at, size: bytes.length - at, isPartial: false };
  const width = 2 ** type;
  return { from: at + width, size: numberAt(bytes, at, width), isPartial: false };
}

function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = at; index < at + width; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function countSubpackets(tag: number, body: Uint8Array): number {
  if (tag === tags.userAttribute) return countIn(body);
  const version = body[0] ?? 0;
  if (version < 4) return 0;
  // Version, type and two algorithms; then two areas, each after its length.
  const width = version === 4 ? 2 : 4;
  const hashed = numberAt(body, 4, width);
  const from = 4 + width + hashed;
  const unhashed = numberAt(body, from, width);
  return (
    countIn(body.subarray(4 + width, from)) + countIn(body.subarray(from + width, from + width + unhashed))
  );
}

function countIn(area: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < area.length; count += 1) {
    const first = area[at] ?? 0;
    if (first < 192) at += 1 + first;
    else if (first < 255) at += 2 + ((first - 192) << 8) + (area[at + 1] ?? 0) + 192;
    else at += 5 + numberAt(area, at + 1, 4);
  }
  return count;
}

function tooMany(limit: number, what: string): Refusal {
  return refuse('TOO_LARGE', `The PGP data has more than ${limit} ${what}.`);
}
