import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanStatus,
  type TextMapPropagator,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { openServer } from '../../src/compose.js';
import { loadConfig } from '../../src/config/load.js';
import { createTracing } from '../../src/telemetry/tracing.js';
import { openLogSink } from '../setup/log-sink.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { connect, frame, send } from '../setup/raw-grpc.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

interface Recorded {
  name: string;
  readonly attributes: Record<string, unknown>;
  readonly parent: SpanContext | undefined;
  status?: SpanStatus;
  ended: boolean;
}

/** An SDK as small as it can be: keeps the spans, reads traceparent. */
function register(): Recorded[] {
  const spans: Recorded[] = [];
  const tracer: Tracer = {
    startSpan(name, _options, parentContext) {
      const parent = trace.getSpanContext(parentContext ?? ROOT_CONTEXT);
      const recorded: Recorded = { name, attributes: {}, parent, ended: false };
      spans.push(recorded);
      const spanId = String(spans.length).padStart(16, '0');
      const own = { traceId: parent?.traceId ?? 'f'.repeat(32), spanId, traceFlags: 1 };
      const span: Span = {
        spanContext: () => own,
        setAttribute(key, value) {
          recorded.attributes[key] = value;
          return span;
        },
        setAttributes(attributes) {
          Object.assign(recorded.attributes, attributes);
          return span;
        },
        updateName(text) {
          recorded.name = text;
          return span;
        },
        setStatus(status) {
          recorded.status = status;
          return span;
        },
        end() {
          recorded.ended = true;
        },
        addEvent: () => span,
        addLink: () => span,
        addLinks: () => span,
        recordException() {},
        isRecording: () => true,
      };
      return span;
    },
    startActiveSpan() {
      throw new Error('not used');
    },
  };
  const propagator: TextMapPropagator = {
    inject() {},
    extract(into, carrier, getter) {
      const header = getter.get(carrier, 'traceparent');
      const [, id = '', spanId = ''] = String(header ?? '').split('-');
      if (header === undefined) return into;
      return trace.setSpanContext(into, { traceId: id, spanId, traceFlags: 1, isRemote: true });
    },
    fields: () => ['traceparent'],
  };
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  propagation.setGlobalPropagator(propagator);
  return spans;
}

describe('tracing', () => {
  afterEach(() => {
    trace.disable();
    propagation.disable();
    context.disable();
  });

  async function withServer(work: (url: string) => Promise<void>): Promise<Record<string, unknown>[]> {
    const log = openLogSink();
    const config = loadConfig({ flags: { listen: '127.0.0.1:0', store: 'memory:' }, env: {} });
    const server = await openServer(config, pino({ level: 'debug' }, log.sink));
    try {
      await work(`http://${server.address}`);
    } finally {
      await server.close();
    }
    const lines = log.text().trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('is off without a collector, but log lines still have the trace id', async () => {
    expect(createTracing('0')).toBeUndefined();
    const lines = await withServer(async (url) => {
      const answer = await checkedFetch(`${url}/v1beta1/projects/p/notes/a`, { headers: { traceparent } });
      expect(answer.headers.has('traceparent')).toBe(false);
      await checkedFetch(`${url}/v1beta1/projects/p/notes/b`, { headers: { traceparent: 'nonsense' } });
    });
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.map((line) => line.traceId)).toEqual([traceId, undefined]);
    expect(requests[0]).toMatchObject({ operation: 'GetNote', principal: 'anonymous', status: 404 });
  });

  it("has a span for each request, as a child of the caller's span", async () => {
    const spans = register();
    const lines = await withServer(async (url) => {
      const answer = await checkedFetch(`${url}/v1beta1/projects/p/notes/a`, { headers: { traceparent } });
      expect(answer.headers.get('traceparent')).toBe(`00-${traceId}-0000000000000001-01`);
      const ok = await checkedFetch(`${url}/v1beta1/projects`);
      expect(ok.headers.get('traceparent')).toBe(`00-${'f'.repeat(32)}-0000000000000002-01`);
      const session = await connect(url);
      const path = '/grafeas.v1beta1.GrafeasV1Beta1/GetNote';
      const call = await send(session, { path, headers: { traceparent }, chunks: [frame(Buffer.alloc(0))] });
      expect(call.headers.traceparent).toContain(traceId);
      session.close();
    });
    expect(spans.map(({ name, ended }) => [name, ended])).toEqual([
      ['grafeas.v1beta1.GrafeasV1Beta1/GetNote', true],
      ['grafeas.v1beta1.project.Projects/ListProjects', true],
      ['grafeas.v1beta1.GrafeasV1Beta1/GetNote', true],
    ]);
    expect(spans[0]?.parent).toMatchObject({ traceId, isRemote: true });
    expect(spans[0]?.attributes).toMatchObject({
      'rpc.method': 'GetNote',
      'http.response.status_code': 404,
      'grafeas.code': 'NOT_FOUND',
    });
    expect(spans[2]?.attributes).toMatchObject({ 'rpc.system': 'grpc' });
    const ids = lines.filter(({ msg }) => msg === 'request').map((line) => line.traceId);
    expect(ids).toEqual([traceId, 'f'.repeat(32), traceId]);
  });
});
