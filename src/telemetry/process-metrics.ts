import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Interval at which the delay of the event loop is sampled, in milliseconds. */
const resolution = 20;
const nanoseconds = 1e-9;

/** Registers metrics of the process and of its event loop, computed at each scrape. */
export function registerProcessMetrics(registry: Registry): { close(): void } {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  counter('process_cpu_user_seconds_total', 'CPU time spent in the process itself, in seconds.', () => {
    return process.cpuUsage().user / 1e6;
  });
  counter('process_cpu_system_seconds_total', 'CPU time spent in the system for it, in seconds.', () => {
    return process.cpuUsage().system / 1e6;
  });
  gauge('process_start_time_seconds', 'When the process started, in seconds since the epoch.', () => {
    return performance.timeOrigin / 1000;
  });
  gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
  gauge('process_open_fds', 'Open files and sockets; 0 if the system does not report them.', countOpenFiles);
  gauge('nodejs_heap_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  gauge('nodejs_external_memory_bytes', 'Memory outside of the heap, buffers among it.', () => {
    return process.memoryUsage().external;
  });

  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let used = performance.eventLoopUtilization();
  new Gauge({
    name: 'nodejs_eventloop_lag_seconds',
    help: 'Delay of the event loop since the last scrape, by quantile (1 is the maximum).',
    labelNames: ['quantile'],
    registers,
    collect() {
      const late = (value: number): number => Math.max(0, value * nanoseconds - resolution / 1000);
      for (const quantile of [0.5, 0.99])
        this.set({ quantile }, delay.count === 0 ? 0 : late(delay.percentile(quantile * 100)));
      this.set({ quantile: 1 }, delay.count === 0 ? 0 : late(delay.max));
      delay.reset();
    },
  });
  gauge(
    'nodejs_eventloop_utilization',
    'Share of the time since the last scrape in which the event loop was busy.',
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, used);
      used = now;
      return utilization;
    },
  );
  return { close: () => delay.disable() };
}

function countOpenFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}
