import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { daysBefore } from '../../src/domain/days.js';
import { openSqlite } from '../../src/storage/sqlite/open-sqlite.js';
import { noBrowser, openBrowser, openConsole } from '../setup/console-browser.js';
import { addProjects, fillConsole } from '../setup/console-data.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** All projects, a row each: images by worst severity, findings over time, newest and stale scans. */

/** Projects with a fix each, more than are shown at once; later ones of the list have one finding more. */
const fixable = 60;

async function addFixable(server: string): Promise<void> {
  const client = createClient({ server });
  await client.notes.create('projects/many', 'fixed', { vulnerability: { severity: 'LOW' } });
  for (let index = 0; index < fixable; index += 1) {
    const at = (name: string, version: string) => ({
      cpeUri: 'cpe:/o:debian:debian_linux:12',
      package: name,
      version: { kind: 'NORMAL' as const, name: version },
    });
    await client.occurrences.batchCreate(
      `projects/fix-${String(index).padStart(2, '0')}`,
      Array.from({ length: index + 1 }, (_, image) => ({
        resource: { uri: `https://registry.example.com/fix@sha256:${`${image}`.padStart(64, '0')}` },
        noteName: 'projects/many/notes/fixed',
        vulnerability: {
          packageIssue: [{ affectedLocation: at(`package-${index}`, '1'), fixedLocation: at('p', '2') }],
        },
      })),
    );
  }
}

/** More than two pages of the API. */
const many = 110;

/** The cells of a row by the headings, as text. */
async function cellsOf(page: Page, project: string): Promise<Record<string, string>> {
  const table = page.getByRole('table', { name: 'Projects' });
  const headings = await table.locator('th').allInnerTexts();
  const row = table.locator('tbody tr', { has: page.getByRole('link', { name: project, exact: true }) });
  const cells = await row.locator('td').allInnerTexts();
  return Object.fromEntries(
    headings.map((title, index) => [title.replace(/ [↑↓]$/, ''), cells[index] ?? '']),
  );
}

