import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../setup/console-browser.js';
import {
  addFindings,
  cart,
  clean,
  fillConsole,
  hostileImage,
  hostileNote,
  large,
  nextCart,
  unscanned,
} from '../setup/console-data.js';
import { filledConsole } from '../setup/filled-console.js';

/** What people ask the console, and what it must not say. */

const imagePath = (uri: string): string => `/image?uri=${encodeURIComponent(uri)}&in=projects/shop`;

describe.skipIf(noBrowser !== '')(`the console${noBrowser}`, () => {
  const console = filledConsole(async (url) => {
    await fillConsole(url);
    await addFindings(url, 10_000);
  });
  const { at } = console;

  const factOf = (page: Page, name: string) =>
    page
      .locator('.fact', { has: page.locator('dt', { hasText: name }) })
      .locator('dd')
      .innerText();
  const firstCells = (page: Page, label: string) =>
    page.locator(`table[aria-label="${label}"] tbody tr:first-child td`).allInnerTexts();

  it('shows the worst fixable finding first, with the version to update to', () =>
    at(imagePath(cart), async (page) => {
      expect((await firstCells(page, 'Findings')).slice(0, 5)).toEqual([
        'Critical',
        'CVE-2024-10003',
        '@example/webkit-lite',
        '1.4.2',
        '1.4.9',
      ]);
      expect(await factOf(page, 'Worst severity')).toContain('Critical');
    }));

  it('never shows an image as clean that was not scanned', () =>
    at(imagePath(unscanned), async (page) => {
      expect(await factOf(page, 'Worst severity')).toMatch(/Unknown\s+no scan has finished/);
      expect(await factOf(page, 'Scanned')).toBe('No scan is stored');
      expect(await page.locator('main').innerText()).not.toContain('No findings');
    }));

  it('shows "no findings" if a scan has finished', () =>
    at(imagePath(clean), async (page) => {
      expect(await factOf(page, 'Worst severity')).toBe('No findings');
    }));

  it('does not show a list as complete if loading it failed', async () => {
    const page = await console.browser.newPage();
    try {
      await page.route(/occurrences\?.*pageToken/, (route) => route.fulfill({ status: 403, body: '{}' }));
      await page.goto(`${console.url}/#${imagePath(large)}`);
      await page.getByText('Only 1,000 findings were read, so counts are too low.').waitFor();
      expect(await factOf(page, 'Worst severity')).toContain('or worse: the list is not complete');
    } finally {
      await page.close();
    }
  });

  it('counts all of 10,000 findings, and renders only the visible rows', () =>
    at(imagePath(large), async (page) => {
      expect(await page.locator('.facets').innerText()).toMatch(/Critical 2,000\s+High 2,000/);
      const rows = page.locator('table[aria-label="Findings"] tbody tr');
      expect(await rows.count()).toBeLessThan(100);
      await page.evaluate('scrollTo(0, 5000 * 36)');
      await page.locator('tr[aria-rowindex="5000"]').waitFor();
      expect(await rows.count()).toBeLessThan(100);
      await page.getByLabel('Search these findings').fill('CVE-2025-9999');
      await page.getByText('1 of 10,000 findings').waitFor();
      expect(await page.locator('.facets').innerText()).toMatch(/Minimal 1$/);
      expect(page.url()).toContain('q=CVE-2025-9999');
    }));

  it.each([cart, cart.replace('https://', ''), cart.replace('https://', '').replace('@', ':1.4@')])(
    'finds %s',
    (text) =>
      at('/', async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: 'Compare with another digest' }).waitFor();
        await console.settled();
        expect(await factOf(page, 'Worst severity')).toContain('Critical');
        await page.goBack();
        await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
      }),
  );

  it.each(['1f1f1f1', `sha256:${'1f'.repeat(32)}`, 'shop/cart', 'registry.example.com/shop/cart:1.4'])(
    'lists images for %s',
    (text) =>
      at(`/find?text=${encodeURIComponent(text)}`, async (page) => {
        expect(await page.locator('table[aria-label="Images"] tbody').innerText()).toContain('1f1f1f1f1f1f');
      }),
  );

  it('lists the images with a vulnerability and whether they run', () =>
    at('/who?cve=CVE-2024-10001', async (page) => {
      expect(await page.locator('main').innerText()).toContain('2 images, 2 with a fix, 1 known to run now.');
    }));

  it('shows what changed between two digests', () =>
    at(`/compare?a=${encodeURIComponent(cart)}&b=${encodeURIComponent(nextCart)}`, async (page) => {
      expect((await page.locator('.facets').first().innerText()).split(/\n/)).toEqual([
        'Added 1',
        'Gone 2',
        'Still there 5',
      ]);
      expect(await firstCells(page, 'Findings')).toContain('CVE-2024-10077');
    }));

  it('marks images without a finished scan in the overview', () =>
    at('/project?name=projects/shop', async (page) => {
      const row = page.locator('tr', { hasText: 'shop/unscanned' });
      expect(await row.locator('td').allInnerTexts()).toEqual(
        expect.arrayContaining(['Unknown', 'none stored']),
      );
      expect(await page.locator('tr', { hasText: 'shop/static' }).locator('td').first().innerText()).toBe(
        'None',
      );
    }));

  it('shows stored text as text, and only http and https addresses as links', async () => {
    await at(imagePath(hostileImage), async (page) => {
      await page.locator('td button.link').first().click();
      await page.getByRole('dialog').waitFor();
      expect(await page.title()).not.toBe('owned');
    });
    await at(`/note?name=${hostileNote}`, async (page) => {
      expect(await page.title()).not.toBe('owned');
      const text = await page.locator('main').innerText();
      expect(text).toContain('<script>document.title="owned"</script>');
      expect(text).toContain('\\u{202e}');
      expect(text).not.toMatch(/[\u202a-\u202e\u200b]/);
      expect(text.length).toBeLessThan(200_000);
      expect(
        await page
          .locator('main script, main img, main a[href^="javascript:"], main a[href^="data:"]')
          .count(),
      ).toBe(0);
      const outside = page.locator('.links a');
      expect(await outside.count()).toBeLessThan(100);
      expect(await outside.first().getAttribute('rel')).toBe('noopener noreferrer');
    });
  });

  it('lists its keyboard shortcuts', () =>
    at('/', async (page) => {
      await page.locator('main').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
    }));
});
