import { Agent, request as httpRequest } from 'node:http';
import { type AgentOptions, request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { Operation } from '../../src/api/operation.js';
import { committedCheck, type OpenApiCheck } from '../setup/openapi-check.js';
import type { Answer, MatrixTransport } from './matrix.js';

/** Calls operations over REST as their HTTP binding says; an empty token is not sent. */
export function restTransport(
  url: string,
  operations: readonly Operation[],
  tls?: AgentOptions,
  check?: OpenApiCheck,
): MatrixTransport & { close(): void } {
  const connections = { keepAlive: true, maxSockets: 4 };
  const agent = tls === undefined ? new Agent(connections) : new SecureAgent({ ...connections, ...tls });
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    call(id, message, token) {
      const operation = byId.get(id);
      if (operation === undefined) throw new Error(`no operation ${id}`);
      const { verb, paths, body, query } = operation.http;
      const path = (paths[0] ?? '').replace(/\{([\w.]+)=[^}]+\}/, (_, field: string) =>
        String(valueAt(message, field)).split('/').map(encodeURIComponent).join('/'),
      );
      const search = new URLSearchParams();
      for (const name of query) if (message[name] !== undefined) search.set(name, String(message[name]));
      const payload = body === undefined ? undefined : JSON.stringify(body === '*' ? message : message[body]);
      const target = `${url}${path}${search.size > 0 ? `?${search}` : ''}`;
      return send(target, verb, agent, token, check, payload);
    },
    close: () => agent.destroy(),
  };
}

/** The value of a field, or of one within another one: `attestor.name`. */
function valueAt(message: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], message);
}

function send(
  url: string,
  method: string,
  agent: Agent,
  token: string,
  check: OpenApiCheck | undefined,
  payload?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    const request = (agent instanceof SecureAgent ? httpsRequest : httpRequest)(url, {
      method,
      agent,
      headers,
    });
    request.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { pathname, search } = new URL(url);
        const { statusCode = 0, headers } = response;
        try {
          (check ?? committedCheck(pathname)).check(
            { method, path: `${pathname}${search}` },
            { status: statusCode, headers, text },
          );
        } catch (error) {
          reject(error);
        }
        const body = JSON.parse(text) as Answer['body'];
        const error = body.error as { status?: string } | undefined;
        resolve({ code: response.statusCode === 200 ? 'OK' : (error?.status ?? 'none'), body });
      });
    });
    request.end(payload);
  });
}
