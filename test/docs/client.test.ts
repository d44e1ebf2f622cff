import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';

/** Bundles the example of docs/client.md for browsers and runs it against a server with access on. */

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('docs/client.md', () => {
  let server: GuardedServer;
  let text: string;
  let example: string;
  beforeAll(async () => {
    server = await startGuardedServer();
    text = await readFile(`${root}docs/client.md`, 'utf8');
    example = /```ts\n(.*?)```/s.exec(text)?.[1] ?? '';
  });
  afterAll(() => server.close());

  it('has an example that prints what the document shows, bundled for a browser', async () => {
    const token = server.token('editor@projects/scanner', 'editor@projects/shop');
    const { outputFiles, warnings } = await build({
      stdin: {
        contents: example.replace('http://127.0.0.1:8080', server.url),
        loader: 'ts',
        resolveDir: root,
      },
      alias: { 'grafeas-ts/client': `${root}src/client/client.ts` },
      define: { 'process.env.GRAFEAS_TOKEN': JSON.stringify(token) },
      platform: 'browser',
      format: 'esm',
      bundle: true,
      write: false,
    });
    expect(warnings).toEqual([]);
    const code = outputFiles[0]?.text ?? '';
    expect(code).not.toMatch(/\b(?:Buffer|require)\b[.(]|node:/);
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
    expect(stdout).toBe(/```text\n(.*?)```/s.exec(text)?.[1]);
  });

  it('names what the client exports', async () => {
    const client = await import('../../src/client/client.js');
    for (const name of ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'has', 'isSet', 'hasPrefix', 'and', 'or', 'not'])
      expect(Object.keys(client)).toContain(name);
  });
});
