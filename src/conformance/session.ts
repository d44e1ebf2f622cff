import { requestId } from '../domain/ids.js';
import type { Json, Session, Version } from './case.js';
import { type Answer, createHttpClient, type WireRequest } from './http-client.js';
import { bodyInV1 } from './in-v1.js';

export interface Target {
  readonly server: URL;
  readonly token?: string | undefined;
  /** Of the API; v1beta1 where it is left out. */
  readonly version?: Version | undefined;
  /** Told of every answer; what it throws ends the case. */
  readonly observe?: (request: WireRequest, answer: Answer) => void;
}

/** Opens a session. Its projects have names of their own, so a server with data in it can be tested. */
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
  const send = async (request: WireRequest): Promise<Answer> => {
    const answer = await client.send(request);
    observe?.(request, answer);
    return answer;
  };
  const said = (path: string, body: unknown) => (version === 'v1' ? bodyInV1(path, body) : body);
  const call = (method: string, path: string, body?: unknown) => {
    const text = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
    return send({
      method,
      path: `${prefix}/${version}${path}`,
      headers: text ? {} : { 'content-type': 'application/json' },
      ...(body === undefined
        ? {}
        : { body: text ? (body as string | Buffer) : JSON.stringify(said(path, body)) }),
    });
  };
  return {
    version,
    said: (path, body) => said(path, body) as Json,
    send: (request) =>
      send({ ...request, path: `${prefix}${request.path.replace(/^\/v1beta1(?=\/|$)/, `/${version}`)}` }),
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    remove: (path) => call('DELETE', path),
    fresh() {
      projects += 1;
      return `conformance-${run}-${projects}`;
    },
    close: client.close,
  };
}
