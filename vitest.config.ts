import { defineConfig } from 'vitest/config';
import { leftOut } from './test/setup/long-proofs.js';
import { LongestFirst } from './test/setup/sequence.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: Object.values(leftOut).flat(),
    globalSetup: ['test/setup/global.ts'],
    setupFiles: ['test/setup/seed.ts'],
    isolate: false,
    pool: 'forks',
    // On a machine of two cores: some tests wait for processes and time limits. Long proofs run many processes and browsers of their own.
    maxWorkers: Object.keys(leftOut).length > 0 ? 3 : 2,
    sequence: { sequencer: LongestFirst },
    // For what hangs only: a busy machine may take its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/setup/closing-line.ts'],
  },
});
