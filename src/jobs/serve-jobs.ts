import { toErrorMessage } from './error-message.js';

export type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

interface Call {
  readonly id: number;
  readonly handler: string;
  readonly argument: unknown;
}

/**
 * The counterpart of a ProcessPool: runs its calls in order. `open` creates the handlers of one job, so that jobs share no
 * state.
 *
 * @example
 * serveJobs(() => {
 *   let total = 0;
 *   return { add: (count: number) => (total += count) };
 * });
 */
export function serveJobs(open: () => Handlers): void {
  const reply = process.send?.bind(process);
  if (reply === undefined) throw new TypeError('serveJobs runs in a process of a ProcessPool');
  // A terminal or an init system signals all processes, but the server decides when this one ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  let handlers: Handlers | undefined;
  const receive = async (message: Call | 'reset'): Promise<void> => {
    if (message === 'reset') {
      handlers = undefined;
      return;
    }
    const { id, handler, argument } = message;
    try {
      handlers ??= open();
      const run = handlers[handler];
      if (run === undefined) throw new TypeError(`no handler ${handler}`);
      const result = await run(argument as never);
      reply({ id, result, memory: process.memoryUsage.rss() });
    } catch (error) {
      reply({ id, error: toErrorMessage(error), memory: process.memoryUsage.rss() });
    }
  };
  let last = Promise.resolve();
  process.on('message', (message: Call | 'reset') => {
    last = last.then(() => receive(message));
  });
}
