import { Agent, request } from 'node:http';
import type { BenchRequest } from './load.js';
import type { Target } from './processes.js';

export interface Paced {
  /** Milliseconds from when a request was due to the end of its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** Sends at a fixed rate whatever the answers take, so that waiting in line is counted. */
export async function paced(
  target: Target,
  next: () => BenchRequest,
  rate: number,
  seconds: number,
): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const took: number[] = [];
  const open: Promise<void>[] = [];
  let failures = 0;
  const send = (due: number): Promise<void> =>
    new Promise((resolve) => {
      const { method, path, body } = next();
      const done = (failed: boolean): void => {
        took.push(performance.now() - due);
        if (failed) failures += 1;
        resolve();
      };
      const headers = { 'content-type': 'application/json' };
      const sent = request(target.url + path, { method, agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => done((answer.statusCode ?? 500) >= 300));
      });
      sent.on('error', () => done(true));
      sent.end(body);
    });
  const started = performance.now();
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = started + (index * 1000) / rate;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    open.push(send(performance.now()));
  }
  await Promise.all(open);
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((took[Math.floor(took.length * share)] ?? 0) * 100) / 100;
  return { p50: at(0.5), p99: at(0.99), failures };
}
