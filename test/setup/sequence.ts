import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that run for long although they are short, as their tests are in other modules. */
const longerThanTheirSize = [
  'test/authz/matrix*.test.ts',
  'test/contract/{memory,sqlite,postgres*}.test.ts',
  'test/http/{conformance*,list-tokens}.test.ts',
  'test/interop/{transports-agree*,two-versions*imports}.test.ts',
  'test/unit/services/{over-postgres,packed-imports,assessments,import-ids,further-import-ids}.test.ts',
];

/**
 * The order of files in a fresh clone: the largest first, so that no worker is left alone with a long file at the end. Those that
 * run longer than their size suggests start before them.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const early = new Set(
      longerThanTheirSize.flatMap((pattern) => globSync(pattern)).map((file) => resolve(file)),
    );
    const bySize = await super.sort(files);
    return [
      ...bySize.filter(({ moduleId }) => early.has(moduleId)),
      ...bySize.filter(({ moduleId }) => !early.has(moduleId)),
    ];
  }
}
