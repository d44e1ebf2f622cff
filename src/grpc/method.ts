import type { IncomingHttpHeaders } from 'node:http2';
import type { Operation } from '../api/operation.js';
import type { Message } from '../schema/message.js';
import type { Access } from '../services/context.js';

/** Who calls, for the authenticator. */
export interface GrpcCaller {
  readonly rawHeaders: readonly string[];
  /** The connection; certificates hang on it. */
  readonly session: object | undefined;
  readonly peer: () => string;
}

export type Authenticate = (caller: GrpcCaller) => Access | Promise<Access>;

/** A method of one request and one answer. */
export interface UnaryMethod {
  readonly form: 'unary';
  readonly request: Message<unknown>;
  readonly response: Message<unknown>;
  /** Absent for the server's own methods, which everybody may call. */
  readonly operation: Operation | undefined;
  /** Answers the response in canonical JSON form; only for methods without operation. */
  readonly answer?: (request: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** A method whose answers are a stream, and whose requests may be one. */
export interface StreamMethod {
  readonly form: 'stream';
  readonly request: Message<unknown>;
  readonly response: Message<unknown>;
  /** Calls that may be open at once, as everybody may open them. */
  readonly atOnce: number;
  /** Whether a call may take no longer than a request. */
  readonly isShort: boolean;
  /** Starts a call. `receive` is called for each request, `end` when the caller has sent all. */
  start(call: StreamCall): StreamReceiver;
}

export interface StreamCall {
  /** Sends a response in canonical JSON form; `rest` are further fields of it, encoded, which many answers may share. */
  send(response: unknown, rest?: Buffer): void;
  /** Ends the call with OK. */
  end(): void;
}

export interface StreamReceiver {
  receive(request: Readonly<Record<string, unknown>>): void;
  end(): void;
  /** The call is over, in whatever way. */
  closed?(): void;
}

export type Method = UnaryMethod | StreamMethod;
export type Headers = IncomingHttpHeaders;
