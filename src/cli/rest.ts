import { GrafeasError, toGrafeasError } from '../client/errors.js';
import { type ConnectionOptions, connectionOf } from './connection.js';

/** Sends one request to the server; the path begins behind its URL. @throws GrafeasError */
export type Rest = (
  method: string,
  path: string,
  body?: object,
) => Promise<Readonly<Record<string, unknown>>>;

/** For what the typed client has no methods for. */
export function openRest(options: ConnectionOptions): Rest {
  const { server, token } = connectionOf(options);
  return async (method, path, body) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(`${server}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new GrafeasError(0, 'UNAVAILABLE', undefined, `cannot reach ${server}`, [], undefined, {
        cause: error,
      });
    });
    const received: unknown = await response.json().catch(() => undefined);
    if (response.ok && typeof received === 'object' && received !== null)
      return received as Readonly<Record<string, unknown>>;
    throw toGrafeasError(response.status, received);
  };
}

/** A resource name within a path. */
export function inPath(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
