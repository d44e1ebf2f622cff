import { ApiError } from '../../domain/errors.js';
import { runInSlices } from '../../domain/slices.js';
import { formatPath } from '../codec.js';
import { placeOf } from '../field-paths.js';
import type { Message } from '../message.js';
import { messageReader, messageSteps } from './decoder.js';
import { messageWriter } from './encoder.js';
import { join } from './parts.js';
import { Reader, WireError } from './reader.js';
import { Writer } from './writer.js';

/** Converts declared messages between protobuf's binary format and canonical JSON. */

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Encodes a message given in canonical JSON form: enums by name or number, int64 as decimal text, bytes as
 * base64, well-known types as proto3 JSON spells them, masks as comma-joined paths. Unknown fields
 * are omitted. `room` bytes are left free before the message.
 */
export function encodeMessage(message: Message<unknown>, value: unknown, room = 0): Buffer {
  const writer = new Writer(room);
  messageWriter(message)(writer, value);
  return writer.finish();
}

/**
 * Decodes a message into canonical JSON form (see codec.ts). Unknown fields are skipped; parts of one
 * sub-message are merged; a later member of a oneof replaces the earlier. Time and memory are linear in the bytes,
 * and bounded by the number of values that a message may hold (`maxValues`).
 *
 * @throws ApiError INVALID_FIELD naming the path that cannot be read; decoding stops at the first problem.
 */
export function decodeMessage(message: Message<unknown>, bytes: Uint8Array): JsonObject {
  const reader = new Reader(toBuffer(bytes));
  try {
    return finished(reader, messageReader(message)(reader, undefined));
  } catch (error) {
    throw named(message, error);
  }
}

/** Bytes from which a message is decoded and encoded in slices. */
export const longMessage = 256 * 1024;

/** `decodeMessage` of a long message, which yields between slices. */
export async function decodeMessageInSlices(
  message: Message<unknown>,
  bytes: Uint8Array,
): Promise<JsonObject> {
  const reader = new Reader(toBuffer(bytes));
  try {
    return finished(reader, await runInSlices(messageSteps(message, reader, undefined)));
  } catch (error) {
    throw named(message, error);
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function finished(reader: Reader, value: unknown): JsonObject {
  return (reader.progress.hasParts ? join(value) : value) as JsonObject;
}

function named(message: Message<unknown>, error: unknown): unknown {
  if (!(error instanceof WireError)) return error;
  const field = formatPath('', placeOf(message, error.path).path);
  const description = error.message;
  return new ApiError('INVALID_FIELD', field === '' ? description : `${field}: ${description}`, {
    violations: [{ field, description }],
  });
}
