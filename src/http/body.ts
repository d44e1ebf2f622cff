import type { IncomingMessage } from 'node:http';
import { ByteParts } from '../domain/byte-parts.js';
import { ApiError } from '../domain/errors.js';
import { freeBytes } from '../domain/free-bytes.js';

/** Maximum bytes of a JSON body and of a gRPC message. */
export const bodyLimit = 4 * 1024 * 1024;

/** Called with the number of bytes that arrived; if it throws, reading stops. */
export type OnBody = (length: number) => void;

/**
 * Reads a whole body, chunked or not. @throws TOO_LARGE naming the limit, CANCELLED if the client disconnects, and
 * what `onBody` throws.
 */
export function readBody(request: IncomingMessage, limit: number, onBody: OnBody): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) {
    request.resume();
    return Promise.reject(tooLarge(limit, declared));
  }
  return new Promise((resolve, reject) => {
    const parts = new ByteParts();
    let length = 0;
    let refused = false;
    const refuse = (problem: unknown): void => {
      refused = true;
      parts.clear();
      reject(problem);
    };
    let chunks = 0;
    request.on('data', (chunk: Buffer) => {
      chunks += 1;
      if (chunks % chunksOfTurn === 0) waitForTurn(request);
      if (refused) return;
      length += chunk.length;
      if (length > limit) {
        refuse(tooLarge(limit));
        return;
      }
      try {
        onBody(length);
        parts.add(chunk);
      } catch (problem) {
        refuse(problem);
      }
    });
    request.on('end', () => {
      const { first } = parts;
      if (first !== undefined && first.length === parts.length) {
        resolve(first);
        return;
      }
      resolve(parts.join(freeBytes));
    });
    request.on('aborted', () => reject(new ApiError('CANCELLED', 'the client aborted the request')));
    request.on('error', (cause) =>
      reject(new ApiError('CANCELLED', 'the connection failed during the request', { cause })),
    );
  });
}

/** Chunks of a body that are taken in one turn of the event loop. In chunks of some KiB a body never has so many in one. */
const chunksOfTurn = 1000;

/**
 * Takes no more of the body in this turn. Node reads up to 2 MiB of a connection in a turn, which are some 350,000 chunks of a
 * byte and a second of work; what it has read already waits in the request.
 */
function waitForTurn(request: IncomingMessage): void {
  const { socket, httpVersionMajor } = request;
  request.pause();
  // Streams of HTTP/2 share the connection, and each stops for itself.
  if (httpVersionMajor === 1) socket.pause();
  setImmediate(() => {
    if (httpVersionMajor === 1) socket.resume();
    request.resume();
  });
}

function tooLarge(limit: number, size?: number): ApiError {
  const shown = size === undefined ? 'more' : `${size}`;
  return new ApiError(
    'TOO_LARGE',
    `body: ${shown} bytes, the limit is ${limit} bytes (${limit / 1024 / 1024} MiB)`,
  );
}
