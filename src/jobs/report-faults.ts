import { ApiError } from '../domain/errors.js';
import type { JobRunner } from './in-this-thread.js';

/**
 * Reports each job that ends by a fault of the server, whatever its caller makes of the error: a handler that threw, or a
 * process that ended unexpectedly.
 *
 * @param onFault is called with the cause; must not throw.
 * @example const runner = reportFaults(pool, (err) => log.error({ err }, 'a process failed'));
 */
export function reportFaults(runner: JobRunner, onFault: (cause: unknown) => void): JobRunner {
  return {
    async run(job, caller) {
      try {
        return await runner.run(job, caller);
      } catch (error) {
        if (error instanceof ApiError && error.reason === 'INTERNAL') onFault(error.cause ?? error);
        throw error;
      }
    },
  };
}
