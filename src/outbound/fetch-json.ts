import { ByteParts } from '../domain/byte-parts.js';

/** Fetches a JSON document of an issuer. A function type, so that tests can replace it. */
export type FetchJson = (url: string, bearer?: string) => Promise<unknown>;

export interface FetchBounds {
  /** Milliseconds to receive the whole body. */
  readonly timeout: number;
  readonly maxBytes: number;
}

export const fetchBounds: FetchBounds = { timeout: 5_000, maxBytes: 512 * 1024 };

/**
 * Fetches JSON with limits of time and size. Does not follow redirects, which could lead anywhere. Rejects with an Error
 * whose message can be logged: it holds nothing of the response.
 */
export function openFetchJson(bounds: FetchBounds = fetchBounds): FetchJson {
  return async (url, bearer) => {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(bounds.timeout),
      headers: {
        accept: 'application/json',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Error(`returned status ${response.status}`);
    }
    const parts = new ByteParts();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      parts.add(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      if (parts.length > bounds.maxBytes) throw new Error(`returned more than ${bounds.maxBytes} bytes`);
    }
    try {
      return JSON.parse((await parts.join()).toString('utf8')) as unknown;
    } catch {
      throw new Error('returned something other than JSON');
    }
  };
}

/** Why a fetch failed, for the log: it holds nothing of the response. */
export function describeFetchProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'did not respond in time';
  const cause = error.cause;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${code}`;
}

/** Whether keys may be fetched from a URL: https, or http to this machine. */
export function isTrustworthyUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || isLoopbackUrl(text);
}

/** Whether a URL is plain http to this machine. */
export function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const host = url.hostname;
  return (
    url.protocol === 'http:' && (host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host))
  );
}
