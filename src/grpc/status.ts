import type { OutgoingHttpHeaders } from 'node:http2';
import { errorDetails } from '../api/error-details.js';
import { codes } from '../domain/codes.js';
import { ApiError } from '../domain/errors.js';
import { Status } from '../kinds/common/rpc-status.js';
import { encodeMessage } from '../schema/wire/message-codec.js';

/** Clients accept about 8 KiB of headers; longer texts and further violations are omitted. */
const maxMessageLength = 1024;
const maxDetails = 4096;

export const okTrailers: OutgoingHttpHeaders = { 'grpc-status': '0' };

/** The trailers of an error: code, message, and google.rpc.Status with the same details as REST. */
export function statusTrailers(error: ApiError, requestId: string): OutgoingHttpHeaders {
  const message = cut(error.message, maxMessageLength);
  return {
    'grpc-status': String(codes[error.code].number),
    'grpc-message': percentEncode(message),
    'grpc-status-details-bin': encodeStatus(error, message, requestId).toString('base64').replace(/=+$/, ''),
  };
}

function encodeStatus(error: ApiError, message: string, requestId: string): Buffer {
  const code = codes[error.code].number;
  for (let count = error.violations.length; ; count = Math.floor(count / 2)) {
    const shown = error.violations.slice(0, count).map(({ field, description }) => ({
      field: cut(field, maxMessageLength),
      description: cut(description, maxMessageLength),
    }));
    const options = { violations: shown, metadata: error.metadata };
    const retry = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter };
    const shortened = new ApiError(error.reason, message, { ...options, ...retry });
    const status = { code, message, details: errorDetails(shortened, requestId) };
    const bytes = Buffer.from(encodeMessage(Status, status));
    if (bytes.length <= maxDetails || count === 0) return bytes;
  }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
}

/** Printable ASCII but `%` stands for itself, other bytes of the UTF-8 as `%XX`. */
export function percentEncode(text: string): string {
  return text.replace(/[^ -$&-~]+/gu, (part) =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
