import type { Browser, Page } from 'playwright-core';
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
const clean =
  /no findings|no finding is stored|a scan has finished|\bnone\b found|\bPasses\b|no image is stored/i;

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

  /** Fails every request of the API from now on. */
  async function fail(page: Page, fault: (typeof faults)[keyof typeof faults]): Promise<void> {
    await page.route(/\/v1(?:beta1)?\//, (route) => {
      if (fault === undefined) return route.abort('internetdisconnected');
      const error = { code: fault.status, message: 'the fault <b>\u202e', status: fault.code };
      const body = fault.code === '' ? '<html>a proxy</html>' : JSON.stringify({ error });
      return route.fulfill({ status: fault.status, contentType: 'application/json', body });
    });
  }

  /** The page says what is wrong, or asks to sign in. */
  async function check(page: Page, name: string, fault: (typeof faults)[keyof typeof faults]): Promise<void> {
    const told = page.locator('[role="alert"], main h1:text("Sign in")').first();
    await told.waitFor().catch(() => {
      throw new Error(`${name} does not say what is wrong`);
    });
    await page
      .locator('progress')
      .first()
      .waitFor({ state: 'detached' })
      .catch(() => {
        throw new Error(`${name} still waits`);
      });
    const text = `${name}: ${await page.locator('main').innerText()}`;
    expect(text).not.toMatch(clean);
    if (fault !== undefined && fault.words !== '') expect(text).toContain(fault.words);
    expect(text).not.toContain('\u202e');
  }

  it.each(Object.entries(faults))('%s', async (_, fault) => {
    const page = await shown.newPage();
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await page.goto(`${server.url}/#/nowhere`);
    await page.getByText('There is no page at this address.').waitFor();
    await fail(page, fault);
    const silent: string[] = [];
    for (const [name, path] of Object.entries(consolePages)) {
      await page.goto(`${server.url}/#/nowhere`);
      await page.getByText('There is no page at this address.').waitFor();
      await page.goto(`${server.url}/#${path}`);
      await check(page, name, fault).catch((error: unknown) => silent.push(String(error)));
    }
    expect(silent).toEqual([]);
    // The same where the first request of all fails.
    await page.goto('about:blank');
    await page.goto(`${server.url}/#/`);
    await check(page, 'the first request', fault);
    expect(thrown).toEqual([]);
    await page.close();
  });
});
