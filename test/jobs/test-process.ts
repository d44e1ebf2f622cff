import { ApiError } from '../../src/domain/errors.js';
import { serveJobs } from '../../src/jobs/serve-jobs.js';

/** What the tests of the pool have their processes do. */
serveJobs(() => {
  let total = 0;
  return {
    add(count: number) {
      total += count;
      return total;
    },
    pid: () => process.pid,
    length: (bytes: Uint8Array) => bytes.length,
    refuse(field: string) {
      throw new ApiError('INVALID_FIELD', `${field}: bad`, { violations: [{ field, description: 'bad' }] });
    },
    break() {
      throw new RangeError('a fault');
    },
    loop() {
      for (;;);
    },
    exit() {
      process.exit(3);
    },
    fill() {
      const kept: unknown[] = [];
      for (;;) kept.push({ more: [] });
    },
    fillAtOnce: () => JSON.parse(`[${'[],'.repeat(20_000_000)}[]]`) as unknown,
  };
});
