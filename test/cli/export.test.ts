import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { grafeas, note, occurrence } from './kit.js';

interface Line {
  readonly note?: { readonly name: string };
  readonly occurrence?: { readonly name: string };
  readonly page?: unknown;
  readonly complete?: { readonly notes: number; readonly occurrences: number };
}

const count = 2345;

describe('grafeas export', () => {
  const folder = temporaryFolder();
  let server: TestServer;
  let whole: Buffer;
  const file = join(folder.path, 'whole.ndjson');
  const lines = (bytes: Buffer): Line[] =>
    bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  beforeAll(async () => {
    server = await startServer();
    const client = createClient({ server: server.url });
    await client.notes.create(
      'projects/scanner',
      'CVE-1',
      note() as Parameters<typeof client.notes.create>[2],
    );
    await client.notes.create('projects/team', 'own', {
      attestationAuthority: { hint: { humanReadableName: 'é\u2028😀' } },
    });
    for (let made = 0; made < count; made += 1000) {
      const batch = Array.from({ length: Math.min(1000, count - made) }, (_, i) =>
        occurrence(`https://registry.example.com/${made + i}`, {
          remediation: 'two\u2028lines, é\u{1f600}\n',
        }),
      );
      await client.occurrences.batchCreate('projects/team', batch);
    }
    const ended = await grafeas(['export', 'projects/team', '--file', file, '--server', server.url]);
    expect(ended).toEqual({ out: `1 notes and ${count} occurrences in ${file}\n`, err: '', code: 0 });
    whole = readFileSync(file);
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  it('holds everything once and says that it is whole', () => {
    const all = lines(whole);
    const names = all.flatMap((line) => line.occurrence?.name ?? []);
    expect(new Set(names).size).toBe(count);
    expect(all.filter((line) => line.note !== undefined)).toHaveLength(1);
    expect(all.at(-1)).toEqual({ complete: { notes: 1, occurrences: count } });
    expect(all.filter((line) => line.page !== undefined)).toHaveLength(3);
  });

  it('prints the same to standard output', async () => {
    const { out } = await grafeas(['export', 'projects/team', '--server', server.url]);
    expect(Buffer.from(out).equals(whole)).toBe(true);
  });

  it('goes on after a cut at any byte', async () => {
    const feeds = [...whole.entries()].flatMap(([at, byte]) => (byte === 10 ? [at] : []));
    const firstMark = feeds[1] ?? 0;
    const anywhere = fc.sample(fc.nat(whole.length), 8);
    // Around line feeds too: before one, behind one, and within the mark of a page.
    for (const cut of [
      0,
      firstMark,
      firstMark + 1,
      firstMark - 5,
      whole.length - 1,
      whole.length,
      ...anywhere,
    ]) {
      const part = join(folder.path, 'part.ndjson');
      writeFileSync(part, whole.subarray(0, cut));
      const args = ['export', 'projects/team', '--file', part, '--resume', '--server', server.url];
      expect(await grafeas(args), `cut at ${cut}`).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(part).equals(whole), `cut at ${cut}`).toBe(true);
    }
  });

  it('leaves a file that is no export as it is', async () => {
    const other = join(folder.path, 'other.txt');
    writeFileSync(other, 'not an export\n');
    const ended = await grafeas([
      'export',
      'projects/team',
      '--file',
      other,
      '--resume',
      '--server',
      server.url,
    ]);
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toMatch(/^grafeas: .*other\.txt: is not an export/);
    expect(readFileSync(other, 'utf8')).toBe('not an export\n');
  });
});
