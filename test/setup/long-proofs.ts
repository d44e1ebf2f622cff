/**
 * Proofs that take most of the time of a whole run, by the reason. `npm test` leaves them out, unless `CI` or `TEST_LONG` is
 * `true` or files are named on the command line. Continuous integration runs all of them.
 */
export const longProofs: Readonly<Record<string, readonly string[]>> = {
  'pages in a browser': [
    'test/console/*.test.ts',
    'test/http/docs-page.test.ts',
    'test/client/browser.test.ts',
  ],
  'servers, databases and commands that are killed, frozen, restarted or abused': [
    'test/faults/*.test.ts',
    'test/operations/{backup,drain,read-replica}.test.ts',
  ],
  'the documentation and the package, used as their reader would': [
    'test/docs/{readme,attestors,policies}.test.ts',
    'test/package/package.test.ts',
    'test/contract/example.test.ts',
  ],
  'the same once more: PostgreSQL and its further layouts, callers with client certificates, other pairs of version, transport and store':
    [
      'test/contract/postgres-{together,partitioned,replica,distributed,counts}.test.ts',
      'test/migration/distribute.test.ts',
      'test/authz/{certificates,matrix-transports}.test.ts',
      'test/http/{conformance-stores,list-tokens}.test.ts',
      'test/interop/transports-agree-v1beta1.test.ts',
      'test/unit/services/over-postgres.test.ts',
    ],
  'large data: query plans, documents and reports of many megabytes': [
    'test/plan/{postgres,slices,sqlite}.test.ts',
    'test/contract/{long-documents,long-walk}.test.ts',
    'test/http/{compressed,imports-beside}.test.ts',
    'test/unit/services/packed-imports.test.ts',
  ],
  'much generated input': [
    'test/unit/importers/{damage,robustness,evidence-damage,output-growth}.test.ts',
    'test/interop/two-versions{,-filters,-further-imports}.test.ts',
    'test/policy/verdict-cache.test.ts',
    'test/filter/lists.test.ts',
    'test/http/properties.test.ts',
    'test/unit/descriptors/google-bytes.test.ts',
    'test/unit/services/{divided-imports,further-import-ids}.test.ts',
    'test/unit/wire/linear.test.ts',
    'test/unit/domain/json-slices.test.ts',
  ],
};

/** Files that run longer than their size suggests, as their tests are in other modules. They start first. */
export const longerThanTheirSize: readonly string[] = [
  'test/authz/matrix*.test.ts',
  'test/contract/{memory,sqlite,postgres*}.test.ts',
  'test/http/{conformance*,list-tokens}.test.ts',
  'test/interop/{transports-agree*,two-versions*imports}.test.ts',
  'test/unit/services/{over-postgres,packed-imports,assessments,import-ids,further-import-ids}.test.ts',
];

/** Whether a run with this environment and these words after `vitest` leaves them out. */
export function isLeftOut(env: NodeJS.ProcessEnv, words: readonly string[]): boolean {
  const named = words.filter((word) => !word.startsWith('-') && word !== 'run');
  return env.CI !== 'true' && env.TEST_LONG !== 'true' && named.length === 0;
}

/** What this run leaves out, by the reason. */
export const leftOut: typeof longProofs = isLeftOut(process.env, process.argv.slice(2)) ? longProofs : {};
