import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A system that events come from: an HTTP server that has what a test puts there, by method and path. */
export interface SourceServer {
  readonly url: string;
  /** Requests in order: method and URL, as they came. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Bodies by `GET /path?query`; a function is asked each time. */
  readonly has: Map<string, unknown>;
  /** Link headers, by the same. */
  readonly links: Map<string, string>;
  close(): Promise<void>;
}

export async function serveSource(): Promise<SourceServer> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const has = new Map<string, unknown>();
  const links = new Map<string, string>();
  const server = createServer((request, response) => {
    const asked = `${request.method} ${request.url}`;
    requests.push(asked);
    headers.push(request.headers);
    const found = has.get(asked);
    const link = links.get(asked);
    if (link !== undefined) response.setHeader('link', link);
    if (typeof found === 'number') response.writeHead(found, { location: '/elsewhere' }).end();
    else if (found === undefined) response.writeHead(404).end('{}');
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    headers,
    has,
    links,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
