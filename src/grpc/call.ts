import {
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { type Admission, type InFlight, smallBytes } from '../api/admission.js';
import { parseGrpcTimeout } from '../api/grpc-timeout.js';
import type { Operation, RequestFields } from '../api/operation.js';
import type { Observer, RequestSpan } from '../api/outcome.js';
import { ApiError, cancelled, toApiError } from '../domain/errors.js';
import type { Access, RequestContext } from '../services/context.js';
import { fillPrefix, toCompressedFrame, toFrame } from './frames.js';
import { okTrailers, statusTrailers } from './status.js';

export interface CallFacts {
  readonly path: string;
  readonly operation: Operation | undefined;
  readonly requestId: string;
  readonly maxMessage: number;
  readonly admission: Admission;
  readonly span: RequestSpan | undefined;
  readonly peer: () => string;
}

const waitForTrailers = { waitForTrailers: true };
/** Maximum delay of a timer; longer deadlines are ignored. */
const maxDelay = 2 ** 31 - 1;

/** Receives the data of a call. */
export interface Receiver {
  data(chunk: Buffer): void;
  /** The client has sent everything. */
  end(): void;
  /** The stream is closed, for any reason. */
  closed(): void;
}

/**
 * The property in which a stream keeps its call until it is closed. All streams share the same listeners, and a closed
 * stream references nothing of its call: streams of node:http2 are freed only by a full collection.
 */
const current = Symbol('call');
type CallStream = ServerHttp2Stream & { [current]?: Call | undefined };

function ignore(): void {}
function onData(this: CallStream, chunk: Buffer): void {
  this[current]?.receiver?.data(chunk);
}
function onEnd(this: CallStream): void {
  this[current]?.receiver?.end();
}
function onWantTrailers(this: CallStream): void {
  this.sendTrailers(this[current]?.trailers ?? okTrailers);
}
function onClose(this: CallStream): void {
  const call = this[current];
  this[current] = undefined;
  call?.closed();
}

/** One call: its deadline, cancellation and outcome. */
export class Call implements InFlight {
  readonly started = performance.now();
  held = 0;
  lane: InFlight['lane'];
  slot: InFlight['slot'];
  arrived = 0;
  readFrom = 0;
  share: InFlight['share'];
  /** The message, after it is read. */
  request: RequestFields | undefined;
  private isOver = false;
  private timer: NodeJS.Timeout | undefined;
  private controller: AbortController | undefined;
  principal: string | undefined;
  /** The trailers that end the response after its headers are sent. */
  trailers = okTrailers;
  receiver: Receiver | undefined;

  constructor(
    readonly stream: ServerHttp2Stream,
    readonly headers: IncomingHttpHeaders,
    readonly facts: CallFacts,
    private readonly observe: Observer,
  ) {
    (stream as CallStream)[current] = this;
    stream.on('error', ignore);
    stream.on('close', onClose);
  }

  /** Passes incoming data to a receiver. */
  receive(receiver: Receiver): void {
    this.receiver = receiver;
    this.stream.on('data', onData);
    this.stream.on('end', onEnd);
  }

  closed(): void {
    if (!this.isOver) this.settle(new ApiError('CANCELLED', 'the client cancelled the call'));
    this.receiver?.closed();
  }

  get isReading(): boolean {
    return this.request === undefined;
  }

  get over(): boolean {
    return this.isOver;
  }

  expire(error: ApiError): void {
    this.fail(error);
  }

  /**
   * Starts the timer of the deadline header, or of `limit` milliseconds if that is less. Returns false if the header is not
   * valid; the call has then failed.
   */
  startDeadline(limit = Number.POSITIVE_INFINITY): boolean {
    const header = this.headers['grpc-timeout'];
    if (header === undefined && limit > maxDelay) return true;
    try {
      const asked = header === undefined ? limit : parseGrpcTimeout(String(header));
      const millis = Math.min(asked, limit);
      if (millis > maxDelay) return true;
      const expire = (): void =>
        this.fail(new ApiError('DEADLINE_EXCEEDED', 'the deadline of the call has passed'));
      this.timer = setTimeout(expire, millis);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** The context for the services. The signal is created on first use. */
  contextOf(access: Access): RequestContext {
    return new CallContext(this, access);
  }

  /** Runs work within the span of the call, if any. */
  run<T>(work: () => T): T {
    const { span } = this.facts;
    return span === undefined ? work() : span.run(work);
  }

  signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.isOver) this.controller.abort(cancelled());
    return this.controller.signal;
  }

  /** Whether to compress the response of a unary call: if the request was compressed. */
  get packs(): boolean {
    return this.headers['grpc-encoding'] === 'gzip';
  }

  /** Responds to a unary call. The message has room for its prefix before it. */
  answer(message: Buffer): void {
    this.finish(fillPrefix(message), {});
  }

  async answerPacked(message: Uint8Array): Promise<void> {
    const frame = await toCompressedFrame(message);
    if (!this.isOver) this.finish(frame, { 'grpc-encoding': 'gzip' });
  }

  private finish(frame: Buffer, encoding: { 'grpc-encoding'?: string }): void {
    this.open(encoding);
    this.settle(undefined);
    this.stream.end(frame);
    if (frame.length > smallBytes) this.facts.admission.sent(this.stream, frame.length);
  }

  /** Sends one message of a response stream; `rest` is the second part of it, and is not copied. */
  send(message: Uint8Array, rest?: Buffer): void {
    if (this.isOver) return;
    if (!this.stream.headersSent) this.open({});
    this.stream.write(toFrame(message, false, rest?.length));
    if (rest !== undefined) this.stream.write(rest);
  }

  /** Ends a response stream. */
  end(): void {
    if (this.isOver) return;
    if (!this.stream.headersSent) this.open({});
    this.settle(undefined);
    this.stream.end();
  }

  private open(encoding: { 'grpc-encoding'?: string }): void {
    const { stream } = this;
    stream.on('wantTrailers', onWantTrailers);
    stream.respond({ ...this.head(), ...encoding }, waitForTrailers);
  }

  private head(): OutgoingHttpHeaders {
    const { requestId, span } = this.facts;
    const headers: OutgoingHttpHeaders = {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-accept-encoding': 'identity,gzip',
      'x-request-id': requestId,
    };
    if (span !== undefined) headers.traceparent = span.traceparent;
    return headers;
  }

  /** Ends the call with an error. Only the first outcome counts. */
  fail(thrown: unknown): void {
    if (this.isOver) return;
    const error = toApiError(thrown);
    this.settle(error);
    const { stream } = this;
    if (stream.destroyed || stream.closed) return;
    const trailers = statusTrailers(error, this.facts.requestId);
    if (stream.headersSent) {
      this.trailers = trailers;
      stream.end();
    } else stream.respond({ ...this.head(), ...trailers }, { endStream: true });
    // Tells a client that is still sending to stop.
    if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
  }

  private settle(error: ApiError | undefined): void {
    this.isOver = true;
    clearTimeout(this.timer);
    if (error !== undefined) this.controller?.abort(cancelled());
    const { operation, requestId, path, span, peer } = this.facts;
    this.observe({
      transport: 'grpc',
      operation,
      request: this.request,
      requestId,
      principal: this.principal,
      peer,
      method: 'POST',
      path,
      status: error?.httpStatus ?? 200,
      duration: performance.now() - this.started,
      error,
      traceparent: this.headers.traceparent as string | undefined,
      span,
    });
  }
}

class CallContext implements RequestContext {
  readonly requestId: string;
  readonly ifMatch: string | undefined;

  constructor(
    private readonly call: Call,
    readonly access: Access,
  ) {
    this.requestId = call.facts.requestId;
    this.ifMatch = call.headers['if-match'];
  }

  get signal(): AbortSignal {
    return this.call.signal();
  }
}
