/**
 * Arrays in PostgreSQL's binary format (array_recv in its sources; all int32 are big endian: dimensions, whether there are
 * nulls, type of the elements, length, lower bound; then each element after its length). pg sends a Buffer unchanged. For a
 * list both sides would have to escape every character.
 */

/** Type oids that never change. */
const oids = { smallint: 21, integer: 23, bigint: 20, text: 25 } as const;
const bytesOf = { smallint: 2, integer: 4, bigint: 8 } as const;

const headerBytes = 20;

export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = headerBytes;
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const array = start(bytes, oids.text, values.length, values.includes(null));
  let at = headerBytes;
  for (const value of values) {
    const length = value === null ? 0 : array.write(value, at + 4);
    array.writeInt32BE(value === null ? -1 : length, at);
    at += 4 + length;
  }
  return array;
}

export function integerArray(type: keyof typeof bytesOf, values: readonly number[]): Buffer {
  const width = bytesOf[type];
  const array = start(headerBytes + values.length * (4 + width), oids[type], values.length);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(width, at);
    if (type === 'bigint') array.writeBigInt64BE(BigInt(value), at + 4);
    else array.writeIntBE(value, at + 4, width);
    at += 4 + width;
  }
  return array;
}

function start(bytes: number, oid: number, length: number, hasNulls = false): Buffer {
  const array = Buffer.allocUnsafe(bytes);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(hasNulls ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16);
  return array;
}
