import type { RequestSpan } from './outcome.js';

/** Traces requests. Absent if no traces are collected, so that requests have no cost. */
export interface Tracing {
  /** Opens the span of a request, as a child of the span in its headers, if any. */
  start(headers: Readonly<Record<string, unknown>>): RequestSpan;
}
