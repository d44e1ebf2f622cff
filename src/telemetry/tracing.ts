import {
  context,
  defaultTextMapGetter,
  ProxyTracerProvider,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Tracing } from '../api/tracing.js';

const scope = 'grafeas-ts';

/**
 * Creates spans with the OpenTelemetry API, one per request. Undefined if no SDK is registered at start; then tracing costs
 * nothing.
 */
export function createTracing(version: string): Tracing | undefined {
  const provider = trace.getTracerProvider();
  if (provider instanceof ProxyTracerProvider && provider.getDelegateTracer(scope) === undefined)
    return undefined;
  const tracer = trace.getTracer(scope, version);
  return {
    start(headers) {
      const parent = propagation.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
      const inside = trace.setSpan(parent, span);
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceId,
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        run: (work) => context.with(inside, work),
        end({ operation, transport, method, status, error, requestId }) {
          if (operation !== undefined) span.updateName(`${operation.service}/${operation.id}`);
          span.setAttributes({
            'rpc.system': transport === 'grpc' ? 'grpc' : 'http',
            'rpc.service': operation?.service ?? '',
            'rpc.method': operation?.id ?? '',
            'http.request.method': method,
            'http.response.status_code': status,
            'grafeas.code': error?.code ?? 'OK',
            'grafeas.request_id': requestId,
          });
          if (error !== undefined) span.setAttribute('error.type', error.reason);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
}

/** The trace id of a W3C traceparent header; undefined if it is not valid. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  const match = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(traceparent ?? '');
  return match?.[1] === '0'.repeat(32) ? undefined : match?.[1];
}
