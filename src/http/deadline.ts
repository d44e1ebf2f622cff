import { parseGrpcTimeout } from '../api/grpc-timeout.js';
import { ApiError } from '../domain/errors.js';

/** The signal that fires at the deadline of a Grpc-Timeout header; undefined without the header. */
export function deadlineOf(header: string | readonly string[] | undefined): AbortSignal | undefined {
  if (header === undefined) return undefined;
  const millis = parseGrpcTimeout(String(header));
  return AbortSignal.timeout(Math.min(Math.ceil(millis), 2 ** 31 - 1));
}

/** The result, or DEADLINE_EXCEEDED when the signal fires first. */
export function withDeadline<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  const expired = (): ApiError => new ApiError('DEADLINE_EXCEEDED', 'the deadline of the request has passed');
  if (signal.aborted) {
    running.catch(() => {});
    return Promise.reject(expired());
  }
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(expired());
    signal.addEventListener('abort', abort, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
