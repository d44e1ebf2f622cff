import http2, {
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type SecureClientSessionOptions,
} from 'node:http2';
import type { Message } from '../../src/schema/message.js';
import { decodeMessage, encodeMessage } from '../../src/schema/wire/message-codec.js';

/** A response to a minimal gRPC client, which sends what other clients do not. */
export interface RawAnswer {
  readonly headers: IncomingHttpHeaders;
  /** Trailers, or the headers of a response without a body. */
  readonly status: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly code: number | undefined;
  /** The percent-decoded grpc-message. */
  readonly message: string;
}

export interface RawRequest {
  readonly path: string;
  readonly headers?: Record<string, string | readonly string[]>;
  /** Sent unchanged, in these pieces. */
  readonly chunks: readonly Uint8Array[];
}

export function connect(url: string, tls: SecureClientSessionOptions = {}): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(url, tls, () => resolve(session));
    session.once('error', reject);
  });
}

export function frame(content: Uint8Array, flag = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(flag, 0);
  prefix.writeUInt32BE(content.length, 1);
  return Buffer.concat([prefix, content]);
}

/** Sends the request; with `end: false` the body stays open. */
export function send(session: ClientHttp2Session, request: RawRequest, end = true): Promise<RawAnswer> {
  const stream = session.request({
    ':method': 'POST',
    ':path': request.path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...(request.headers as Record<string, string>),
  });
  for (const chunk of request.chunks) stream.write(chunk);
  if (end) stream.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let headers: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders | undefined;
    stream.on('response', (received) => {
      headers = received;
    });
    stream.on('trailers', (received) => {
      trailers = received;
    });
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('error', reject);
    stream.on('close', () => {
      const status = trailers ?? headers;
      const code = status['grpc-status'] === undefined ? undefined : Number(status['grpc-status']);
      const message = decodeURIComponent(String(status['grpc-message'] ?? ''));
      resolve({ headers, status, body: Buffer.concat(parts), code, message });
    });
  });
}

/** One unary call of a method given by its messages. */
export async function call(
  session: ClientHttp2Session,
  path: string,
  messages: { readonly request: Message<unknown>; readonly response: Message<unknown> },
  request: object,
  headers: Record<string, string | readonly string[]> = {},
): Promise<RawAnswer & { readonly value: unknown }> {
  const answer = await send(session, {
    path,
    headers,
    chunks: [frame(encodeMessage(messages.request, request))],
  });
  const value = answer.code === 0 ? decodeMessage(messages.response, answer.body.subarray(5)) : undefined;
  return { ...answer, value };
}
