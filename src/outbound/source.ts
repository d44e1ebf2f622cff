import { readFile } from 'node:fs/promises';
import { ByteParts } from '../domain/byte-parts.js';
import { ApiError, cancelled } from '../domain/errors.js';

/** What requests to a system are made of. */
export interface SourceConfig {
  /** For errors, such as `Harbor`. */
  readonly name: string;
  /** Its address, http or https, perhaps with a path. */
  readonly url: string;
  /** File with the value of the Authorization header; read for each request, so that it can be exchanged. */
  readonly authorizationFile?: string | undefined;
}

export interface SourceBounds {
  /** Milliseconds until the whole body must be there. */
  readonly timeout: number;
  readonly maxBytes: number;
}

export const sourceBounds: SourceBounds = { timeout: 60_000, maxBytes: 64 * 1024 * 1024 };

interface Fetched {
  readonly body: Buffer;
  readonly link: string;
}

interface Options {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Requests to one address and nowhere else: redirects are not followed, and a path cannot leave the address.
 *
 * @example openSource({ name: 'Harbor', url: 'https://harbor.example' }).get(['api', 'v2.0', 'health'])
 */
export function openSource({ name, url, authorizationFile }: SourceConfig, bounds = sourceBounds) {
  const base = new URL(url);
  const unavailable = (what: string, cause?: unknown): ApiError =>
    new ApiError('SOURCE_UNAVAILABLE', `${name} ${what}`, { retryAfter: 10, cause });

  async function send(method: string, path: readonly string[], options: Options): Promise<Response> {
    const target = targetOf(base, path, options.query ?? {});
    const signals = [
      AbortSignal.timeout(bounds.timeout),
      ...(options.signal === undefined ? [] : [options.signal]),
    ];
    try {
      const authorization = authorizationFile && (await readFile(authorizationFile, 'utf8')).trim();
      return await fetch(target, {
        method,
        redirect: 'error',
        signal: AbortSignal.any(signals),
        headers: {
          accept: 'application/json',
          ...options.headers,
          ...(authorization ? { authorization } : {}),
        },
      });
    } catch (cause) {
      if (options.signal?.aborted === true) throw cancelled(options.signal);
      throw unavailable('cannot be reached', cause);
    }
  }

  return {
    host: base.host,
    async get(path: readonly string[], options: Options = {}): Promise<Fetched | undefined> {
      const response = await send('GET', path, options);
      if (response.status === 200) {
        const body = await readBounded(response, bounds.maxBytes, (what, cause) =>
          options.signal?.aborted === true ? cancelled(options.signal) : unavailable(what, cause),
        );
        return { body, link: response.headers.get('link') ?? '' };
      }
      await response.body?.cancel();
      if (response.status === 404) return undefined;
      throw unavailable(`returns status ${response.status}`);
    },
    async remove(path: readonly string[], options: Options = {}): Promise<void> {
      const response = await send('DELETE', path, options);
      await response.body?.cancel();
      if (!response.ok && response.status !== 404) throw unavailable(`returns status ${response.status}`);
    },
  };
}

/** @throws TypeError for a segment that would leave the address, which no caller may pass on. */
function targetOf(base: URL, path: readonly string[], query: Readonly<Record<string, string>>): URL {
  for (const part of path)
    if (part === '' || /^(?:\.|%2e){1,2}$/i.test(part))
      throw new TypeError('a path must not leave its address');
  const target = new URL(base);
  target.pathname = `${base.pathname.replace(/\/$/, '')}/${path.map(encodeURIComponent).join('/')}`;
  target.search = new URLSearchParams(query).toString();
  return target;
}

async function readBounded(
  response: Response,
  maxBytes: number,
  unavailable: (what: string, cause?: unknown) => ApiError,
): Promise<Buffer> {
  const parts = new ByteParts();
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      parts.add(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      if (parts.length > maxBytes) throw unavailable(`returns more than ${maxBytes} bytes`);
    }
  } catch (cause) {
    throw cause instanceof ApiError ? cause : unavailable('breaks off', cause);
  }
  return parts.join();
}
