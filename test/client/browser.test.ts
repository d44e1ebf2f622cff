import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { browser, browserFlags } from '../setup/browser.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** The client in a real browser, from a page of another origin that the server allows. */

const flags = [...browserFlags, '--virtual-time-budget=20000', '--dump-dom'];

const script = (server: string): string => `
import { createClient, eq, GrafeasError } from './src/client/client.ts';
const client = createClient({ server: ${JSON.stringify(server)} });
const lines = [];
await client.notes.create('projects/web', 'qa', { attestationAuthority: { hint: { humanReadableName: 'qa' } } });
for await (const note of client.notes.list('projects/web', { filter: eq('kind', 'ATTESTATION') })) lines.push(note.name);
await client.notes.get('projects/web/notes/none').catch((error) => {
  lines.push(error instanceof GrafeasError ? error.reason : String(error));
});
document.body.textContent = lines.join(' ');
`;

describe.skipIf(browser === undefined)(
  `in a browser${browser === undefined ? ' (skipped: there is no Chromium)' : ''}`,
  () => {
    it('writes, lists and reads errors across origins', async () => {
      const folder = temporaryFolder();
      let code = '';
      const pages = createServer((request, response) => {
        const isScript = request.url === '/page.js';
        response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
        response.end(isScript ? code : '<!doctype html><body><script type="module" src="/page.js"></script>');
      });
      await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
      const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
      const server = await startServer({ allowOrigin: [origin] });
      try {
        const resolveDir = fileURLToPath(new URL('../../', import.meta.url));
        const { outputFiles } = await build({
          stdin: { contents: script(server.url), resolveDir },
          platform: 'browser',
          format: 'esm',
          bundle: true,
          write: false,
        });
        code = outputFiles[0]?.text ?? '';
        const profile = `--user-data-dir=${folder.path}`;
        // A browser that hangs is ended before the test is given up, or it would outlive it.
        const { stdout } = await promisify(execFile)(browser ?? '', [...flags, profile, origin], {
          timeout: 150_000,
        });
        expect(/<body>(.*?)<\/body>/s.exec(stdout)?.[1]).toBe('projects/web/notes/qa NOTE_NOT_FOUND');
      } finally {
        await server.close();
        pages.close();
        pages.closeAllConnections();
        folder.remove();
      }
    });
  },
);
