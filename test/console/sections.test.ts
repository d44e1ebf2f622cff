import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../setup/console-browser.js';
import { cart, clean, fillConsole, nextCart, unscanned } from '../setup/console-data.js';
import { addStatements, stated } from '../setup/console-statements.js';
import { filledConsole } from '../setup/filled-console.js';

/** VEX statements, packages of two digests, and what a project has to mend and to scan. */

const uri = encodeURIComponent;

describe.skipIf(noBrowser !== '')(`sections of pages${noBrowser}`, () => {
  const console = filledConsole(async (url) => {
    await fillConsole(url);
    await addStatements(url);
  });
  const { at } = console;
  const sectionOf = (page: Page, title: string) =>
    page.locator('section', { has: page.locator('h2', { hasText: title }) }).last();

  it('shows the statement of a vendor, and keeps the severity', () =>
    at(`/image?uri=${uri(stated)}&in=projects/shop`, async (page) => {
      const section = await sectionOf(page, 'VEX statements').innerText();
      for (const text of [
        'not affected',
        'vulnerable code not in execute path',
        'The parser is built in and never called.',
        'Shop security team',
        'Remote code execution where the parser is used',
        'CVE-2024-20001 (2 findings)',
      ])
        expect(section).toContain(text);
      const worst = await page.locator('.fact', { hasText: 'Worst severity' }).innerText();
      expect(worst).toContain('Critical');
      expect(worst).toContain('2 of 2 findings are stated not affected or fixed (VEX)');
      expect(await page.locator('.facets').innerText()).toMatch(/Critical 2\s/);
    }));

  it('filters findings with or without a statement', () =>
    at(`/image?uri=${uri(stated)}&in=projects/shop`, async (page) => {
      await page.getByLabel('VEX').selectOption('none');
      await page.getByText('0 of 2 findings').waitFor();
      await page.getByLabel('VEX').selectOption('NOT_AFFECTED');
      await page.getByText('2 findings', { exact: true }).waitFor();
      expect(page.url()).toContain('vex=NOT_AFFECTED');
    }));

  it('shows the packages that changed between two digests', () =>
    at(`/compare?a=${uri(cart)}&b=${uri(nextCart)}&in=projects/shop`, async (page) => {
      const section = sectionOf(page, 'Packages');
      const rows = await section.locator('tbody tr').allInnerTexts();
      const cells = rows.map((row) => row.split(/\s*[\n\t]\s*/).filter((cell) => cell !== ''));
      expect(cells).toContainEqual(['tar', 'other version', '1.34', '1.35']);
      expect(cells).toContainEqual(['zlib', 'added', '1.2']);
      expect(cells).toContainEqual(['left-trim', 'gone', '1.0']);
      expect(cells.flat()).not.toContain('base-files');
    }));

  it('does not show all packages as added if those of the other digest are unknown', () =>
    at(`/compare?a=${uri(clean)}&b=${uri(cart)}&in=projects/shop`, async (page) => {
      const section = await sectionOf(page, 'Packages').innerText();
      expect(section).toContain('what changed is not known');
      expect(section).not.toContain('added');
    }));

  it('shows what to fix in a project, and its newest and stale scans', () =>
    at('/project?name=projects/shop', async (page) => {
      const first = (title: string) => sectionOf(page, title).locator('tbody tr').first().innerText();
      expect(await first('Packages to update')).toContain('@example/webkit-lite');
      expect(await first('Vulnerabilities to fix')).toContain('CVE-2024-10003');
      const newest = await sectionOf(page, 'Newest scans').locator('li').allInnerTexts();
      const stale = await sectionOf(page, 'Stale scans').locator('li').allInnerTexts();
      const today = newest.filter((text) => text.includes('today'));
      expect(today).toEqual(newest.slice(0, today.length));
      expect(today.join()).toContain('shop/static');
      expect(stale.join()).toContain('shop/cart');
      expect([...newest, ...stale].join()).not.toContain(new URL(unscanned).pathname.split('@')[0]);
    }));
});
