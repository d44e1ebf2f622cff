import { type Browser, chromium, type Page } from 'playwright-core';
import { browser, browserFlags } from './browser.js';

/** The reason why tests of the console are skipped, for their titles; empty if they run. */
export const noBrowser = browser === undefined ? ' (skipped: there is no Chromium)' : '';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: `/usr/bin/${browser}`, args: [...browserFlags] });
}

export interface View {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/** A page and its faults: messages of the browser, and requests to other hosts. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page of the console at its address behind `#`. */
export async function openConsole(
  shown: Browser,
  url: string,
  path: string,
  { width = 1440, scheme = 'light' }: View = {},
): Promise<Watched> {
  const page = await shown.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const faults: string[] = [];
  page.on('console', (message) => {
    // The handler of responses reports refused requests with their URL.
    if (message.text().startsWith('Failed to load resource: the server responded')) return;
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('response', (response) => {
    // The console checks once whether the server can list all projects together.
    if (response.url().endsWith('/v1/projects/-/occurrences?pageSize=1')) return;
    if (response.status() >= 400) faults.push(`${response.status()} of ${response.url()}`);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) faults.push(`a request to ${request.url()}`);
  });
  await page.goto(`${url}/#${path}`);
  await page.locator('main h1').first().waitFor();
  return { page, faults };
}

/** Waits until the page has loaded all its lists. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  // Not waitForFunction: its second poll evaluates text in the page, which the content policy forbids.
  await page.locator('progress').first().waitFor({ state: 'detached' });
}
