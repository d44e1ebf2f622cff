import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardedServer, startGuardedServer } from '../setup/guarded-server.js';

/** Bundles the examples of the documents for browsers and runs them against a server with access on. */

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the typed client in the documentation', () => {
  let server: GuardedServer;
  let token: string;
  beforeAll(async () => {
    server = await startGuardedServer();
    token = server.token('editor@projects/scanner', 'editor@projects/shop');
  });
  afterAll(() => server.close());

  /** Runs the first TypeScript of a document, bundled for a browser; answers the document and what was printed. */
  async function runExample(file: string): Promise<{ text: string; printed: string }> {
    const text = await readFile(`${root}${file}`, 'utf8');
    const example = /```ts\n(.*?)```/s.exec(text)?.[1] ?? '';
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
    return { text, printed: stdout };
  }

  it('prints what docs/client.md shows', async () => {
    const { text, printed } = await runExample('docs/client.md');
    expect(printed).toBe(/```text\n(.*?)```/s.exec(text)?.[1]);
  });

  it('finds with the example of the README what the example of docs/client.md stored', async () => {
    const { printed } = await runExample('README.md');
    expect(printed).toBe('VULNERABILITY projects/scanner/notes/CVE-2024-10005\n');
  });

  it('names the exports of the client', async () => {
    const client = await import('../../src/client/client.js');
    for (const name of [
      'eq',
      'ne',
      'lt',
      'le',
      'gt',
      'ge',
      'has',
      'isSet',
      'hasPrefix',
      'hasSuffix',
      'and',
      'or',
      'not',
    ])
      expect(Object.keys(client)).toContain(name);
  });
});
