import type { JobProcess } from './process-pool.js';
import type { Handlers } from './serve-jobs.js';

/** What runs jobs: a ProcessPool, or whatever stands for one. */
export interface JobRunner {
  run<Result>(job: (process: JobProcess) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

/** Runs the handlers of jobs where they are called; for programs that nobody else waits for, and for tests. */
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
