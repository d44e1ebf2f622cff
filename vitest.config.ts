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
    // One more than the cores of a small machine: some tests wait for processes and time limits.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // For what hangs only: a busy machine may take its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/setup/closing-line.ts'],
  },
});
