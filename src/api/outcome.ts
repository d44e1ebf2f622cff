import type { ApiError } from '../domain/errors.js';
import type { Operation, RequestFields } from './operation.js';
import type { RequestSpan } from './tracing.js';

/** Told of every request once its answer is decided. Must not throw. */
export type Observer = (outcome: Outcome) => void;

/** What is known of a request when it is over; the same facts of REST and gRPC. */
export interface Outcome {
  readonly transport: 'rest' | 'grpc';
  /** Undefined where the request was refused before it was routed. */
  readonly operation: Operation | undefined;
  /** What was asked, as far as it was read: at least what the path of a routed URL names. */
  readonly request: RequestFields | undefined;
  readonly requestId: string;
  readonly principal: string | undefined;
  /** The address it came from; asked only where a line is written. */
  readonly peer: () => string;
  readonly method: string;
  /** Path of the URL; `/package.Service/Method` for gRPC. */
  readonly path: string;
  /** The HTTP status; for gRPC the one REST would have answered. */
  readonly status: number;
  /** Milliseconds from the head of the request to the answer. */
  readonly duration: number;
  readonly error: ApiError | undefined;
  /** The traceparent header as it came. */
  readonly traceparent: string | undefined;
  /** Still open; whoever observes ends it. */
  readonly span: RequestSpan | undefined;
}
