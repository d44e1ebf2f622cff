import { connect } from 'node:net';
import type { SettingName } from '../../src/config/settings.js';
import type { WireRequest, WireResponse } from '../../src/conformance/http-client.js';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { committedCheck } from '../setup/openapi-check.js';
import { startServer } from '../setup/server.js';
import { bodiesIn } from '../setup/versions.js';

export interface Api {
  readonly url: string;
  send(request: WireRequest): Promise<WireResponse>;
  /** Path behind that of the version; objects are sent as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<WireResponse>;
  close(): Promise<void>;
}

/** A real server over memory, and a client that sends paths and bodies as they are; every answer must be as the OpenAPI document says. */
export async function openApi(
  flags: Partial<Record<SettingName, unknown>> = {},
  version: keyof typeof bodiesIn = 'v1beta1',
): Promise<Api> {
  const server = await startServer(flags);
  const client = createHttpClient(new URL(server.url), undefined);
  const send = async (request: WireRequest): Promise<WireResponse> => {
    const answer = await client.send(request);
    committedCheck(request.path).check(request, answer);
    return answer;
  };
  return {
    url: server.url,
    send,
    call(method, path, body, headers = {}) {
      const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
      const sent = plain ? (body as string | Buffer | undefined) : JSON.stringify(body);
      return send({
        method,
        path: `/${version}${path}`,
        headers,
        ...(sent === undefined ? {} : { body: sent }),
      });
    },
    async close() {
      client.close();
      await server.close();
    },
  };
}

/** Sends bytes over a socket of its own; everything that comes back until the other side closes, or `leaveAt` has come. */
export function exchange(url: string, bytes: string | Buffer, leaveAt?: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (leaveAt !== undefined && text.includes(leaveAt)) socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

export const { note, occurrence } = bodiesIn.v1beta1;

export interface Detail {
  readonly '@type': string;
  readonly reason?: string;
  readonly domain?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly fieldViolations?: readonly { readonly field: string; readonly description: string }[];
}

export interface ErrorBody {
  readonly code: number;
  readonly message: string;
  readonly details: readonly Detail[];
  readonly error: {
    readonly code: number;
    readonly message: string;
    readonly status: string;
    readonly details: readonly Detail[];
  };
}

/** Reason of the catalogue and the paths of the fields at fault. */
export function problemOf(answer: WireResponse): {
  status: number;
  reason: string | undefined;
  fields: string[];
} {
  const { details = [] } = (answer.json ?? {}) as Partial<ErrorBody>;
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  const fields = details.flatMap((detail) => detail.fieldViolations ?? []).map(({ field }) => field);
  return { status: answer.status, reason, fields };
}