describe.skipIf(noBrowser !== '')(`all projects in the console${noBrowser}`, () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'grafeas.db');
  const now = Date.now();
  let server: TestServer;
  let shown: Browser;

  beforeAll(async () => {
    const before = await startServer({ store: `sqlite:${file}` });
    await addProjects(before.url, many);
    await addFixable(before.url);
    await createClient({ server: before.url }).projects.create('projects/without-images');
    await before.close();
    const repository = await openSqlite({ file, migrate: true });
    await repository.keepDay({ scope: 'team-1', kind: 1, day: daysBefore(now, 10), time: now * 1000 });
    await repository.close();
    server = await startServer({ store: `sqlite:${file}` });
    await fillConsole(server.url);
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
    folder.remove();
  });

  it('have a row each with images, trend and scans, read in few pages', async () => {
    const { page, faults, settled } = await openConsole(shown, server.url, '/run');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(decodeURIComponent(new URL(request.url()).pathname)));
    await page.goto(`${server.url}/#/?sort=name&q=team-1`);
    await settled();
    expect(asked.filter((path) => path.endsWith(':vulnerabilityTotals'))).toHaveLength(4);
    expect(asked.length).toBeLessThan(20);
    // Each of its four images has one finding, and had it when a day was kept.
    expect(await cellsOf(page, 'team-1')).toMatchObject({
      Worst: 'Low',
      Images: '4',
      Fixable: '0',
      'Newest scan': '2020-02-04 stale',
      'Stale scans': '4',
    });
    expect((await cellsOf(page, 'team-1'))['Findings, 30 days']?.split(/\s+/)).toEqual(['4', 'same']);
    const row = page.locator('tbody tr', { has: page.getByRole('link', { name: 'team-1', exact: true }) });
    expect(await row.locator('.bar').getAttribute('aria-label')).toBe('4 low');
    expect(await row.locator('.spark svg').getAttribute('aria-label')).toMatch(
      / of 30 days known; 4(, 4)?; now 4$/,
    );
    await page.goto(`${server.url}/#/?q=team-10`);
    await settled();
    // Worst first: even ones have a high finding in each image.
    const names = await page
      .getByRole('table', { name: 'Projects' })
      .locator('tbody a[href*="name="]:not([aria-label])')
      .allInnerTexts();
    expect(names).toHaveLength(11);
    expect(names.slice(0, 6).every((name) => Number(name.replace('team-', '')) % 2 === 0)).toBe(true);
    expect(await cellsOf(page, 'team-100')).toMatchObject({ Worst: 'High', Images: '4' });
    await page.goto(`${server.url}/#/?q=without`);
    await settled();
    expect(await cellsOf(page, 'without-images')).toMatchObject({ Worst: 'empty', Images: '0' });
    expect(faults).toEqual([]);
    await page.close();
  });

  it('count the same images as the page of the project, also those without a severity', async () => {
    const { page, visit } = await openConsole(shown, server.url, '/?q=shop');
    const cells = await cellsOf(page, 'shop');
    const label = await page.locator('tbody .bar').first().getAttribute('aria-label');
    expect(cells.Worst).toBe('Critical');
    await visit('/project?name=projects/shop');
    const counts: Record<string, number> = {};
    for (const text of await page
      .locator('section', { hasText: 'Search these images' })
      .locator('.facets button')
      .allInnerTexts()) {
      const [name = '', count] = text.trim().split(/\s+/);
      counts[name.toLowerCase()] = Number(count);
    }
    // The page of the project also has images without findings, which are unknown where nobody scanned them.
    for (const part of (label ?? '').split(', ')) {
      const [count, name = ''] = part.split(' ');
      if (name === 'unknown') expect(counts[name]).toBeGreaterThanOrEqual(Number(count));
      else expect([name, counts[name]]).toEqual([name, Number(count)]);
    }
    await page.close();
  });

  it('show what to fix first: the same as on the page of the project', async () => {
    const { page, visit, settled } = await openConsole(shown, server.url, '/?q=shop');
    const cell = page.locator('tbody tr .fixes');
    const name = await cell.locator('a').innerText();
    const count = await cell.locator('.muted').innerText();
    const note = (await cellsOf(page, 'shop'))['Fix first']?.trim();
    expect(await cell.locator('a').first().getAttribute('title')).toMatch(
      new RegExp(`: ${count.trim()} critical findings? in \\d images?$`),
    );
    await cell.locator('a').first().click();
    await settled();
    expect(await page.locator('h1').innerText()).toBe(`Who in shop has the package ${name}?`);
    await visit('/project?name=projects/shop');
    for (const [by, first] of [
      ['package', name],
      ['note', note],
    ])
      expect(
        await page
          .getByRole('table', { name: `Findings by ${by}` })
          .locator('tbody tr')
          .first()
          .locator('button')
          .innerText(),
      ).toBe(first);
    await page.close();
  });

  it('read what to fix first for the rows near the window, once each', async () => {
    const { page, settled } = await openConsole(shown, server.url, '/run');
    const asked: string[][] = [];
    page.on('request', (request) => {
      const names = new URL(request.url()).searchParams.getAll('projects');
      if (names.length > 0) asked.push(names.map((name) => name.replace('projects/', '')));
    });
    await page.goto(`${server.url}/#/?sort=name&q=fix-`);
    await settled();
    expect(asked).toHaveLength(1);
    expect(asked.flat()).toContain('fix-00');
    expect(asked.flat()).not.toContain('fix-59');
    expect(await cellsOf(page, 'fix-03')).toMatchObject({
      'Update first': expect.stringMatching(/^package-3\s+4$/),
      'Fix first': 'fixed',
    });
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.getByRole('link', { name: 'package-59', exact: true }).waitFor();
    expect((await cellsOf(page, 'fix-59'))['Update first']).toMatch(/^package-59\s+60$/);
    expect(new Set(asked.flat()).size).toBe(asked.flat().length);
    await page.close();
  });

  it('link to the images whose scans are stale', async () => {
    const { page, settled } = await openConsole(shown, server.url, '/?q=team-3');
    await page.getByRole('link', { name: '4 images scanned over 30 days ago' }).first().click();
    await settled();
    expect(page.url()).toContain('scan=stale');
    expect(await page.getByRole('table', { name: 'Images' }).locator('tbody tr').count()).toBe(4);
    await page.goBack();
    await page.getByRole('table', { name: 'Projects' }).waitFor();
    await page.close();
  });
});
