import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { versionNames } from '../setup/versions.js';

/** The page at /docs: everything from this server, nothing inline, nothing from elsewhere. */

describe('/docs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${server.url}${path}`, { headers });

  it('is a page whose content policy allows only this server', async () => {
    const response = await get('/docs');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const page = await response.text();
    expect(page).not.toMatch(/https?:|\son\w+=|style=|<style|<script>/);
  });

  it('refers only to assets of this server, under the same policy', async () => {
    const page = await (await get('/docs')).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    const links = assets.filter((asset) => asset.startsWith('/docs?'));
    const own = assets.filter((asset) => !asset.startsWith('data:') && !links.includes(asset));
    expect(own).toHaveLength(3);
    for (const asset of own) {
      const response = await get(asset);
      expect(response.status, asset).toBe(200);
      expect(response.headers.get('content-security-policy'), asset).toContain("default-src 'none'");
      expect(response.headers.get('x-content-type-options'), asset).toBe('nosniff');
      expect(response.headers.get('content-type'), asset).toMatch(/^text\/(?:css|javascript)/);
      await response.arrayBuffer();
    }
    const start = await (await get('/docs/start.js')).text();
    expect(start).not.toMatch(/https?:/);
    const names = links.map((link) => link.replace('/docs?version=', ''));
    expect(names.slice(0, versionNames.length)).toEqual(versionNames);
    expect(start).toContain(JSON.stringify(names));
    const documents = versionNames.map((name) => [name, `/openapi/${name}.json`] as const);
    for (const [name, url] of documents) {
      const document = (await (await get(url)).json()) as { paths: object };
      expect(Object.keys(document.paths)[0]).toMatch(new RegExp(`^/${name}/`));
    }
  });

  it.each(['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/openapi.json', '/openapi.yaml'])(
    '%s has an entity tag and is not sent again',
    async (path) => {
      // Not by fetch, which asks caches for a new answer when it is given an entity tag.
      const client = createHttpClient(new URL(server.url), undefined);
      try {
        const { status, headers } = await client.send({ method: 'GET', path });
        expect([status, headers.etag]).toEqual([200, expect.stringMatching(/^(?:W\/)?".+"$/)]);
        const known = { 'if-none-match': headers.etag ?? '' };
        const again = await client.send({ method: 'GET', path, headers: known });
        expect([again.status, again.text]).toEqual([304, '']);
      } finally {
        client.close();
      }
    },
  );

  it.each([
    '/docs/package.json',
    '/docs/../package.json',
    '/docs/%2e%2e/express/package.json',
    '/docs/index.html',
  ])('does not serve %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
