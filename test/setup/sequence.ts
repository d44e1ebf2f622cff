import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longerThanTheirSize } from './long-proofs.js';

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
