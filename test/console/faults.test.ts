import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openBrowser } from '../setup/console-browser.js';
import { consolePages, fillPages } from '../setup/console-pages.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Every page while the API refuses, fails or is not there: it says what is wrong, waits for nothing, and calls nothing clean. */

const faults = {
  401: { status: 401, code: 'UNAUTHENTICATED', words: 'Sign in' },
  403: { status: 403, code: 'PERMISSION_DENIED', words: 'the fault' },
  404: { status: 404, code: 'NOT_FOUND', words: 'the fault' },
  500: { status: 500, code: 'INTERNAL', words: 'the fault' },
  offline: undefined,
  'no JSON': { status: 200, code: '', words: '' },
} as const;

/** What would say that nothing bad is known. */
const clean = /no findings|no finding is stored|a scan has finished|\bnone\b found|\bPasses\b|no image is stored/i;

describe.skipIf(noBrowser !== '')(`pages of the console while the API fails${noBrowser}`, () => {
  let server: TestServer;
  let shown: Browser;
  beforeAll(async () => {
    server = await startServer();
    await fillPages(server.url);
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  /** The first request of all finds out who may read what; `from` is the first one that fails. */
  async function failFrom(context: BrowserContext, from: number, fault: (typeof faults)[keyof typeof faults]) {
    let seen = 0;
    await context.route(/\/v1(?:beta1)?\//, async (route) => {
      seen += 1;
      if (seen < from) return route.continue();
      if (fault === undefined) return route.abort('internetdisconnected');
      const error = { code: fault.status, message: 'the fault <b>\u202e', status: fault.code };
      const body = fault.code === '' ? '<html>a proxy</html>' : JSON.stringify({ error });
      return route.fulfill({ status: fault.status, contentType: 'application/json', body });
    });
  }

  it.each(Object.entries(faults).flatMap(([name, fault]) => [1, 2].map((from) => [name, from, fault] as const)))(
    '%s from request %i on',
    async (_, from, fault) => {
      for (const [name, path] of Object.entries(consolePages)) {
        const context = await shown.newContext();
        const page = await context.newPage();
        const thrown: string[] = [];
        page.on('pageerror', (error) => thrown.push(String(error)));
        await failFrom(context, from, fault);
        await page.goto(`${server.url}/#${path}`);
        const told = page.locator('[role="alert"], main h1:text("Sign in")').first();
        await told.waitFor({ timeout: 60_000 }).catch((error: unknown) => {
          throw new Error(`${name} says nothing: ${String(error)}`);
        });
        await page.locator('progress').first().waitFor({ state: 'detached', timeout: 60_000 });
        const text = await page.locator('main').innerText();
        expect({ name, thrown }).toEqual({ name, thrown: [] });
        expect(`${name}: ${text}`).not.toMatch(clean);
        if (fault !== undefined && fault.words !== '') expect(`${name}: ${text}`).toContain(fault.words);
        expect(text).not.toContain('\u202e');
        await context.close();
      }
    },
  );
});
