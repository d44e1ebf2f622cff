import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noBrowser } from '../setup/console-browser.js';
import { consolePages, fillPages } from '../setup/console-pages.js';
import { filledConsole } from '../setup/filled-console.js';

/** Every page in light and dark, wide and as narrow as a phone: accessible, without a complaint of the browser. */

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = [
  { width: 1440, scheme: 'light', axe: true },
  { width: 400, scheme: 'dark', axe: true },
  { width: 1440, scheme: 'dark', axe: false },
  { width: 400, scheme: 'light', axe: false },
] as const;

/** What axe finds wrong, each with the elements. A script of the driver runs although the policy allows no such script. */
function violationsOf(page: Page): Promise<unknown> {
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 300))]))`);
}

describe.skipIf(noBrowser !== '')(`pages of the console${noBrowser}`, () => {
  const console = filledConsole(fillPages);
  beforeAll(async () => {
    await console.page.evaluate(axeScript);
  });

  it.each(Object.entries(consolePages))('%s', async (_, path) => {
    const { page, faults } = console;
    await console.visit(path);
    for (const view of views) {
      await page.emulateMedia({ colorScheme: view.scheme });
      await page.setViewportSize({ width: view.width, height: 900 });
      await console.settled();
      await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
      const violations = view.axe ? await violationsOf(page) : [];
      const overflow = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
      expect({ view, violations, faults, overflow }).toEqual({
        view,
        violations: [],
        faults: [],
        overflow: 0,
      });
      expect(await page.locator('[role="alert"]').count()).toBe(0);
    }
  });
});
