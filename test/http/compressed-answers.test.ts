import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressedFrom, createCompressor, takesGzip } from '../../src/http/compress.js';
import { type Api, openApi } from './kit.js';

describe('responses', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    const note = {
      longDescription: 'long '.repeat(compressedFrom / 20),
      discovery: { analysisKind: 'DISCOVERY' },
    };
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      expect((await api.call('POST', `/projects/p/notes?noteId=${id}`, note)).status).toBe(200);
  });
  afterAll(() => api.close());

  const ask = (path: string, accepted?: string, method = 'GET', more = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const headers = { ...(accepted === undefined ? {} : { 'accept-encoding': accepted }), ...more };
      request(`${api.url}/v1beta1/projects/p/${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      })
        .on('error', reject)
        .end();
    });

  it('that are long are compressed on request, with the same content', async () => {
    const plain = await ask('notes');
    expect(plain.body.length).toBeGreaterThan(compressedFrom);
    expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, 'accept-encoding']);
    const packed = await ask('notes', 'br, gzip;q=0.5');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers['content-length']).toBe(String(packed.body.length));
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    // One entity, however it is sent: it is good for If-Match.
    expect(packed.headers.etag).toBe(plain.headers.etag);
    const again = await ask('notes', 'gzip', 'GET', { 'if-none-match': packed.headers.etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('that are short, without Accept-Encoding, or to HEAD are not compressed', async () => {
    const plain = await ask('notes');
    for (const [path, accepted, method] of [
      ['notes/a', 'gzip', 'GET'],
      ['notes', 'identity', 'GET'],
      ['notes', 'gzip;q=0, br', 'GET'],
      ['notes', 'gzip', 'HEAD'],
    ] as const)
      expect([path, (await ask(path, accepted, method)).headers['content-encoding']]).toEqual([
        path,
        undefined,
      ]);
    const head = await ask('notes', 'gzip', 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length'], head.headers.etag]).toEqual([
      200,
      0,
      String(plain.body.length),
      plain.headers.etag,
    ]);
  });

  it('are not compressed while another one is being compressed', async () => {
    const compress = createCompressor(1);
    const text = Buffer.from('x'.repeat(100_000));
    const both = await Promise.all([compress(text), compress(text)]);
    expect(both.map((packed) => packed && gunzipSync(packed).length)).toEqual([100_000, undefined]);
    expect(await compress(text)).toBeDefined();
  });

  it.each([
    [undefined, false],
    ['gzip', true],
    ['GZIP ; q=1.0', true],
    ['*', true],
    ['*;q=0', false],
    ['gzip;q=0.0, *', false],
    ['deflate, br', false],
    [`gzip${', x'.repeat(340)}`, true],
    [`gzip${', x'.repeat(341)}`, false],
  ])('Accept-Encoding %s', (accepted, expected) => {
    expect(takesGzip(accepted)).toBe(expected);
  });
});
