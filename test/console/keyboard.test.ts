import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openBrowser, openConsole } from '../setup/console-browser.js';
import { fillConsole } from '../setup/console-data.js';
import { startServer, type TestServer } from '../setup/server.js';

/** From the list of projects to the worst fixable finding, who else has it, and the package to update: by keys alone. */

interface Focused {
  readonly text: string;
  readonly role: string;
  /** Whether it shows that it has the focus, within the window. */
  readonly isSeen: boolean;
}

const describeFocus = `(() => {
  const { activeElement: at } = document;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const { top, bottom, left, right, width, height } = at.getBoundingClientRect();
  const within = width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return {
    text: (at.getAttribute('aria-label') ?? at.innerText ?? '').trim(),
    role: at.localName,
    isSeen: within && outlineStyle !== 'none' && outlineWidth !== '0px',
  };
})()`;

/** Presses Tab until what has the focus fits. Fails where it comes round to the start without, or where the focus is not seen. */
async function tabTo(page: Page, fits: (focused: Focused) => boolean): Promise<readonly Focused[]> {
  const passed: Focused[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = (await page.evaluate(describeFocus)) as Focused;
    passed.push(focused);
    if (focused.role !== 'body')
      expect([focused, passed.map(({ text }) => text)]).toEqual([
        { ...focused, isSeen: true },
        expect.anything(),
      ]);
    if (fits(focused)) return passed;
  }
  throw new Error(`not reached by Tab: ${JSON.stringify(passed)}`);
}

describe.skipIf(noBrowser !== '').each([1440, 400])(`the keyboard at a width of %i${noBrowser}`, (width) => {
  let server: TestServer;
  let shown: Browser;
  beforeAll(async () => {
    server = await startServer();
    await fillConsole(server.url);
    shown = await openBrowser();
  });
  afterAll(async () => {
    await shown?.close();
    await server.close();
  });

  it('reaches the worst fixable finding, other images with it, and the package to update', async () => {
    const { page, settled, faults } = await openConsole(shown, server.url, '/', { width });
    const heading = async (): Promise<string> => {
      // Of a new page, for those who hear it.
      expect(await page.evaluate('document.activeElement.localName')).toBe('main');
      return page.locator('h1').innerText();
    };
    const press = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      await settled();
    };
    await tabTo(page, ({ text, role }) => role === 'a' && text === 'shop');
    await press('Enter');
    expect(await heading()).toBe('shop');

    // The worst image is the first one of the table.
    const toImage = await tabTo(page, ({ text }) => text.startsWith('registry.example.com/shop/'));
    // A new page begins at its top.
    expect(toImage[0]?.text).toBe('All projects');
    await press('Enter');
    expect(await heading()).toContain('registry.example.com/shop/cart');

    await tabTo(page, ({ text }) => /^CVE-/.test(text));
    await press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('h2').innerText()).toMatch(/^Critical CVE-2024-10003$/);
    expect(await dialog.innerText()).toMatch(/Fixed in\s+1\.4\.9/);
    const inDialog = await tabTo(page, ({ text }) => text === 'Who else has it?');
    expect(inDialog.length).toBeLessThan(8);
    await press('Enter');
    expect(await heading()).toBe('Who has CVE-2024-10003?');
    const others = await tabTo(page, ({ text }) => text.startsWith('registry.example.com/'));
    expect(others.map(({ text }) => text)).toContain('CVE-2024-10003');

    // Back to the list of projects, which names the package to update.
    await press('h');
    expect(await heading()).toBe('Projects');
    await tabTo(page, ({ text }) => text === '@example/webkit-lite');
    await press('Enter');
    expect(await heading()).toBe('Who in shop has the package @example/webkit-lite?');
    await tabTo(page, ({ text }) => text === 'Who has it in all projects?');
    await press('Enter');
    expect(await heading()).toBe('Who has the package @example/webkit-lite?');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('opens and closes a finding, and keeps its position', async () => {
    const { page, settled } = await openConsole(shown, server.url, '/who?cve=CVE-2024-10001', { width });
    await tabTo(page, ({ text }) => text === 'CVE-2024-10001');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(describeFocus)).toMatchObject({ text: 'CVE-2024-10001', isSeen: true });
    // The same page by the dialog: it closes.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await settled();
    await tabTo(page, ({ text }) => text === 'Who else has it?');
    await page.keyboard.press('Enter');
    await settled();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.close();
  });
});
