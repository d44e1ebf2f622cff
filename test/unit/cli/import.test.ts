import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, importFiles, importUrl } from '../../../src/cli/import.js';
import type { ImportResult } from '../../../src/services/imports.js';

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
  let answer: { status: number; body: string };
  const requests: { url: string; authorization: string | undefined; length: number }[] = [];

  beforeAll(async () => {
    server = http.createServer(async (request, response) => {
      let length = 0;
      for await (const chunk of request) length += (chunk as Buffer).length;
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization, length });
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    options = { into: 'projects/c', server: `http://127.0.0.1:${port}/` };
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
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

  it('uploads the bytes and prints what was done', async () => {
    const { out, err, failed } = await run([report], {
      token: 'secret',
      misconfig: true,
      provider: 'projects/p',
    });
    expect(requests).toEqual([
      {
        url: '/v1beta1/projects/c/occurrences:import?provider=projects%2Fp&misconfig=true',
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

  it('says that nothing was written when only validating', async () => {
    answer.body = JSON.stringify({ ...result, validateOnly: true });
    const { out } = await run([report], { validateOnly: true });
    expect(out).toContain('  valid: 3 occurrences, 2 notes; nothing was written\n');
  });

  it('goes on after a failure, which is one line', async () => {
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
    expect(requests.map(({ url }) => url.endsWith('?validateOnly=true'))).toEqual([true, true]);
    requests.length = 0;
    expect((await run([report, other], { mode: 'merge' })).failed).toBe(0);
    expect(requests).toHaveLength(2);
    expect((await run([report, '-'])).err).toContain('grafeas: -: standard input is read once');
  });

  it('draws a bar for several files on a terminal only', async () => {
    expect((await run([report, report], {}, 80)).err).toContain('1/2');
    expect((await run([report, report])).err).toBe('');
    expect((await run([report], {}, 80)).err).toBe('');
  });

  it.each([
    [400, '{"message":"/Results: expected a list","error":{}}', '/Results: expected a list'],
    [502, '<html>', 'the server answered 502'],
    [500, '[]', 'the server answered 500'],
  ])('shows why the server answered %d', async (status, body, message) => {
    answer = { status, body };
    expect(await run([report])).toEqual({ out: '', err: `grafeas: ${report}: ${message}\n`, failed: 1 });
  });

  it('says that there is no server', async () => {
    const { err } = await run([report], { server: 'http://127.0.0.1:1' });
    expect(err).toMatch(
      /cannot reach http:\/\/127\.0\.0\.1:1 .*; is it running, and is --server or GRAFEAS_SERVER right\?\n$/,
    );
  });

  it('refuses what is no URL', () => {
    for (const server of ['localhost', 'localhost:8080', 'unix:///run/grafeas.sock', ''])
      expect(() => importUrl({ into: 'projects/c', server })).toThrow(
        `--server: "${server}" is not an http or https URL`,
      );
    expect(importUrl({ into: 'projects/a b', server: 'https://h/base' }).href).toBe(
      'https://h/base/v1beta1/projects/a%20b/occurrences:import',
    );
  });
});
