import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { noBrowser, openBrowser, settled } from '../setup/console-browser.js';
import { clean, fillConsole } from '../setup/console-data.js';
import { startServer, type TestServer } from '../setup/server.js';

/** A list that was refused is unknown: no text of the page may say that nothing is stored. */

describe.skipIf(noBrowser !== '')(`data that the console could not read${noBrowser}`, () => {
  let server: TestServer;
  let shown: Browser;
  beforeAll(async () => {
    server = await startServer();
    await fillConsole(server.url);
    await createClient({ server: server.url }).projects.create('projects/idle');
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  /** The text of a page whose requests are refused if their decoded address contains `refused`. */
  async function textOf(path: string, refused: string, use = (_: Page): Promise<void> => Promise.resolve()) {
    const page = await shown.newPage();
    try {
      await page.route(
        (url) => decodeURIComponent(url.href.replaceAll('+', ' ')).replaceAll(' ', '').includes(refused),
        (route) => route.fulfill({ status: 403, body: '{}' }),
      );
      await page.goto(`${server.url}/#${path}`);
      await settled(page);
      await use(page);
      return await page.locator('main').innerText();
    } finally {
      await page.close();
    }
  }
  const image = `/image?uri=${encodeURIComponent(clean)}&in=projects/shop`;

  it('is not shown as free of findings', async () => {
    const text = await textOf(image, 'kind="VULNERABILITY"');
    expect(text).toMatch(/Unknown\s+the list is not complete/);
    expect(text).not.toContain('no finding is stored');
    expect(text).not.toContain('No findings');
  });

  it('is not shown as a missing scan, attestation, provenance, package list or deployment', async () => {
    const text = await textOf(image, 'kind!="VULNERABILITY"');
    expect(text.match(/Unknown: the list is not complete\./g)?.length).toBeGreaterThanOrEqual(8);
    expect(text).not.toMatch(/none stored|no scan|\bis stored|no running/i);
  });

  it('is not shown as a missing scan while the kinds of the scans are being read', async () => {
    const page = await shown.newPage();
    const read = Promise.withResolvers<void>();
    await page.route(/\/occurrences\/[^/]+\/notes$/, async (route) => {
      await read.promise;
      await route.continue();
    });
    await page.goto(`${server.url}/#/project?name=projects/shop`);
    const images = page.getByRole('table', { name: 'Images' });
    await images.locator('tbody tr').first().waitFor();
    expect(await images.locator('tbody td:last-child').allInnerTexts()).toEqual(
      Array(await images.locator('tbody tr').count()).fill('…'),
    );
    read.resolve();
    await settled(page);
    expect(await images.innerText()).toMatch(/\d{4}-\d\d-\d\d stale/);
    expect(await images.innerText()).toContain('none stored');
    await page.close();
  });
});
