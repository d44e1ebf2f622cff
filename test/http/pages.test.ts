import http2 from 'node:http2';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** The whole answer to a request as it is written. */
async function exchange(head: string): Promise<string> {
  const [host = '', port = ''] = server.address.split(':');
  const socket = connect(Number(port), host);
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

/** The same over HTTP/2. */
async function exchangeHttp2(path: string, headers: Record<string, string>): Promise<string> {
  const session = http2.connect(server.url);
  const stream = session.request({ ':path': path, ...headers });
  const received = new Promise<http2.IncomingHttpHeaders>((resolve) => stream.once('response', resolve));
  const body = await text(stream);
  session.close();
  return JSON.stringify(await received) + body;
}

const secrets = /node_modules|\bat .+:\d+:\d+|<pre>|Error: /;

describe('pages of the server', () => {
  it.each(['bytes=99999999-', 'bytes=0-', 'bytes=5-1', 'bytes=-0', 'lines=1-2', 'bytes=0-1,3-4', '\u00a0'])(
    'are sent whole, whatever range is requested: %j',
    async (range) => {
      const answer = await exchange(`GET /docs/swagger-ui.css HTTP/1.1\r\nRange: ${range}`);
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toContain('.swagger-ui');
    },
  );

  it.each([
    '/docs/%ff',
    '/docs/%',
    '/docs/%00',
    '/docs/..%2f..%2fpackage.json',
    '/docs/swagger-ui.css/%e0%a4%a',
    '/%c0%ae',
  ])('reveal nothing about the machine at %s', async (path) => {
    const answers = [
      await exchange(`GET ${path} HTTP/1.1\r\nRange: bytes=99999999-`),
      await exchangeHttp2(path, { range: 'bytes=99999999-' }),
    ];
    for (const answer of answers) {
      expect(answer).toMatch(/40[04]/);
      expect(answer).not.toMatch(secrets);
    }
  });

  it.each([
    '/./\\evil.com',
    '/.//\\evil.com',
    '//\\evil.com',
    '/a/..//\\\\evil.com',
    '/v1beta1/../\\evil.com/',
  ])('redirect to no other host: %s', async (path) => {
    const location = /location: (.*)\r\n/i.exec(await exchange(`GET ${path} HTTP/1.1`))?.[1] ?? '/';
    // As a browser reads it.
    expect(new URL(location, 'http://localhost:8080').host).toBe('localhost:8080');
  });

  it.each(['cross-site', 'same-site'])(
    'refuse writes by a page of another site (%s), but not reads',
    async (site) => {
      const headers = { 'sec-fetch-site': site, 'content-type': 'text/plain' };
      const url = `${server.url}/v1beta1/projects`;
      const refused = await fetch(url, { method: 'POST', headers, body: '{"name":"projects/p"}' });
      expect([refused.status, ((await refused.json()) as { code: number }).code]).toEqual([403, 7]);
      expect((await fetch(`${url}/p`, { headers })).status).toBe(404);
      const own = { ...headers, 'sec-fetch-site': 'same-origin' };
      expect(
        (await fetch(url, { method: 'POST', headers: own, body: `{"name":"projects/${site}"}` })).status,
      ).toBe(200);
    },
  );
});
