import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser, browserFlags } from '../test/setup/browser.js';
import { settled } from '../test/setup/console-browser.js';
import { cart, clean, fillConsole, nextCart } from '../test/setup/console-data.js';
import { addPolicies, shopPolicy } from '../test/setup/console-policies.js';
import { addStatements, stated } from '../test/setup/console-statements.js';
import { startServer } from '../test/setup/server.js';

/**
 * Makes the pictures of docs/console: each page of a filled server, light, dark and as narrow as a phone.
 *
 *   npm run console:pictures [-- PAGE…]     all of them, or those of the named pages
 */

const folder = fileURLToPath(new URL('../docs/console/', import.meta.url));
const uri = encodeURIComponent;
const pages: Readonly<Record<string, string>> = {
  projects: '/',
  project: '/project?name=projects/shop',
  image: `/image?uri=${uri(cart)}&in=projects/shop`,
  clean: `/image?uri=${uri(clean)}&in=projects/shop`,
  who: '/who?cve=CVE-2024-10001',
  note: '/note?name=projects/trivy/notes/CVE-2024-10001',
  compare: `/compare?a=${uri(cart)}&b=${uri(nextCart)}&in=projects/shop`,
  find: '/find?text=shop/cart',
  run: `/run?policy=${shopPolicy}&image=${uri(cart)}`,
  statement: `/image?uri=${uri(stated)}&in=projects/shop`,
};
const wanted = process.argv.slice(2);
const views = [
  { name: 'light', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'dark', colorScheme: 'dark', width: 1440, height: 900 },
  { name: 'phone', colorScheme: 'light', width: 400, height: 800 },
] as const;

if (browser === undefined) throw new Error('there is no Chromium on this machine');
mkdirSync(folder, { recursive: true });
const server = await startServer();
const empty = await startServer();
await fillConsole(server.url);
await addPolicies(server.url);
await addStatements(server.url);
const shown = await chromium.launch({ executablePath: `/usr/bin/${browser}`, args: [...browserFlags] });
for (const { name, colorScheme, width, height } of views) {
  const page = await shown.newPage({ viewport: { width, height }, colorScheme });
  for (const [file, path] of Object.entries({ ...pages, empty: '' })) {
    if (wanted.length > 0 && !wanted.includes(file)) continue;
    // A page is loaded anew, as a link from elsewhere does.
    await page.goto('about:blank');
    await page.goto(file === 'empty' ? `${empty.url}/` : `${server.url}/#${path}`, {
      waitUntil: 'networkidle',
    });
    // On a busy machine there are pauses between the requests of a page.
    for (let round = 0; round < 3; round += 1) await settled(page);
    // Rows that are far from the window are not in the document, so the window becomes as high as the whole page.
    const whole =
      file === 'image' ? Number(await page.evaluate('document.documentElement.scrollHeight')) : height;
    await page.setViewportSize({ width, height: whole });
    await page.screenshot({ path: `${folder}${file}-${name}.png` });
    await page.setViewportSize({ width, height });
  }
  await page.close();
}
await shown.close();
await server.close();
await empty.close();
