import type { Reporter, TestModule } from 'vitest/node';
import { leftOut } from './long-proofs.js';

/**
 * Prints what this run leaves out and, as the last line, `N passed, N failed` (and `, N skipped`), for programs that
 * parse it.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let skipped = 0;
    let failed = errors.length;
    for (const module of modules) {
      failed += module.errors().length;
      // What fails before the tests of a suite, such as its `beforeAll`.
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    const reasons = Object.keys(leftOut).map((reason) => `  ${reason}\n`);
    const note =
      reasons.length > 0 ? `\nLeft out, TEST_LONG=true npm test runs it too:\n${reasons.join('')}` : '';
    process.on('exit', () => process.stdout.write(`${note}\n${passed} passed, ${failed} failed${tail}\n`));
  }
}
