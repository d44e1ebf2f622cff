import type { IncomingHttpHeaders } from 'node:http2';
import type { Operation } from '../api/operation.js';
import type { Message } from '../schema/message.js';
import type { Access } from '../services/context.js';

/** Input of the authenticator. */
export interface GrpcCaller {
  readonly rawHeaders: readonly string[];
  /** The connection, which has the client certificate. */
  readonly session: object | undefined;
  readonly peer: () => string;
}

export type Authenticate = (caller: GrpcCaller) => Access | Promise<Access>;

/** A method with one request and one response. */
export interface UnaryMethod {
  readonly form: 'unary';
  readonly request: Message<unknown>;
  readonly response: Message<unknown>;
  /** Absent for the server's own methods, which need no authentication. */
  readonly operation: Operation | undefined;
  /** Returns the response in canonical JSON form; only for methods without operation. */
  readonly answer?: (request: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** A method with a response stream and one request or a request stream. */
export interface StreamMethod {
  readonly form: 'stream';
  readonly request: Message<unknown>;
  readonly response: Message<unknown>;
  /** Maximum number of open calls, since they need no authentication. */
  readonly atOnce: number;
  /** Whether the time limit of requests applies to a call. */
  readonly isShort: boolean;
  /**
   * Starts a call. `receive` is called for each request once the previous one is done, `end` when the client has sent
   * everything and the last is done.
   */
  start(call: StreamCall): StreamReceiver;
}

export interface StreamCall {
  /** Sends a response in canonical JSON form; `rest` are further encoded fields, which responses may share. */
  send(response: unknown, rest?: Buffer): void;
  /** Ends the call with OK. */
  end(): void;
}

export interface StreamReceiver {
  receive(request: Readonly<Record<string, unknown>>): void | Promise<void>;
  end(): void;
  /** The call has ended, for any reason. */
  closed?(): void;
}

export type Method = UnaryMethod | StreamMethod;
export type Headers = IncomingHttpHeaders;
