/**
 * The time until pages of the console show what was asked for, in headless Chromium with an empty cache, at 10 Mbit/s and
 * 40 ms for each response. Run: npm run bench:console. Fails where the median of a page is above `most` milliseconds.
 */
import type { Browser } from 'playwright-core';
import { noBrowser, openBrowser } from '../test/setup/console-browser.js';
import { addFindings, addProjects, cart, fillConsole, large } from '../test/setup/console-data.js';
import { startServer } from '../test/setup/server.js';

const most = 1000;
const rounds = 5;
const bytesPerSecond = 10_000_000 / 8;
const latency = 40;

const uri = encodeURIComponent;
/** Address of each page, with what is useful of it: the first row of its table. */
const pages: readonly (readonly [string, string, string])[] = [
  ['all projects', '/', 'Projects'],
  ['project', '/project?name=projects/shop', 'Images'],
  ['image', `/image?uri=${uri(cart)}&in=projects/shop`, 'Findings'],
  ['image with 10,000 findings', `/image?uri=${uri(large)}&in=projects/shop`, 'Findings'],
  ['who has a CVE', '/who?cve=CVE-2024-10001', 'Findings'],
];

/** Milliseconds from the navigation to the frame that shows the first row. */
async function timeOf(browser: Browser, url: string, table: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    const useful = new Promise<number>((resolve) => {
      void page.exposeFunction('useful', resolve);
    });
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (document.querySelector('table[aria-label="${table}"] tbody tr') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => useful(performance.now())));
    }).observe(document, { childList: true, subtree: true })`);
    await page.goto(url);
    return await useful;
  } finally {
    await context.close();
  }
}

if (noBrowser !== '') throw new Error('there is no Chromium on this machine');
const server = await startServer();
await fillConsole(server.url);
await addFindings(server.url, 10_000, 1000);
const browser = await openBrowser();
let isSlow = false;

async function measure(name: string, path: string, table: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push(await timeOf(browser, `${server.url}/#${path}`, table));
  times.sort((a, b) => a - b);
  const median = times[Math.floor(rounds / 2)] ?? 0;
  isSlow ||= median > most;
  console.log(`${name}: ${Math.round(median)} ms (worst ${Math.round(times.at(-1) ?? 0)} ms)`);
}

for (const [name, path, table] of pages) await measure(name, path, table);
await addProjects(server.url, 1000);
await measure('all of 1,000 projects', '/', 'Projects');
await browser.close();
await server.close();
process.exit(isSlow ? 1 : 0);
