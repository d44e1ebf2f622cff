import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../setup/console-browser.js';
import { addFindings, large } from '../setup/console-data.js';
import { filledConsole } from '../setup/filled-console.js';

/** An image with 100,000 findings and one more: the page says how far it is, asks before it reads on, and counts right. */

const count = 100_001;

describe.skipIf(noBrowser !== '')(`an image with many findings${noBrowser}`, () => {
  const console = filledConsole((url) => addFindings(url, count, 1000), 120_000);

  const rowsOf = (page: Page) => page.locator('table[aria-label="Findings"] tbody tr');

  it('stays usable while the findings are loaded and afterwards', async () => {
    const { page, faults } = console;
    await page.goto(`${console.url}/#/image?uri=${encodeURIComponent(large)}&in=projects/shop`);
    await page.getByText('findings read so far; counts are not final.').waitFor();
    await page.getByText('The first 100,000 findings are read; there are more').waitFor({ timeout: 60_000 });
    expect(await page.locator('.fact', { hasText: 'Worst severity' }).innerText()).toContain('or worse');
    expect(await page.locator('.facets').innerText()).toMatch(/Critical 20,000\s+High 20,000/);
    await page.getByRole('button', { name: 'Read on' }).click();
    await console.settled();
    expect(await page.locator('.facets').innerText()).toMatch(/Critical 20,001\s+High 20,000/);
    await page.getByText('100,001 findings', { exact: true }).waitFor();
    expect(await page.locator('.fact', { hasText: 'Worst severity' }).innerText()).not.toContain('or worse');
    await page.evaluate('scrollTo(0, 90000 * 36)');
    await page.locator('tr[aria-rowindex="90000"]').waitFor();
    expect(await rowsOf(page).count()).toBeLessThan(100);
    await page.getByLabel('Search these findings').fill('CVE-2025-999');
    await page.getByText('100 of 100,001 findings').waitFor();
    await page.getByLabel('Group by').selectOption('package');
    await page.locator('table[aria-label="Findings by package"] tbody tr').first().waitFor();
    expect(faults).toEqual([]);
  }, 120_000);
});
