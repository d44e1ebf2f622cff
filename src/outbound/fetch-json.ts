/** Reads a JSON document of an issuer. A function, so that a test or an operator's proxy can stand in. */
export type FetchJson = (url: string, bearer?: string) => Promise<unknown>;

export interface FetchBounds {
  /** Milliseconds until the whole body must be there. */
  readonly timeout: number;
  readonly maxBytes: number;
}

export const fetchBounds: FetchBounds = { timeout: 5_000, maxBytes: 512 * 1024 };

/**
 * Fetches JSON within bounds of time and size and without following redirects, which could lead from https
 * to anywhere. Rejects with an Error whose message is fit for the log: it holds nothing of the answer.
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
      throw new Error(`answered with status ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > bounds.maxBytes) throw new Error(`answered with more than ${bounds.maxBytes} bytes`);
      chunks.push(chunk);
    }
    try {
      return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
    } catch {
      throw new Error('answered with something else than JSON');
    }
  };
}

/** Whether keys may be fetched from there: https, or http to this machine. */
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
