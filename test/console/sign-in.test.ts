import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { noBrowser, openBrowser } from '../setup/console-browser.js';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';
import { startServer } from '../setup/server.js';

describe.skipIf(noBrowser !== '')(`sign-in and an empty server${noBrowser}`, () => {
  let server: GuardedServer;
  let shown: Browser;
  beforeAll(async () => {
    server = await startGuardedServer();
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  it('accepts a token, keeps it in the memory of the tab, and shows what the token may read', async () => {
    const admin = createClient({
      server: server.url,
      token: server.token('admin@projects/shop', 'admin@projects/secret'),
    });
    await admin.projects.create('projects/shop');
    await admin.projects.create('projects/secret');
    const page = await shown.newPage();
    try {
      await page.goto(server.url);
      const field = page.getByLabel('Token');
      await field.fill('not.a.token');
      await field.press('Enter');
      await page.getByText('The server refused this token').waitFor();
      await field.fill(server.token('viewer@projects/shop'));
      await field.press('Enter');
      await page.getByRole('link', { name: 'shop', exact: true }).waitFor();
      expect(await page.locator('body').innerText()).not.toContain('secret');
      const kept = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]');
      expect(kept).toEqual([0, 0, '']);
      await page.reload();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    } finally {
      await page.close();
    }
  });

  it('shows the commands that add data to an empty server', async () => {
    const empty = await startServer();
    const page = await shown.newPage();
    try {
      await page.goto(empty.url);
      await page.getByRole('heading', { name: 'No image is stored yet' }).waitFor();
      expect(await page.locator('.welcome .command').count()).toBe(3);
    } finally {
      await page.close();
      await empty.close();
    }
  });
});
