import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openBrowser, openConsole, type Watched } from '../setup/console-browser.js';
import { cart, fillConsole, hostileImage, hostileNote, nextCart, unscanned } from '../setup/console-data.js';
import { addPolicies, projectPolicy, shopPolicy } from '../setup/console-policies.js';
import { addStatements, stated } from '../setup/console-statements.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Every page in light and dark, wide and as narrow as a phone: accessible, without a complaint of the browser. */

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const uri = encodeURIComponent;
const pages: Readonly<Record<string, string>> = {
  projects: '/',
  project: '/project?name=projects/shop',
  image: `/image?uri=${uri(cart)}&in=projects/shop`,
  'image everywhere, grouped': `/image?uri=${uri(cart)}&group=package`,
  'image that nobody scanned': `/image?uri=${uri(unscanned)}&in=projects/shop`,
  'image with a statement': `/image?uri=${uri(stated)}&in=projects/shop`,
  'hostile image': `/image?uri=${uri(hostileImage)}&in=projects/shop`,
  note: '/note?name=projects/trivy/notes/CVE-2024-10001',
  'hostile note': `/note?name=${uri(hostileNote)}`,
  authority: '/note?name=projects/authorities/notes/qa',
  'who, by CVE': '/who?cve=CVE-2024-10001',
  'who, by package': '/who?package=left-trim',
  find: '/find?text=shop/cart',
  difference: `/compare?a=${uri(cart)}&b=${uri(nextCart)}&in=projects/shop`,
  'would it run': '/run',
  'would it run, by a platform policy': `/run?policy=${shopPolicy}&image=${uri(cart)}`,
  'would it run, by a policy that is only tried out': `/run?policy=${projectPolicy}&image=${uri(unscanned)}`,
  attestor: '/evidence?name=projects/authorities/attestors/ci',
  'choice of a digest': `/compare?a=${uri(cart)}&in=projects/shop`,
};
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
  let server: TestServer;
  let shown: Browser;
  let console: Watched;
  beforeAll(async () => {
    server = await startServer();
    await fillConsole(server.url);
    await addPolicies(server.url);
    await addStatements(server.url);
    shown = await openBrowser();
    console = await openConsole(shown, server.url, '/');
    await console.page.evaluate(axeScript);
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  it.each(Object.entries(pages))('%s', async (_, path) => {
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
