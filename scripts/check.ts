import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Runs all checks that need no server, as many at a time as there are cores. Prints the output of each when it ends, runs all
 * even if some fail, and exits with 1 if one failed.
 *
 * @example npm run check
 */

/** npm scripts; those that take longest first, so that the others fit beside them. */
const checks = ['types:main', 'generate:check', 'lint', 'types:console', 'arrows', 'dead', 'lint:openapi'];

const failed: string[] = [];
const waiting = [...checks];

function run(name: string): Promise<void> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      if (code !== 0) failed.push(name);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(Buffer.concat(output));
      console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)`);
      resolve();
    });
  });
}

async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await run(name);
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, work));
if (failed.length > 0) {
  console.log(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
