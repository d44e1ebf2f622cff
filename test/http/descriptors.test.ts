import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import http2 from 'node:http2';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHttpClient } from '../../src/conformance/http-client.js';
import { startServer, type TestServer } from '../setup/server.js';

const paths = [
  '/docs/swagger-ui-bundle.js',
  '/docs/swagger-ui.css',
  '/docs',
  '/openapi.json',
  '/docs/%',
  '/v1beta1/projects',
  '/v1beta1/projects/p/occurrences:import',
  '/nothing',
];
const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

/** Whatever becomes of a request, nothing of it stays open. The server runs in this process, so its descriptors are ours. */
describe.skipIf(process.platform !== 'linux')('descriptors after broken requests', () => {
  let server: TestServer;
  let before: number;
  beforeAll(async () => {
    server = await startServer();
    // What is read once is read.
    for (const path of paths) await fetch(`${server.url}${path}`).then((answer) => answer.arrayBuffer());
    for (const path of paths) await brokenOverHttp2(path, 'unread');
    before = openDescriptors();
  });
  afterAll(() => server.close());

  async function brokenOverHttp1(path: string, how: string): Promise<void> {
    const { hostname, port, host } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await once(socket, 'connect');
    const head = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n`;
    const range = how === 'range' ? 'Range: bytes=99999999-\r\n' : '';
    if (how === 'half head') socket.write(head);
    else if (how === 'half body')
      socket.write(`${head.replace('GET', 'POST')}Content-Length: 99999\r\n\r\n{`);
    else socket.write(`${head}${range}\r\n`);
    if (how === 'unread') {
      socket.pause();
      await once(socket, 'readable');
    } else if (how === 'range') await once(socket, 'data');
    socket.destroy();
    await once(socket, 'close');
  }

  async function brokenOverHttp2(path: string, how: string): Promise<void> {
    const session = http2.connect(server.url, { settings: { initialWindowSize: 10 } });
    session.on('error', () => {});
    const headers = { ':path': path, ...(how === 'range' ? { range: 'bytes=99999999-' } : {}) };
    const method = how === 'half body' ? 'POST' : 'GET';
    const stream = session.request({ ':method': method, ...headers }, { endStream: method === 'GET' });
    stream.on('error', () => {});
    if (method === 'POST') stream.write('{');
    if (how === 'reset') stream.close(http2.constants.NGHTTP2_CANCEL);
    // Who is still sending need not be answered: the server has seen the frames before the ping.
    if (method === 'POST' || how === 'reset') await new Promise<void>((done) => session.ping(() => done()));
    else await once(stream, 'response');
    session.destroy();
    await once(session, 'close');
  }

  it.each(['unread', 'half head', 'half body', 'range'])('over HTTP/1, %s', async (how) => {
    for (let round = 0; round < 5; round += 1) for (const path of paths) await brokenOverHttp1(path, how);
    await vi.waitUntil(() => openDescriptors() <= before, { timeout: 30_000 });
  });

  it.each(['unread', 'half body', 'range', 'reset'])('over HTTP/2, %s', async (how) => {
    for (let round = 0; round < 5; round += 1) for (const path of paths) await brokenOverHttp2(path, how);
    await vi.waitUntil(() => openDescriptors() <= before, { timeout: 30_000 });
  });

  it('return a whole asset for a range request, and never a stack trace', async () => {
    const client = createHttpClient(new URL(server.url), undefined);
    for (const path of paths) {
      const headers = { range: 'bytes=99999999-', 'accept-encoding': 'identity' };
      const { status, text } = await client.send({ method: 'GET', path, headers });
      expect([path, text.includes('node_modules'), text.includes('    at ')]).toEqual([path, false, false]);
      expect(status).not.toBe(500);
    }
    client.close();
  });

  it('send compressed assets to clients that accept them, with an entity tag of their own', async () => {
    const client = createHttpClient(new URL(server.url), undefined);
    const ask = (headers: Record<string, string>) =>
      client.send({ method: 'GET', path: '/docs/swagger-ui.css', headers });
    const plain = await ask({ 'accept-encoding': 'identity' });
    const packed = await ask({ 'accept-encoding': 'gzip' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(Number(packed.headers['content-length'])).toBeLessThan(
      Number(plain.headers['content-length']) / 3,
    );
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    client.close();
  });
});
