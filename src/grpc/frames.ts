import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { ByteParts } from '../domain/byte-parts.js';
import { ApiError } from '../domain/errors.js';

/** Length-prefixed messages of gRPC: a flag (1: compressed), four bytes of length, the message. */

export const prefixLength = 5;
const unzip = promisify(gunzip);
const zip = promisify(gzip);

export interface Frame {
  readonly compressed: boolean;
  readonly content: Buffer;
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  private pending = new ByteParts();

  constructor(private readonly maxMessage: number) {}

  /** Adds bytes and returns the complete frames. @throws TOO_LARGE as soon as a length exceeds the limit */
  push(chunk: Buffer): Frame[] {
    // Most messages arrive in one chunk.
    if (this.pending.length === 0 && chunk.length >= prefixLength) {
      const length = this.lengthAt(chunk);
      if (chunk.length === prefixLength + length) return [frameOf(chunk, length)];
    }
    this.pending.add(chunk);
    const frames: Frame[] = [];
    for (;;) {
      if (this.pending.length < prefixLength) return frames;
      const prefix = this.atLeast(prefixLength);
      const length = this.lengthAt(prefix);
      if (this.pending.length < prefixLength + length) return frames;
      const whole = this.atLeast(prefixLength + length);
      frames.push(frameOf(whole, length));
      const rest = whole.subarray(prefixLength + length);
      this.pending = startingWith(rest);
    }
  }

  private lengthAt(prefix: Buffer): number {
    const length = prefix.readUInt32BE(1);
    if (prefix.readUInt8(0) > 1) throw malformed('message has an unknown flag');
    if (length > this.maxMessage) throw tooLarge(this.maxMessage);
    return length;
  }

  /** Whether no incomplete frame is buffered. */
  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /** The buffered bytes in one piece if there are `length` of them. Copies only then, so that small chunks stay cheap. */
  private atLeast(length: number): Buffer {
    const first = this.pending.first as Buffer;
    if (first.length === this.pending.length) return first;
    if (first.length >= length && length === prefixLength) return first;
    const whole = Buffer.concat(this.pending.list(), this.pending.length);
    this.pending = startingWith(whole);
    return whole;
  }
}

function startingWith(bytes: Buffer): ByteParts {
  const parts = new ByteParts();
  if (bytes.length > 0) parts.add(bytes);
  return parts;
}

function frameOf(bytes: Buffer, length: number): Frame {
  return { compressed: bytes[0] === 1, content: bytes.subarray(prefixLength, prefixLength + length) };
}

/** The message of a frame. @throws TOO_LARGE if it exceeds the limit after decompression */
export async function unpackFrame(
  frame: Frame,
  encoding: string | undefined,
  maxMessage: number,
): Promise<Buffer> {
  if (encoding !== 'gzip') throw malformed('message is compressed, but grpc-encoding is not gzip');
  try {
    return await unzip(frame.content, { maxOutputLength: maxMessage });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxMessage);
    throw malformed('message cannot be decompressed', error);
  }
}

/** A message with its prefix; `more` further bytes of the message are sent separately. */
export function toFrame(message: Uint8Array, compressed = false, more = 0): Buffer {
  const frame = Buffer.allocUnsafe(prefixLength + message.length);
  frame.set(message, prefixLength);
  return fillPrefix(frame, compressed, more);
}

/** Writes the prefix into the room before a message. */
export function fillPrefix(frame: Buffer, compressed = false, more = 0): Buffer {
  frame[0] = compressed ? 1 : 0;
  frame.writeUInt32BE(frame.length - prefixLength + more, 1);
  return frame;
}

export async function toCompressedFrame(message: Uint8Array): Promise<Buffer> {
  return toFrame(await zip(message), true);
}

export function malformed(description: string, cause?: unknown): ApiError {
  return new ApiError('INVALID_MESSAGE', description, { cause });
}

function tooLarge(limit: number): ApiError {
  return new ApiError('TOO_LARGE', `message is larger than ${limit} bytes`);
}
