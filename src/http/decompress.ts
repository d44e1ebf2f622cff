import * as zlib from 'node:zlib';
import { ApiError } from '../domain/errors.js';
import { freeBytes } from '../domain/free-bytes.js';
import { joinBytes } from '../domain/slices.js';
import type { OnBody } from './body.js';

interface Compression {
  readonly name: string;
  /** The magic number of the format. */
  readonly magic: Buffer;
  /** Absent if this Node does not support it (zstd needs 22.15). */
  readonly open: (() => zlib.Gunzip | zlib.ZstdDecompress) | undefined;
}

const compressions: readonly Compression[] = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b]), open: () => zlib.createGunzip() },
  {
    name: 'zstd',
    magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
    open: 'createZstdDecompress' in zlib ? () => zlib.createZstdDecompress() : undefined,
  },
];

/** Levels of compression: a proxy may compress a compressed file again. */
const rounds = 2;

/**
 * Decompresses an upload. Detects the format by its first bytes, so that compressed files and `Content-Encoding` are
 * treated alike. `limit` applies to the output; `onBody` gets its size.
 * @throws TOO_LARGE, INVALID_REPORT where it is damaged, INVALID_PARAMETER for another `Content-Encoding`
 */
export async function decompress(
  upload: Buffer,
  encoding: string | undefined,
  limit: number,
  onBody: OnBody,
): Promise<Buffer> {
  const known = ['identity', ...compressions.map(({ name }) => name)];
  for (const name of (encoding ?? 'identity').toLowerCase().split(',')) {
    if (known.includes(name.trim())) continue;
    throw new ApiError(
      'INVALID_PARAMETER',
      `content-encoding: must be gzip, zstd or left out, not ${name.trim()}`,
    );
  }
  let bytes = upload;
  for (let round = 0; round < rounds; round += 1) {
    const compression = compressions.find(({ magic }) => bytes.subarray(0, magic.length).equals(magic));
    if (compression === undefined) return bytes;
    bytes = await unpack(bytes, compression, limit, onBody);
  }
  return bytes;
}

async function unpack(
  bytes: Buffer,
  { name, open }: Compression,
  limit: number,
  onBody: OnBody,
): Promise<Buffer> {
  if (open === undefined)
    throw new ApiError(
      'INVALID_REPORT',
      `the report is compressed with ${name}, which this server cannot read`,
    );
  const chunks: Buffer[] = [];
  let length = 0;
  const stream = open();
  stream.end(bytes);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) {
        const shown = `${limit} bytes (${limit / 1024 / 1024} MiB)`;
        throw new ApiError('TOO_LARGE', `body: decompressed it is more than the limit of ${shown}`);
      }
      // Not their sum: a report of the maximum size would then exceed the memory limit of the admission.
      onBody(Math.max(bytes.length, length));
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError('INVALID_REPORT', `the report is damaged ${name}, after ${length} bytes of content`, {
      cause,
    });
  }
  freeBytes(bytes);
  return joinBytes(chunks, freeBytes);
}
