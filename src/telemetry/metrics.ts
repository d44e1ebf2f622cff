import { Counter, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { Admission } from '../api/admission.js';
import { type Operation, versionOf } from '../api/operation.js';
import type { Observer } from '../api/outcome.js';
import type { PoolState, StoreObserver } from '../storage/repository-observer.js';
import { addDuration, Durations } from './durations.js';
import { registerProcessMetrics } from './process-metrics.js';

/** The metrics of one server. */
export interface Metrics {
  readonly observe: Observer;
  readonly store: StoreObserver;
  /** Counts a reload of the access policy by its outcome. */
  policyReloaded(succeeded: boolean): void;
  readonly contentType: string;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
  close(): void;
}

type Series = ReturnType<Durations['series']>;

/** Metrics with a registry of their own, so that several servers in one process do not mix. */
export function createMetrics(admission: Admission, droppedLines: () => number = () => 0): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const processMetrics = registerProcessMetrics(registry);
  registerAdmission(registry, admission);
  new Counter({
    name: 'grafeas_log_lines_dropped_total',
    help: 'Log lines that were dropped because the reader did not read them.',
    registers,
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });

  const durations = new Durations(
    'grafeas_request_duration_seconds',
    'Time from the head of a request to its response, by operation (other: none was found) of a version of the API, transport and code.',
  );
  registry.registerMetric(durations as unknown as Metric);
  const series = new Map<Operation | undefined, Map<string, Series>>();

  const commits = new Histogram({
    name: 'grafeas_store_commit_calls',
    help: 'Writing calls in one commit.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    registers,
  });
  const reads = new Counter({
    name: 'grafeas_store_replica_reads_total',
    help: 'Gets and lists with a read replica, by the server that was read: primary if the replica was unavailable or behind.',
    labelNames: ['by'],
    registers,
  });
  const reloads = new Counter({
    name: 'grafeas_policy_reloads_total',
    help: 'Reloads of the access policy, by outcome; a failed one keeps the current policy.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['ok', 'failed']) reloads.inc({ outcome }, 0);
  const lastReload = new Gauge({
    name: 'grafeas_policy_reload_succeeded',
    help: '1 if the access policy in force is that of the file, 0 if the file was not valid.',
    registers,
  });
  lastReload.set(1);

  return {
    observe({ operation, transport, error, duration }) {
      const code = error?.code ?? 'OK';
      let group = series.get(operation);
      if (group === undefined) {
        group = new Map();
        series.set(operation, group);
      }
      const member = transport === 'rest' ? code : `grpc ${code}`;
      let one = group.get(member);
      if (one === undefined) {
        const [name, version] =
          operation === undefined ? ['other', ''] : [operation.id, versionOf(operation)];
        one = durations.series({ operation: name, version, transport, code });
        group.set(member, one);
      }
      addDuration(one, duration / 1000);
    },
    store: {
      onCommit: (calls) => commits.observe(calls),
      onPool: (read) => registerPool(registry, read),
      onRead: (by) => reads.inc({ by }),
    },
    policyReloaded(succeeded) {
      reloads.inc({ outcome: succeeded ? 'ok' : 'failed' });
      lastReload.set(succeeded ? 1 : 0);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => processMetrics.close(),
  };
}

function registerAdmission(registry: Registry, admission: Admission): void {
  const registers = [registry];
  new Gauge({
    name: 'grafeas_requests_in_flight',
    help: 'Requests in progress.',
    registers,
    collect() {
      this.set(admission.inFlight);
    },
  });
  new Gauge({
    name: 'grafeas_request_bytes_held',
    help: 'Bytes of large request bodies in memory.',
    registers,
    collect() {
      this.set(admission.heldBytes);
    },
  });
  new Counter({
    name: 'grafeas_requests_shed_total',
    help: 'Requests refused, and slow readers dropped, to stay within the limits, by limit.',
    labelNames: ['limit'],
    registers,
    collect() {
      this.reset();
      for (const [limit, count] of Object.entries(admission.shed)) this.inc({ limit }, count);
    },
  });
}

function registerPool(registry: Registry, read: () => PoolState): void {
  new Gauge({
    name: 'grafeas_store_connections',
    help: 'Connections to the database by state; waiting: requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const state = read();
      for (const name of ['used', 'free', 'waiting'] as const) this.set({ state: name }, state[name]);
    },
  });
}
