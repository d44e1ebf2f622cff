import type { Outcome } from './outcome.js';

/** Traces requests. Absent if no traces are collected, so that requests have no cost. */
export interface Tracing {
  /** Opens the span of a request, as a child of the span in its headers, if any. */
  start(headers: Readonly<Record<string, unknown>>): RequestSpan;
}

export interface RequestSpan {
  readonly traceId: string;
  /** W3C traceparent of this span, for the response. */
  readonly traceparent: string;
  /** Runs work within the span; spans that it opens are children. */
  run<T>(work: () => T): T;
  end(outcome: Outcome): void;
}
