import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, toApiError } from '../domain/errors.js';
import { answerError } from './dispatcher.js';
import type { HostCheck } from './hosts.js';

export interface ProbeOptions {
  /** @throws ApiError with the reason why the server is not ready. */
  readonly ready: () => Promise<void>;
  /** Absent if metrics are not served. */
  readonly metrics?: { readonly contentType: string; text(): Promise<string> } | undefined;
  readonly checkHost: HostCheck;
  readonly newRequestId: () => string;
}

/** Handles /livez, /readyz and /metrics; returns false for other paths. */
export type Probes = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createProbes({ ready, metrics, checkHost, newRequestId }: ProbeOptions): Probes {
  const text = (response: ServerResponse, content: string, type = 'text/plain; charset=utf-8'): void => {
    response.writeHead(200, {
      'content-type': type,
      'content-length': Buffer.byteLength(content),
      'cache-control': 'no-store',
    });
    response.end(content);
  };
  const fail = (request: IncomingMessage, response: ServerResponse, thrown: unknown): void => {
    answerError(request, response, toApiError(thrown), newRequestId());
  };
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [path] = (request.url ?? '').split('?', 1);
    if (path === '/livez') text(response, 'ok\n');
    else if (path === '/readyz') {
      ready().then(
        () => text(response, 'ok\n'),
        (error) => fail(request, response, toUnready(error)),
      );
    } else if (path === '/metrics' && metrics !== undefined) {
      try {
        checkHost(request.headers.host, request.headers.origin);
      } catch (error) {
        fail(request, response, error);
        return true;
      }
      metrics.text().then(
        (content) => text(response, content, metrics.contentType),
        (error) => fail(request, response, error),
      );
    } else return false;
    return true;
  };
}

/** A server that is not ready always returns 503, whatever the error. */
function toUnready(thrown: unknown): ApiError {
  const error = toApiError(thrown);
  if (error.httpStatus === 503) return error;
  return new ApiError('STORE_UNAVAILABLE', error.message, { cause: thrown });
}

/**
 * Creates `ready` from a check of the store. Concurrent callers share one check; a check that takes longer than `timeout`
 * milliseconds fails.
 */
export function createReadiness(
  look: () => Promise<void>,
  isDraining: () => boolean,
  timeout = 5_000,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    if (isDraining()) return Promise.reject(new ApiError('DRAINING', 'the server is shutting down'));
    running ??= within(look(), timeout).finally(() => {
      running = undefined;
    });
    return running;
  };
}

function within(look: Promise<void>, timeout: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onTimeout = (): void =>
      reject(new ApiError('STORE_UNAVAILABLE', 'the store does not respond in time'));
    const timer = setTimeout(onTimeout, timeout);
    look.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
