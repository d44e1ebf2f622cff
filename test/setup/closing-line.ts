import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { leftOut } from './long-proofs.js';

/**
 * Prints which tests failed, one a line that begins with `failed:`, what this run leaves out and, as the last line,
 * `N passed, N failed` (and `, N skipped`), for programs that parse it.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let skipped = 0;
    const failures = errors.map((error) => failure('outside of tests', error));
    for (const module of modules) {
      const file = module.relativeModuleId;
      failures.push(...module.errors().map((error) => failure(file, error)));
      for (const suite of module.children.allSuites()) {
        // What fails before the tests of a suite, such as its `beforeAll`.
        failures.push(...suite.errors().map((error) => failure(`${file} > ${suite.fullName}`, error)));
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failures.push(failureOf(file, test));
        else skipped += 1;
      }
    }
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    const reasons = Object.keys(leftOut).map((reason) => `  ${reason}\n`);
    const note =
      reasons.length > 0 ? `\nLeft out, TEST_LONG=true npm test runs it too:\n${reasons.join('')}` : '';
    const failed = failures.map((line) => `failed: ${line}\n`).join('');
    process.on('exit', () =>
      process.stdout.write(`${note}\n${failed}${passed} passed, ${failures.length} failed${tail}\n`),
    );
  }
}

function failureOf(file: string, test: TestCase): string {
  return failure(`${file} > ${test.fullName}`, test.result().errors?.[0]);
}

/** What failed and the first line of its error, bounded. */
function failure(what: string, error: unknown): string {
  const message = (error as { readonly message?: unknown } | undefined)?.message;
  const [line = ''] = String(message ?? '').split('\n');
  return `${what}: ${line.slice(0, 200)}`;
}
