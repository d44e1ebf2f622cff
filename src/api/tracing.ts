import type { Outcome } from './outcome.js';

/** Traces requests. Where nobody collects traces there is none of it, and no request pays for it. */
export interface Tracing {
  /** Opens the span of a request, under the caller's where its headers name one. */
  start(headers: Readonly<Record<string, unknown>>): RequestSpan;
}

export interface RequestSpan {
  readonly traceId: string;
  /** W3C traceparent of this span, for the answer. */
  readonly traceparent: string;
  /** Runs work within the span, so that what it opens becomes a child. */
  run<T>(work: () => T): T;
  end(outcome: Outcome): void;
}
