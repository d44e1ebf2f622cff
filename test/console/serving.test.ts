import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** How the server serves the console; the pages themselves are in the other files. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** What a browser sends when somebody types an address. */
const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers });

async function page(): Promise<string> {
  return (await get('/', { accept: browserAccept })).text();
}

const filesOf = (html: string): string[] =>
  [...html.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map((match) => match[1] ?? '');

describe('/', () => {
  it.each([
    [browserAccept, 'text/html'],
    ['text/html', 'text/html'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/json, text/html;q=0.5', 'application/json'],
    [`text/html${', a/b'.repeat(203)}`, 'text/html'],
    [`text/html${', a/b'.repeat(204)}`, 'application/json'],
  ])('for a client that accepts %s returns %s', async (accept, type) => {
    const response = await get('/', { accept });
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('vary')).toContain('Accept');
  });

  it('is a page without inline scripts and styles that no other page may frame', async () => {
    const response = await get('/', { accept: browserAccept });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const html = await response.text();
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]* src=)/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

describe('the files of the console', () => {
  it('are cached permanently, compressed, under names that change with their content', async () => {
    const files = filesOf(await page());
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\/console\/[\w-]+-[\w-]{8}\.(?:js|css|svg)$/);
      const response = await get(file, { 'accept-encoding': 'gzip' });
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-encoding')).toBe('gzip');
      const plain = await get(file, { 'accept-encoding': 'identity' });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(await plain.text()).toBe(await response.text());
      const etag = response.headers.get('etag') ?? '';
      expect((await get(file, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('have at most 150 kB of compressed script', async () => {
    const first = filesOf(await page()).filter((file) => file.endsWith('.js'));
    const textOf = async (file: string): Promise<string> => (await get(file)).text();
    // Scripts that a page loads when it needs them count too.
    const named = (await Promise.all(first.map(textOf))).flatMap((text) => [
      ...text.matchAll(/\.\/([\w-]+-[\w-]{8}\.js)/g),
    ]);
    const scripts = [...first, ...new Set(named.map(([, file]) => `/console/${file}`))];
    expect(scripts.length).toBeGreaterThan(1);
    const bytes = await Promise.all(scripts.map(textOf));
    const sizes = bytes.map((script) => gzipSync(script, { level: 9 }).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
  });

  it.each([
    '/console/',
    '/console/index.html',
    '/console/..%2findex.html',
    '/console/%2e%2e/package.json',
    '/index.html',
  ])('are the only files that are served: %s is not found', async (path) => {
    const response = await get(path, { accept: browserAccept });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/json'),
    ]);
  });
});
