import { type Browser, chromium, type Page } from 'playwright-core';
import { browser, browserFlags } from './browser.js';

/** The reason why tests of the console are skipped, for their titles; empty if they run. */
export const noBrowser = browser === undefined ? ' (skipped: there is no Chromium)' : '';

export function openBrowser(...flags: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: `/usr/bin/${browser}`, args: [...browserFlags, ...flags] });
}

export interface View {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

/** A page and its faults: messages of the browser, and requests to other hosts. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
  /** Shows another address of the console without loading the page anew, and waits until its lists are read. */
  visit(path: string): Promise<void>;
  /** Waits until the page reads no more lists. */
  settled(): Promise<void>;
}

/** Opens a page of the console at its address behind `#`. */
export async function openConsole(
  shown: Browser,
  url: string,
  path: string,
  { width = 1440, scheme = 'light' }: View = {},
): Promise<Watched> {
  const page = await shown.newPage({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    // A colour that is still changing has no contrast to measure.
    reducedMotion: 'reduce',
  });
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
  const quiet = watchRequests(page);
  await page.goto(`${url}/#${path}`);
  const settled = async (): Promise<void> => {
    await page.locator('main h1').first().waitFor();
    await quiet();
    await page.locator('progress').first().waitFor({ state: 'detached' });
  };
  await settled();
  return {
    page,
    faults,
    settled,
    async visit(to) {
      faults.length = 0;
      // Between two pages there is none, so that nothing of the first is left in the second.
      await page.goto(`${url}/#/nowhere`);
      await page.getByText('There is no page at this address.').waitFor();
      await page.goto(`${url}/#${to}`);
      await settled();
    },
  };
}

/** Effects of a page run after its next frames; a request that they make has begun by then. */
const twoFrames =
  'new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done)))))';

/** What waits until no request is open and the page begins no other one. */
function watchRequests(page: Page): () => Promise<void> {
  let open = 0;
  let begun = 0;
  let wake = (): void => {};
  const ended = (): void => {
    open -= 1;
    wake();
  };
  page.on('request', () => {
    open += 1;
    begun += 1;
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => {
    for (let seen = -1; seen !== begun || open > 0; ) {
      while (open > 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      seen = begun;
      await page.evaluate(twoFrames);
    }
  };
}

/** Waits until the page has loaded all its lists. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  // Not waitForFunction: its second poll evaluates text in the page, which the content policy forbids.
  await page.locator('progress').first().waitFor({ state: 'detached' });
}
