#!/usr/bin/env node
import { fail } from './cli/output.js';
import { run } from './cli/program.js';

// Whoever reads the output may stop before its end, as head does; a disk may be full.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(new Error(`cannot write the output: ${error.message}`));
  process.exit();
});

await run(process.argv);
