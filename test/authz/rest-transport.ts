import { Agent, request as httpRequest } from 'node:http';
import { type AgentOptions, request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { Operation } from '../../src/api/operation.js';
import { committedCheck } from '../setup/openapi-check.js';
import type { Answer, MatrixTransport } from './matrix.js';

/** Calls operations over REST as their HTTP binding says; an empty token is not sent. */
export function restTransport(
  url: string,
  operations: readonly Operation[],
  tls?: AgentOptions,
): MatrixTransport & { close(): void } {
  const connections = { keepAlive: true, maxSockets: 4 };
  const agent = tls === undefined ? new Agent(connections) : new SecureAgent({ ...connections, ...tls });
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    call(id, message, token) {
      const operation = byId.get(id);
      if (operation === undefined) throw new Error(`no operation ${id}`);
      const { verb, paths, body, query } = operation.http;
      const path = (paths[0] ?? '').replace(/\{(\w+)=[^}]+\}/, (_, field: string) =>
        String(message[field]).split('/').map(encodeURIComponent).join('/'),
      );
      const search = new URLSearchParams();
      for (const name of query) if (message[name] !== undefined) search.set(name, String(message[name]));
      const payload = body === undefined ? undefined : JSON.stringify(body === '*' ? message : message[body]);
      return send(`${url}${path}${search.size > 0 ? `?${search}` : ''}`, verb, agent, token, payload);
    },
    close: () => agent.destroy(),
  };
}

function send(url: string, method: string, agent: Agent, token: string, payload?: string): Promise<Answer> {
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
          committedCheck(pathname).check(
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
