/**
 * Proofs that take most of the time of the whole run and seldom fail alone: what `npm test` leaves out, unless `CI` or
 * `TEST_LONG` is `true` or files are named on the command line. Continuous integration runs all of them.
 */
export const longProofs: Readonly<Record<string, readonly string[]>> = {
  'pages in a browser': [
    'test/console/*.test.ts',
    'test/http/docs-page.test.ts',
    'test/client/browser.test.ts',
  ],
  'servers, databases and commands that are killed, frozen or restarted': [
    'test/faults/*.test.ts',
    'test/operations/{backup,drain,read-replica}.test.ts',
  ],
  'the documentation and the package, run as their reader would': [
    'test/docs/{readme,attestors,policies}.test.ts',
    'test/package/package.test.ts',
  ],
  'the contract of the store over further layouts of PostgreSQL': [
    'test/contract/postgres-{together,partitioned,replica,distributed,counts}.test.ts',
    'test/plan/postgres.test.ts',
  ],
  'generated input without end': [
    'test/unit/importers/{damage,robustness,evidence-damage}.test.ts',
    'test/interop/two-versions{,-filters}.test.ts',
    'test/unit/wire/linear.test.ts',
  ],
};

/** Whether a run with this environment and these words after `vitest` leaves them out. */
export function isLeftOut(env: NodeJS.ProcessEnv, words: readonly string[]): boolean {
  const named = words.filter((word) => !word.startsWith('-') && word !== 'run');
  return env.CI !== 'true' && env.TEST_LONG !== 'true' && named.length === 0;
}

/** What this run leaves out, by the reason. */
export const leftOut: typeof longProofs = isLeftOut(process.env, process.argv.slice(2)) ? longProofs : {};
