import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { openBrowser, openConsole, type Watched } from './console-browser.js';
import { startServer, type TestServer } from './server.js';

/** A page of the console that the tests of a block share, with its server. */
export interface FilledConsole extends Watched {
  /** Of the server. */
  readonly url: string;
  readonly browser: Browser;
  /** Tests the page at an address when it has read its lists. It must have no faults. */
  at(path: string, test: (page: Page) => Promise<void>): Promise<void>;
}

/** Starts a server, fills it and opens the console, before the tests of a block. */
export function filledConsole(fill: (url: string) => Promise<void>, timeout?: number): FilledConsole {
  let server: TestServer;
  let browser: Browser;
  let opened: Watched;
  beforeAll(async () => {
    server = await startServer();
    await fill(server.url);
    browser = await openBrowser();
    opened = await openConsole(browser, server.url, '/');
  }, timeout);
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });
  return {
    get url() {
      return server.url;
    },
    get browser() {
      return browser;
    },
    get page() {
      return opened.page;
    },
    get faults() {
      return opened.faults;
    },
    visit: (path) => opened.visit(path),
    settled: () => opened.settled(),
    async at(path, test) {
      await opened.visit(path);
      await test(opened.page);
      expect(opened.faults).toEqual([]);
    },
  };
}
