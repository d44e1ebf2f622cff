import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Config, parseHostPort, parseUnixPath } from '../config/settings.js';

/** What a server said of itself. */
export interface Readiness {
  readonly ready: boolean;
  /** Why it is not ready, in its words. */
  readonly text: string;
}

/** Milliseconds to wait for it. */
const patience = 5_000;

/** Asks the server that listens where the configuration says whether it is ready; undefined where none replies. */
export function askRunningServer(config: Config): Promise<Readiness | undefined> {
  const isTls = config.tlsCert !== undefined;
  const options: RequestOptions = {
    ...placeOf(config.listen),
    path: '/readyz',
    timeout: patience,
    agent: false,
  };
  return new Promise((resolve) => {
    // Nothing secret is sent, and nothing but the state is read: the certificate has a check of its own.
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

/** A server that listens everywhere is asked on loopback. */
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
