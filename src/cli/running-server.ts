import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Config, parseHostPort, parseUnixPath } from '../config/settings.js';

/** The readiness of a server. */
export interface Readiness {
  readonly ready: boolean;
  /** The server's reason for not being ready. */
  readonly text: string;
}

/** Milliseconds to wait for the response. */
const patience = 5_000;

/** Queries the readiness of the server at the configured address; undefined if none responds. */
export function askRunningServer(config: Config): Promise<Readiness | undefined> {
  const isTls = config.tlsCert !== undefined;
  const options: RequestOptions = {
    ...placeOf(config.listen),
    path: '/readyz',
    timeout: patience,
    agent: false,
  };
  return new Promise((resolve) => {
    // Sends no secret and reads only the state. Another check covers the certificate.
    const request = isTls ? httpsRequest({ ...options, rejectUnauthorized: false }) : httpRequest(options);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (text.length < 10_000) text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && text === 'ok\n') resolve({ ready: true, text: '' });
        else resolve(response.statusCode === 503 ? { ready: false, text: messageOf(text) } : undefined);
      });
      response.on('error', () => resolve(undefined));
    });
    request.on('timeout', () => request.destroy(new Error('timed out')));
    request.on('error', () => resolve(undefined));
    request.end();
  });
}

/** A server that listens on all addresses is called on loopback. */
function placeOf(listen: string): RequestOptions {
  const address = parseHostPort(listen);
  if (address === undefined) return { socketPath: parseUnixPath(listen) };
  const { host, port } = address;
  const loopback: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return { host: loopback[host] ?? host, port };
}

function messageOf(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : body;
  } catch {
    return body;
  }
}
