import { readFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

const report = readFileSync(new URL('../fixtures/trivy/image.json', import.meta.url));

describe('a compressed report', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  async function post(body: Buffer, encoding?: string): Promise<{ status: number; text: string }> {
    const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
    const url = `${server.url}/v1beta1/projects/p/occurrences:import?validateOnly=true`;
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
    return { status: response.status, text: await response.text() };
  }

  it.each([
    ['gzip', gzipSync(report), undefined],
    ['gzip by Content-Encoding', gzipSync(report), 'gzip'],
    ['zstd', zstdCompressSync(report), undefined],
    ['zstd by Content-Encoding', zstdCompressSync(report), 'zstd'],
    ['a gzip file compressed on the way', zstdCompressSync(gzipSync(report)), 'zstd'],
    [
      'gzip of two members',
      Buffer.concat([gzipSync(report.subarray(0, 99)), gzipSync(report.subarray(99))]),
      '',
    ],
  ])('%s is read as its decompressed content', async (_name, body, encoding) => {
    const plain = await post(report);
    expect(plain.status).toBe(200);
    expect(await post(body, encoding === '' ? undefined : encoding)).toEqual(plain);
  });

  it('that is damaged or cut off anywhere is refused', async () => {
    for (const whole of [gzipSync(report), zstdCompressSync(report)]) {
      for (const end of [4, 20, Math.floor(whole.length / 2), whole.length - 1]) {
        const { status, text } = await post(whole.subarray(0, end));
        expect({ status, end }).toEqual({ status: 400, end });
        expect(text).toContain('INVALID_REPORT');
      }
    }
  });

  it('that is too large when decompressed is refused, with the limit in the error', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024, ' ');
    const member = gzipSync(zeros);
    const bomb = Buffer.concat(Array.from({ length: 9 }, () => member));
    const { status, text } = await post(bomb);
    expect(status).toBe(413);
    expect(text).toContain('body: decompressed it is more than the limit of 536870912 bytes (512 MiB)');
  });

  it('in another encoding is refused, with the supported ones in the error', async () => {
    const { status, text } = await post(report, 'br');
    expect(status).toBe(400);
    expect(text).toContain('content-encoding: must be gzip, zstd or left out, not br');
  });

  it('is the only compressed body; another is refused, naming the compression', async () => {
    const note = gzipSync('{"attestationAuthority":{"hint":{"humanReadableName":"QA"}}}');
    const response = await fetch(`${server.url}/v1beta1/projects/p/notes?noteId=n`, {
      method: 'POST',
      body: new Uint8Array(note),
      headers: { 'content-encoding': 'gzip' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('body: is compressed with gzip');
  });
});
