import type { IncomingMessage } from 'node:http';
import { ApiError } from '../domain/errors.js';

/** Bytes of a JSON body, the bound of one gRPC message too. */
export const bodyLimit = 4 * 1024 * 1024;

/** Told how many bytes have arrived; may throw, and the body is not read further. */
export type OnBody = (length: number) => void;

/**
 * Reads a whole body, chunked or not. @throws TOO_LARGE naming the limit, CANCELLED where the caller left, and
 * what `onBody` throws.
 */
export function readBody(request: IncomingMessage, limit: number, onBody: OnBody): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) {
    request.resume();
    return Promise.reject(tooLarge(limit, declared));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let refused = false;
    const refuse = (problem: unknown): void => {
      refused = true;
      chunks.length = 0;
      reject(problem);
    };
    request.on('data', (chunk: Buffer) => {
      if (refused) return;
      length += chunk.length;
      if (length > limit) {
        refuse(tooLarge(limit));
        return;
      }
      try {
        onBody(length);
        chunks.push(chunk);
      } catch (problem) {
        refuse(problem);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('aborted', () => reject(new ApiError('CANCELLED', 'the request was given up')));
    request.on('error', (cause) => reject(new ApiError('CANCELLED', 'the request broke off', { cause })));
  });
}

function tooLarge(limit: number, size?: number): ApiError {
  const shown = size === undefined ? 'more' : `${size}`;
  return new ApiError(
    'TOO_LARGE',
    `body: ${shown} bytes, the limit is ${limit} bytes (${limit / 1024 / 1024} MiB)`,
  );
}
