import { requestId } from '../domain/ids.js';
import type { Json, Session, Version } from './case.js';
import { createHttpClient, type WireRequest, type WireResponse } from './http-client.js';
import { bodyInV1 } from './in-v1.js';

export interface Target {
  readonly server: URL;
  readonly token?: string | undefined;
  /** Version of the API; v1beta1 by default. */
  readonly version?: Version | undefined;
  /** Called with every response. An error that it throws ends the case. */
  readonly observe?: (request: WireRequest, answer: WireResponse) => void;
}

/**
 * Opens a session. Its projects have unique names, so a server that has data can be tested.
 *
 * @example
 * const session = openSession({ server: new URL('http://127.0.0.1:8080'), version: 'v1' });
 * const { status } = await session.get(`/projects/${session.newProject()}/notes`);
 */
export function openSession({
  server,
  token,
  version = 'v1beta1',
  observe,
}: Target): Session & { close(): void } {
  const client = createHttpClient(server, token);
  const run = requestId()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0');
  const prefix = server.pathname.replace(/\/$/, '');
  let projects = 0;
  const send = async (request: WireRequest): Promise<WireResponse> => {
    const answer = await client.send(request);
    observe?.(request, answer);
    return answer;
  };
  const toVersion = (path: string, body: unknown) => (version === 'v1' ? bodyInV1(path, body) : body);
  const call = (method: string, path: string, body?: unknown) => {
    const text = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
    return send({
      method,
      path: `${prefix}/${version}${path}`,
      headers: text ? {} : { 'content-type': 'application/json' },
      ...(body === undefined
        ? {}
        : { body: text ? (body as string | Buffer) : JSON.stringify(toVersion(path, body)) }),
    });
  };
  return {
    version,
    toVersion: (path, body) => toVersion(path, body) as Json,
    send: (request) =>
      send({ ...request, path: `${prefix}${request.path.replace(/^\/v1beta1(?=\/|$)/, `/${version}`)}` }),
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    remove: (path) => call('DELETE', path),
    newProject() {
      projects += 1;
      return `conformance-${run}-${projects}`;
    },
    close: client.close,
  };
}
