import { GrafeasError, toGrafeasError } from './errors.js';

/** How the client retries requests. */
export interface RetryOptions {
  /** Total attempts; 1 disables retries. */
  readonly attempts: number;
  /** Milliseconds before the second attempt. Doubled for each further one, up to `maxDelay`, minus a random part. */
  readonly delay: number;
  readonly maxDelay: number;
}

export const defaultRetry: RetryOptions = { attempts: 4, delay: 100, maxDelay: 5_000 };

const methodsToRepeat: ReadonlySet<string> = new Set(['GET']);

/** Reasons for which the server has not started the request, so any request can be retried. */
const notBegun: ReadonlySet<string | undefined> = new Set(['RATE_LIMITED', 'OVERLOADED', 'DRAINING']);

/**
 * A fetch that retries temporary failures, after the delay of Retry-After. Any request is retried if the server reports
 * that it has not started it. Reads and creates with a request id are also retried if the server is unavailable, was not
 * reached or did not respond. Other requests may have been executed, whatever the status, so they are not retried.
 */
export function retryingFetch(
  send: typeof fetch,
  options: RetryOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= options.attempts;
      const current = last ? request : request.clone();
      try {
        const response = await send(current);
        if (last || !(await mayRepeat(request, response))) return response;
        await wait(Math.max(retryAfter(response), backoff(attempt, options)), request.signal);
        await response.body?.cancel();
      } catch (error) {
        if (request.signal.aborted || last || !isHarmless(request)) throw unreachable(error, request);
        await wait(backoff(attempt, options), request.signal);
      }
    }
  };
}

/** Whether the request may be sent again after this response. */
async function mayRepeat(request: Request, response: Response): Promise<boolean> {
  if (response.status !== 429 && response.status !== 503) return false;
  if (isHarmless(request)) return true;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return notBegun.has(toGrafeasError(response.status, body).reason);
}

function isHarmless({ method, url }: Request): boolean {
  return methodsToRepeat.has(method) || (method === 'POST' && new URL(url).searchParams.has('requestId'));
}

function unreachable(error: unknown, request: Request): unknown {
  if (request.signal.aborted || error instanceof GrafeasError) return error;
  const { origin } = new URL(request.url);
  return new GrafeasError(0, 'UNAVAILABLE', undefined, `cannot reach ${origin}`, [], undefined, {
    cause: error,
  });
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds, 60) * 1000 : 0;
}

function backoff(attempt: number, { delay, maxDelay }: RetryOptions): number {
  return Math.min(maxDelay, delay * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

function wait(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
