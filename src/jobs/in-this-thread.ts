import type { Caller } from '../domain/permits.js';
import type { JobProcess } from './process-pool.js';
import type { Handlers } from './serve-jobs.js';

/** Runs jobs: a ProcessPool or a replacement. */
export interface JobRunner {
  run<Result>(job: (process: JobProcess) => Promise<Result>, caller?: Caller): Promise<Result>;
}

/** Runs jobs in the calling thread; for programs without other callers, and for tests. */
export function inThisThread(open: () => Handlers): JobRunner {
  return {
    async run(job) {
      const handlers = open();
      return job({
        call: async <Result>(handler: string, argument: unknown) =>
          handlers[handler]?.(argument as never) as Result,
      });
    },
  };
}
