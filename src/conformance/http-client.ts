import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** A request as it is sent: the path is neither normalised nor encoded. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent unchanged. A list is sent chunk by chunk, without a Content-Length. */
  readonly body?: string | Buffer | readonly string[];
}

export interface WireResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body parsed as JSON; undefined if it is not JSON. */
  readonly json: unknown;
}

export interface HttpClient {
  send(request: WireRequest): Promise<WireResponse>;
  close(): void;
}

/**
 * Creates a client on node:http, since fetch would normalise paths. `timeout` is in milliseconds; a request without a
 * response in that time rejects.
 *
 * @example
 * const client = createHttpClient(new URL('http://127.0.0.1:8080'), undefined);
 * const { status, json } = await client.send({ method: 'GET', path: '/v1beta1/projects' });
 */
export function createHttpClient(server: URL, token: string | undefined, timeout = 30_000): HttpClient {
  const secure = server.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const open = secure ? httpsRequest : httpRequest;
  const base = {
    hostname: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (secure ? 443 : 80) : Number(server.port),
    agent,
    timeout,
  };
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };

  return {
    send({ method, path, headers = {}, body }) {
      return new Promise((resolve, reject) => {
        const chunked = Array.isArray(body);
        const length =
          body === undefined || chunked
            ? {}
            : { 'content-length': Buffer.byteLength(body as string | Buffer) };
        const request = open(
          { ...base, method, path, headers: { ...authorization, ...length, ...headers } },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('error', reject);
            response.on('end', () => {
              const text = Buffer.concat(parts).toString('utf8');
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                text,
                json: parse(text),
              });
            });
          },
        );
        request.on('timeout', () => request.destroy(new Error(`no response within ${timeout} ms`)));
        request.on('error', reject);
        if (chunked) for (const part of body as readonly string[]) request.write(part);
        request.end(chunked ? undefined : body);
      });
    },
    close() {
      agent.destroy();
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
