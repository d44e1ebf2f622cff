import { truncate, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, importFiles, importUrl } from '../../../src/cli/import.js';
import type { ImportResult } from '../../../src/services/imports.js';
import { temporaryFolder } from '../../setup/temporary.js';

const report = fileURLToPath(new URL('../../fixtures/trivy/image.json', import.meta.url));
const none = { created: 0, updated: 0, unchanged: 0, removed: 0 };
const result: ImportResult = {
  format: 'trivy',
  consumer: 'projects/c',
  provider: 'projects/trivy',
  resources: ['https://a.example/app@sha256:1', 'https://a.example/b@sha256:2'],
  validateOnly: false,
  found: { notes: 2, occurrences: 3 },
  notes: { ...none, created: 2 },
  occurrences: { created: 3, updated: 1, unchanged: 4, removed: 5 },
  discovery: none,
  names: { created: [], updated: [], removed: [] },
  warningCount: 2,
  warnings: [{ pointer: '/Results/0', reason: 'odd\nindeed' }],
};

describe('grafeas import', () => {
  let server: http.Server;
  let options: ImportOptions;
  const folder = temporaryFolder();
  /** How often the server is yet to say that it is busy. */
  let busy = 0;
  let answer: { status: number; body: string };
  const requests: { url: string; authorization: string | undefined; length: number }[] = [];

  beforeAll(async () => {
    server = http.createServer(async (request, response) => {
      let length = 0;
      for await (const chunk of request) length += (chunk as Buffer).length;
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization, length });
      if (busy > 0) {
        busy -= 1;
        response.writeHead(503).end('{}');
      } else response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    options = { into: 'projects/c', server: `http://127.0.0.1:${port}/` };
  });
  afterAll(async () => {
    folder.remove();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    requests.length = 0;
    answer = { status: 200, body: JSON.stringify(result) };
  });

  async function run(files: readonly string[], more: Partial<ImportOptions> = {}, bar = 0) {
    const written = { out: '', err: '' };
    const failed = await importFiles(
      files,
      { ...options, ...more },
      {
        out: (text) => {
          written.out += text;
        },
        err: (text) => {
          written.err += text;
        },
        bar,
      },
    );
    return { ...written, failed };
  }

  it('uploads the bytes and prints the result', async () => {
    const { out, err, failed } = await run([report], {
      token: 'secret',
      misconfig: true,
      provider: 'projects/p',
    });
    expect(requests).toEqual([
      {
        url: expect.stringMatching(
          /^\/v1beta1\/projects\/c\/occurrences:import\?provider=projects%2Fp&misconfig=true&requestId=[0-9a-f-]{36}$/,
        ) as string,
        authorization: 'Bearer secret',
        length: expect.any(Number) as number,
      },
    ]);
    expect(requests[0]?.length).toBeGreaterThan(5000);
    expect(out).toBe(
      [
        `${report}: trivy, https://a.example/app@sha256:1 and 1 more`,
        '  occurrences: 3 created, 1 updated, 4 unchanged, 5 removed',
        '  notes:       2 created, 0 updated, 0 unchanged, 0 removed',
        '  warning: /Results/0: odd indeed',
        '  and 1 more warnings',
        '',
      ].join('\n'),
    );
    expect({ err, failed }).toEqual({ err: '', failed: 0 });
  });

  it('reports that nothing was written when only validating', async () => {
    answer.body = JSON.stringify({ ...result, validateOnly: true });
    const { out } = await run([report], { validateOnly: true });
    expect(out).toContain('  valid: 3 occurrences, 2 notes; nothing was written\n');
  });

  it('continues after a failure, which it prints on one line', async () => {
    const { out, err, failed } = await run(['/no/such/file.json', report]);
    expect(err).toBe('grafeas: /no/such/file.json: no such file\n');
    expect(out).toMatch(/\n1 of 2 reports imported; occurrences: 3 created, .*\n$/);
    expect(failed).toBe(1);
  });

  it('refuses several reports of one tool on one resource before anything is written, unless they are merged', async () => {
    const other = fileURLToPath(new URL('../../fixtures/trivy/image-rescan.json', import.meta.url));
    const refused = await run([report, other]);
    expect(refused.failed).toBe(2);
    expect(refused.err).toContain(
      `grafeas: ${report}: is a report of trivy on https://a.example/app@sha256:1, and so is ${other}`,
    );
    expect(requests.map(({ url }) => url.includes('?validateOnly=true'))).toEqual([true, true]);
    requests.length = 0;
    expect((await run([report, other], { mode: 'merge' })).failed).toBe(0);
    expect(requests).toHaveLength(2);
    expect((await run([report, '-'])).err).toContain('grafeas: -: standard input is read once');
  });

  it('draws a progress bar for several files on a terminal only', async () => {
    expect((await run([report, report], {}, 80)).err).toContain('1/2');
    expect((await run([report, report])).err).toBe('');
    expect((await run([report], {}, 80)).err).toBe('');
  });

  it.each([
    [400, '{"message":"/Results: expected a list","error":{}}', '/Results: expected a list'],
    [502, '<html>', 'the server returned status 502'],
    [500, '[]', 'the server returned status 500'],
  ])('shows the error for status %d', async (status, body, message) => {
    answer = { status, body };
    expect(await run([report])).toEqual({ out: '', err: `grafeas: ${report}: ${message}\n`, failed: 1 });
  });

  it('repeats an upload under one request id while the server is busy', async () => {
    busy = 2;
    const { out, failed } = await run([report]);
    expect({ failed, done: out.includes('3 created') }).toEqual({ failed: 0, done: true });
    expect(requests).toHaveLength(3);
    expect(new Set(requests.map(({ url }) => url)).size).toBe(1);
  });

  it('shows the progress of a single large file', async () => {
    const large = join(folder.path, 'large.json');
    await writeFile(large, 'x'.repeat(6_000_000));
    const { err } = await run([large], {}, 80);
    expect(err).toMatch(/░ 0\/1 \d+ % .*large\.json/);
    expect(err).toMatch(/█ 1\/1 100 % .*large\.json/);
    expect(err.endsWith('\r\u001B[K')).toBe(true);
    // Nobody would see it.
    expect((await run([large])).err).toBe('');
  });

  it('reads the response of a server that does not read the whole upload', async () => {
    const early = http.createServer((_request, response) => {
      response.writeHead(413, { connection: 'close' });
      response.end('{"error":{},"message":"body: the limit is 1 MiB"}');
    });
    await new Promise<void>((resolve) => early.listen(0, '127.0.0.1', resolve));
    const large = join(folder.path, 'larger.json');
    await writeFile(large, 'x'.repeat(40_000_000));
    const { port } = early.address() as AddressInfo;
    for (let round = 0; round < 10; round += 1) {
      const { err } = await run([large], { server: `http://127.0.0.1:${port}` });
      expect(err).toBe(`grafeas: ${large}: body: the limit is 1 MiB\n`);
    }
    early.close();
  });

  it('does not upload a file above the limit', async () => {
    const huge = join(folder.path, 'huge.json');
    await writeFile(huge, '');
    await truncate(huge, 566 * 1024 * 1024);
    const { err } = await run([huge]);
    expect(err).toContain('is 593494016 bytes, the limit is 536870912 bytes (512 MiB), compressed or not');
    expect(requests).toEqual([]);
  });

  it('reports that there is no server', async () => {
    const { err } = await run([report], { server: 'http://127.0.0.1:1' });
    expect(err).toMatch(
      /cannot reach http:\/\/127\.0\.0\.1:1 .*; check that it runs, and check --server or GRAFEAS_SERVER\n$/,
    );
  });

  it('refuses a server that is not a URL', () => {
    for (const server of ['localhost', 'localhost:8080', 'unix:///run/grafeas.sock', ''])
      expect(() => importUrl({ into: 'projects/c', server })).toThrow(
        `--server: "${server}" is not an http or https URL`,
      );
    expect(importUrl({ into: 'projects/a b', server: 'https://h/base' }).href).toBe(
      'https://h/base/v1beta1/projects/a%20b/occurrences:import',
    );
  });
});
