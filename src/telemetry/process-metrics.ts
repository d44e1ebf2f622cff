import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How late timers of the event loop are looked at, in milliseconds. */
const resolution = 20;
const nanoseconds = 1e-9;

/** Registers what the process uses, and how late its event loop is. Read when asked for. */
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
  gauge('process_open_fds', 'Open files and sockets; 0 where the system does not tell.', countOpenFiles);
  gauge('nodejs_heap_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  gauge('nodejs_external_memory_bytes', 'Memory outside of the heap, buffers among it.', () => {
    return process.memoryUsage().external;
  });

  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let used = performance.eventLoopUtilization();
  new Gauge({
    name: 'nodejs_eventloop_lag_seconds',
    help: 'How late the event loop was since the last look, by quantile (1 is the longest).',
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
    'Share of the time since the last look the event loop was busy.',
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
