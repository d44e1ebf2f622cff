#!/usr/bin/env node
import { boundGarbage } from './api/garbage.js';
import { refuseOldNode } from './cli/node-release.js';

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  // Before any module is loaded: loading them triggers a collection, at which V8 schedules the next one.
  boundGarbage();
  // Loaded after the check: an older Node cannot load their imports.
  const [{ fail }, { run }] = await Promise.all([import('./cli/output.js'), import('./cli/program.js')]);
  // The reader may close the pipe early, as head does, or the disk may be full.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(new Error(`cannot write the output: ${error.message}`));
    process.exit();
  });
  await run(process.argv);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
