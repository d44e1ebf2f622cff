import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { grafeas } from '../cli/kit.js';
import { noBrowser } from '../setup/console-browser.js';
import { consolePages, fillPages } from '../setup/console-pages.js';
import { shopPolicy } from '../setup/console-policies.js';
import { filledConsole } from '../setup/filled-console.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Every view has commands that ask the same, and each command that is shown works as it is. */

const run = promisify(execFile);
/** Views of a page; one of the others at least. A project has its images, what to fix, and the findings over time. */
const least: Readonly<Record<string, number>> = { project: 3 };

/** Pages that look the same as another one, but have other commands. */
const likeOthers: Readonly<Record<string, string>> = {
  'would it run, of a project': '/run?in=projects/shop',
  'would it run, with a policy and no image': `/run?policy=${shopPolicy}`,
};

/** The arguments of a command line as a shell splits them. What it is fed is in the file, whose name takes the place of `-`. */
async function wordsOf(command: string, file: string): Promise<string[]> {
  const grafeas = `grafeas() { [[ " $* " != *' - '* ]] || cat > ${file}; printf '%s\\0' "$@"; }`;
  const { stdout } = await run('bash', ['-c', `${grafeas}\n${command}`]);
  return stdout
    .split('\0')
    .slice(0, -1)
    .map((word) => (word === '-' ? file : word));
}

describe.skipIf(noBrowser !== '')(`commands of the console${noBrowser}`, () => {
  const folder = temporaryFolder();
  const console = filledConsole(fillPages);
  afterAll(folder.remove);

  it.each(Object.entries({ ...consolePages, ...likeOthers }))('%s', async (name, path) => {
    const { page } = console;
    await console.visit(path);
    const views = page.locator('details.same');
    const count = await views.count();
    expect(count).toBeGreaterThanOrEqual(least[name] ?? 1);
    for (let index = 0; index < count; index += 1) {
      const [curl = '', cli = '', ...rest] = await views.nth(index).locator('pre').allTextContents();
      expect(rest).toEqual([]);
      const asked = await run('bash', ['-c', `${curl} --fail-with-body`], { maxBuffer: 1e9 }).catch(
        (error: { stdout: string }) => ({ stdout: `${curl} failed: ${error.stdout}` }),
      );
      expect(asked.stdout).toMatch(/^\{/);
      const [words, { err, code }] = await wordsOf(cli, join(folder.path, 'input.json')).then(
        async (args) => [args, await grafeas(args)] as const,
      );
      expect({ words, err, code: code === 3 ? 0 : code }).toEqual({ words, err: '', code: 0 });
    }
  });
});
