import type { ApiError } from '../domain/errors.js';
import type { Operation, RequestFields } from './operation.js';

/** Called for every request when its response is determined. Must not throw. */
export type Observer = (outcome: Outcome) => void;

/** Facts about a finished request, the same for REST and gRPC. */
export interface Outcome {
  readonly transport: 'rest' | 'grpc';
  /** Undefined if the request was refused before routing. */
  readonly operation: Operation | undefined;
  /** The request as far as it was read: at least the variables of the path. */
  readonly request: RequestFields | undefined;
  readonly requestId: string;
  readonly principal: string | undefined;
  /** The address of the client; called only if a line is written. */
  readonly peer: () => string;
  readonly method: string;
  /** Path of the URL; `/package.Service/Method` for gRPC. */
  readonly path: string;
  /** The HTTP status; for gRPC the status that REST would return. */
  readonly status: number;
  /** Milliseconds from the head of the request to the response. */
  readonly duration: number;
  readonly error: ApiError | undefined;
  /** The traceparent header of the request. */
  readonly traceparent: string | undefined;
  /** Still open; the observer ends it. */
  readonly span: RequestSpan | undefined;
}

/** The span of a request, see Tracing. */
export interface RequestSpan {
  readonly traceId: string;
  /** W3C traceparent of this span, for the response. */
  readonly traceparent: string;
  /** Runs work within the span; spans that it opens are children. */
  run<T>(work: () => T): T;
  end(outcome: Outcome): void;
}
