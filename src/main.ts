#!/usr/bin/env node
import { boundGarbage } from './api/garbage.js';
import { refuseOldNode } from './cli/node-release.js';

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  // Before anything is loaded: the engine decides at each collection, one of which comes meanwhile, when the next will be.
  boundGarbage();
  // Loaded only now: what they import may not be loaded by an older Node at all.
  const [{ fail }, { run }] = await Promise.all([import('./cli/output.js'), import('./cli/program.js')]);
  // Whoever reads the output may stop before its end, as head does; a disk may be full.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(new Error(`cannot write the output: ${error.message}`));
    process.exit();
  });
  await run(process.argv);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
