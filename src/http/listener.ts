import type { Server as HttpServer, RequestListener, ServerOptions } from 'node:http';
import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { formatAddress, type ListenAddress, listen } from './address.js';
import { isUntrusted } from './client-certificate.js';
import { guardSession, http2Limits, type RefusedRequest } from './http2-guard.js';
import { http } from './node-http.js';
import { sniff } from './sniff.js';
import { type TlsFiles, tlsOptions, watchTlsFiles } from './tls-files.js';

export interface ListenerOptions {
  readonly address: ListenAddress;
  /** Handles REST over HTTP/1. */
  readonly rest: RequestListener;
  /** Handles REST over HTTP/2, with the compatibility API of node:http2. */
  readonly restOverHttp2: RequestListener;
  readonly grpc: GrpcEdge;
  readonly tls?: TlsFiles | undefined;
  /** Called if changed TLS files are not valid; the current ones stay in use. */
  readonly onTlsProblem?: (problem: unknown) => void;
  /** Called for the first request of an HTTP/2 connection that was refused before it reached the server. */
  readonly onRefused?: (request: RefusedRequest) => void;
  readonly timeouts?: Partial<Timeouts>;
}

/** The gRPC transport, as the listener uses it. */
export interface GrpcEdge {
  handle(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: readonly string[]): void;
  /** Ends the calls that would stay open. */
  drain(): void;
}

/** Milliseconds. */
export interface Timeouts {
  /** For the head of a request, and for the first bytes of a connection. */
  readonly headers: number;
  /** For a whole request to arrive. */
  readonly request: number;
  /** Without any traffic. */
  readonly idle: number;
  /** For the response to a ping. */
  readonly ping: number;
  /** From the start of an HTTP/2 connection until it is first checked for refused requests. */
  readonly refusals: number;
  /** Between two checks for changed TLS files. */
  readonly tlsPoll: number;
}

const defaultTimeouts: Timeouts = {
  headers: 15_000,
  request: 60_000,
  idle: 120_000,
  ping: 20_000,
  refusals: 1_000,
  tlsPoll: 5_000,
};

export interface Listener {
  /** `127.0.0.1:8080`, `[::1]:8080` or `unix:///path`. */
  readonly address: string;
  /** Reads the TLS files now. */
  reloadTls(): void;
  /** Asks clients to reconnect elsewhere, and still serves requests: the first step of a shutdown. */
  drain(): void;
  /** Stops accepting connections, waits `grace` milliseconds for running requests, then closes all connections. */
  close(grace: number): Promise<void>;
}

/** Room for a bearer token of 16 KiB and the rest. */
const maxHeaderSize = 32 * 1024;

/** Opens one port (or unix socket) for REST and gRPC, over HTTP/1 and HTTP/2, in plain text or TLS. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const h2 = createHttp2(options, timeouts);
  const state = { isDraining: false };
  const front = createFront(options, timeouts, state);
  const connections = splitProtocols(front, options.tls !== undefined, h2.server, timeouts.headers);
  await listen(front, options.address);
  const tls =
    options.tls === undefined
      ? undefined
      : watchTlsFiles(
          options.tls,
          (context) => (front as https.Server).setSecureContext(context),
          options.onTlsProblem ?? (() => {}),
          timeouts.tlsPoll,
        );
  let closing: Promise<void> | undefined;
  const drain = (): void => {
    if (state.isDraining) return;
    state.isDraining = true;
    options.grpc.drain();
    closeSessions(h2.sessions);
  };
  return {
    address: formatAddress(front, options.address),
    reloadTls: () => void tls?.reload(),
    drain,
    close(grace) {
      tls?.close();
      drain();
      closing ??= closeAll(front, h2.sessions, connections, grace);
      return closing;
    },
  };
}

function createFront(
  options: ListenerOptions,
  timeouts: Timeouts,
  state: { readonly isDraining: boolean },
): HttpServer | https.Server {
  const handle: RequestListener = (request, response) => {
    // Sends `connection: close`, so that the client connects to another replica next.
    if (state.isDraining) response.shouldKeepAlive = false;
    // A large import sends nothing for minutes. After the whole request has arrived, its own deadline applies.
    response.on('timeout', (socket: Socket) => {
      if (!request.complete || response.headersSent) socket.destroy();
    });
    options.rest(request, response);
  };
  const settings: ServerOptions = {
    maxHeaderSize,
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    connectionsCheckingInterval: Math.min(5_000, Math.max(50, timeouts.headers / 3)),
    // TCP keep-alive detects peers that vanished.
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    noDelay: true,
  };
  const server =
    options.tls === undefined
      ? http.createServer(settings, handle)
      : https.createServer({ ...settings, ...tlsOptions(options.tls) }, handle);
  server.setTimeout(timeouts.idle);
  return server;
}

interface Http2Part {
  readonly server: http2.Http2Server;
  readonly sessions: Set<ServerHttp2Session>;
}

/** The HTTP/2 server; it gets its connections from the front and never listens itself. */
function createHttp2(options: ListenerOptions, timeouts: Timeouts): Http2Part {
  const server = http2.createServer({
    ...http2Limits,
    settings: { enablePush: false, maxConcurrentStreams: 200, maxHeaderListSize: maxHeaderSize },
  });
  // Creates request and response objects of a stream; gRPC calls do not need them.
  const compatible = http2.createServer(options.restOverHttp2 as never);
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    guardSession(session, timeouts, options.onRefused ?? (() => {}));
  });
  server.on('stream', (stream, headers, flags, rawHeaders: readonly string[] = []) => {
    if (headers['content-type']?.startsWith('application/grpc')) {
      options.grpc.handle(stream, headers, rawHeaders);
      return;
    }
    stream.on('error', () => {});
    const timer = setTimeout(() => stream.close(http2.constants.NGHTTP2_CANCEL), timeouts.request);
    stream.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    headers.host ??= headers[':authority'];
    compatible.emit('stream', stream, headers, flags, rawHeaders);
  });
  server.on('sessionError', () => {});
  return { server, sessions };
}

