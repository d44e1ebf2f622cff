import { errorDetails } from '../api/error-details.js';
import { codes } from '../domain/codes.js';
import type { ApiError } from '../domain/errors.js';

/**
 * The error body for both families of clients: google.rpc.Status at the top level for gateway clients,
 * and the `error` wrapper that Google's clients read.
 */
export function errorBody(error: ApiError, requestId: string): string {
  const details = errorDetails(error, requestId);
  const { message, code, httpStatus } = error;
  return JSON.stringify({
    code: codes[code].number,
    message,
    details,
    error: { code: httpStatus, message, status: code, details },
  });
}
