import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysBefore } from '../../src/domain/days.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { noBrowser, openBrowser, openConsole, settled } from '../setup/console-browser.js';
import { fillConsole } from '../setup/console-data.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Findings over time on the page of a project: known days, unknown ones, and a day without findings. */

describe.skipIf(noBrowser !== '')(`findings over time${noBrowser}`, () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'grafeas.db');
  const now = Date.now();
  const [empty, first, second] = [5, 3, 2].map((days) => daysBefore(now, days));
  let server: TestServer;
  let shown: Browser;

  async function keep(...days: (string | undefined)[]): Promise<void> {
    const repository = await openSqlite({ file, migrate: true });
    for (const day of days)
      await repository.keepDay({ scope: 'shop', kind: 1, day: day ?? '', time: now * 1000 });
    await repository.close();
  }

  beforeAll(async () => {
    await keep(empty);
    const before = await startServer({ store: `sqlite:${file}` });
    await fillConsole(before.url);
    await before.close();
    await keep(first, second);
    server = await startServer({ store: `sqlite:${file}` });
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
    folder.remove();
  });

  it('are shown as a line per severity with gaps for unknown days, and as a table of the numbers', async () => {
    const { page, faults } = await openConsole(shown, server.url, '/project?name=projects/shop&days=30');
    await settled(page);
    await page.getByRole('heading', { name: 'Findings over time' }).waitFor();
    await page.getByText('Numbers by day').click();
    const row = async (day: string | undefined) =>
      (
        await page
          .locator('.numbers tbody tr', { has: page.locator('th', { hasText: day ?? '' }) })
          .innerText()
      )
        .split(/\s+/)
        .slice(1);
    const current = await row('now');
    expect(current).toHaveLength(7);
    expect(current.slice(0, 6).reduce((sum, text) => sum + Number(text), 0)).toBeGreaterThan(3);
    expect(await row(first)).toEqual(current);
    expect(await row(second)).toEqual(current);
    expect(await row(empty)).toEqual(['0', '0', '0', '0', '0', '0', '0']);
    expect(await row(daysBefore(now, 4))).toEqual(['unknown']);
    expect(await row(daysBefore(now, 29))).toEqual(['unknown']);
    expect(await page.locator('.numbers tbody tr').count()).toBe(31);
    const line = page.locator('.trend svg.critical');
    const unknown = await page.locator('.numbers td[colspan]').count();
    expect(await line.locator('rect').count()).toBe(unknown);
    // The day without findings, the two days in a row, and what comes after yesterday, which nobody counted.
    expect((await line.locator('path').getAttribute('d'))?.match(/M/g)).toHaveLength(3);
    expect(await line.getAttribute('aria-label')).toMatch(
      new RegExp(
        `^critical: 0 at first, ${current[0]} at last, ${current[0]} at most; ${unknown} days unknown$`,
      ),
    );
    await page.getByLabel('Period').selectOption('400');
    await page.getByText('of 400 days are known').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });
});