interface Connections {
  readonly open: ReadonlySet<Socket>;
  /** Connections that have not sent anything. */
  readonly silent: ReadonlySet<Socket>;
}

/** Hands each connection to its protocol: by ALPN over TLS, by its first bytes in plain text. */
function splitProtocols(
  front: HttpServer | https.Server,
  isTls: boolean,
  h2: http2.Http2Server,
  timeout: number,
): Connections {
  const open = new Set<Socket>();
  const silent = new Set<Socket>();
  const event = isTls ? 'secureConnection' : 'connection';
  const toHttp1 = front.listeners(event) as ((socket: Socket) => void)[];
  front.removeAllListeners(event);
  const hand = (socket: Socket, protocol: 'http1' | 'http2'): void => {
    if (protocol === 'http2') {
      // The front allows half-open connections for HTTP/1. An HTTP/2 connection would stay half open with unread responses.
      socket.allowHalfOpen = false;
      h2.emit('connection', socket);
    } else for (const listener of toHttp1) listener.call(front, socket);
  };
  const listenTo = (socket: Socket): void => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    sniff(socket, timeout, (protocol) => {
      silent.delete(socket);
      hand(socket, protocol);
    });
  };
  front.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (!isTls) listenTo(socket);
  });
  if (!isTls) return { open, silent };
  front.on('secureConnection', (socket: TLSSocket) => {
    // Even if certificates are optional, refuse an untrusted one, so that its owner notices.
    if (isUntrusted(socket)) socket.destroy();
    else if (socket.alpnProtocol === 'h2') hand(socket, 'http2');
    else if (socket.alpnProtocol === 'http/1.1') hand(socket, 'http1');
    else listenTo(socket);
  });
  return { open, silent };
}

/** Milliseconds for silent connections to send something when the server stops. */
const silentGrace = 250;

/**
 * Running calls finish and clients open no more. The GOAWAY names the last call that was received, so that clients can send
 * later ones to another server (RFC 9113, 6.8). A first GOAWAY without that limit would lose calls: node:http2 drops what
 * arrives after any GOAWAY, and the client would wait.
 */
function closeSessions(sessions: ReadonlySet<ServerHttp2Session>): void {
  for (const session of sessions) if (!session.closed) session.close();
}

async function closeAll(
  front: HttpServer,
  sessions: ReadonlySet<ServerHttp2Session>,
  { open, silent }: Connections,
  grace: number,
): Promise<void> {
  // Wait until Node has taken over the accepted connections; otherwise they would be reset.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = new Promise<void>((resolve) => front.close(() => resolve()));
  const closeIdle = (): void => {
    front.closeIdleConnections();
    closeSessions(sessions);
  };
  closeIdle();
  // The first request of a new connection may be in transit.
  const quiet = setTimeout(
    () => {
      for (const socket of silent) socket.destroy();
    },
    Math.min(grace, silentGrace),
  );
  // For connections that finish their last request during the drain, or that turn out to be HTTP/2.
  const idle = setInterval(closeIdle, 20);
  const deadline = setTimeout(() => {
    for (const session of sessions) session.destroy();
    for (const socket of open) socket.destroy();
  }, grace);
  await closed;
  clearInterval(idle);
  clearTimeout(quiet);
  clearTimeout(deadline);
}
