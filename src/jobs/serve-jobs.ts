import { parentPort, type Transferable } from 'node:worker_threads';
import { toErrorMessage } from './error-message.js';

/** What a handler returns where buffers are to move to the caller instead of being copied. */
export class Moved {
  constructor(
    readonly result: unknown,
    readonly transfer: readonly Transferable[],
  ) {}
}

export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

interface Call {
  readonly id: number;
  readonly handler: string;
  readonly argument: unknown;
}

/**
 * The other side of a ThreadPool: answers its calls, one after the other. `open` makes the handlers of one job, so that
 * nothing of a job is left for the next.
 *
 * @example
 * serveJobs(() => {
 *   let total = 0;
 *   return { add: (count: number) => (total += count) };
 * });
 */
export function serveJobs(open: () => Handlers): void {
  const port = parentPort;
  if (port === null) throw new TypeError('serveJobs runs in a worker thread');
  let handlers: Handlers | undefined;
  port.on('message', (message: Call | 'reset') => {
    if (message === 'reset') {
      handlers = undefined;
      return;
    }
    const { id, handler, argument } = message;
    try {
      handlers ??= open();
      const run = handlers[handler];
      if (run === undefined) throw new TypeError(`no handler ${handler}`);
      const result = run(argument as never);
      if (result instanceof Moved) port.postMessage({ id, result: result.result }, result.transfer);
      else port.postMessage({ id, result });
    } catch (error) {
      port.postMessage({ id, error: toErrorMessage(error) });
    }
  });
}
