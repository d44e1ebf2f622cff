import { toGrafeasError } from '../client/errors.js';
import { defaultRetry, retryingFetch } from '../client/retry.js';
import { type ConnectionOptions, connectionOf } from './connection.js';

/**
 * Sends a request that the client has no method for, and reads its JSON. `path` is a full name under `/v1/`, its parts as they are.
 *
 * @throws GrafeasError
 */
export async function requestV1<T>(
  options: ConnectionOptions,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { query = {}, body }: { readonly query?: Readonly<Record<string, string>>; readonly body?: unknown } = {},
): Promise<T> {
  const { server, token } = connectionOf(options);
  const [name = '', verb] = splitVerb(path);
  const url = new URL(`${server}/v1/${name.split('/').map(encodeURIComponent).join('/')}${verb}`);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
  const response = await retryingFetch(fetch, defaultRetry)(new Request(url, init));
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toGrafeasError(response.status, answer);
  return answer as T;
}

function splitVerb(path: string): readonly [string, string] {
  const match = /^(.*)(:[a-z]+)$/i.exec(path);
  return match === null ? [path, ''] : [match[1] ?? '', match[2] ?? ''];
}
