import autocannon from 'autocannon';
import { cpuSeconds, residentMegabytes, type Target } from './processes.js';

/** One request of a scenario. */
export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Sends so many requests, however long they take. */
  readonly amount?: number;
  /** Requests a second; as many as it takes where absent. */
  readonly rate?: number;
}

export interface Figures {
  readonly requests: number;
  /** CPU microseconds a request, of all counted processes. */
  readonly cpu: number;
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  readonly rss: number;
}

/** Sends what `next` makes for a while and reads what it cost. */
export async function load(target: Target, next: () => BenchRequest, options: LoadOptions): Promise<Figures> {
  const before = cpuSeconds(target.pids);
  const result = await autocannon({
    url: target.url,
    connections: options.connections,
    ...(options.amount === undefined ? { duration: options.seconds } : { amount: options.amount }),
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, body } = next();
          return {
            ...request,
            method,
            path,
            headers: { 'content-type': 'application/json' },
            ...(body === undefined ? {} : { body }),
          };
        },
      },
    ],
  });
  const requests = result.requests.total;
  return {
    requests,
    cpu: ((cpuSeconds(target.pids) - before) * 1e6) / Math.max(1, requests),
    rate: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
    rss: residentMegabytes(target.pids),
  };
}
