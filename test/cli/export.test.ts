import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { makeSigner } from '../setup/attestations.js';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';
import { grafeas, note, occurrence } from './kit.js';

interface Line {
  readonly note?: { readonly name: string };
  readonly occurrence?: { readonly name: string };
  readonly attestor?: object;
  readonly policy?: object;
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
    const send = async (method: string, path: string, body: object): Promise<void> => {
      const init = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      expect((await fetch(`${server.url}/v1/projects/team/${path}`, init)).status).toBe(200);
    };
    const pkixPublicKey = {
      publicKeyPem: makeSigner().publicKeyPem,
      signatureAlgorithm: 'ECDSA_P256_SHA256',
    };
    await send('POST', 'attestors?attestorId=qa', {
      userOwnedGrafeasNote: { noteReference: 'projects/team/notes/own', publicKeys: [{ pkixPublicKey }] },
    });
    for (const id of ['prod', 'test'])
      await send('POST', `platforms/gke/policies?policyId=${id}`, {
        gkePolicy: {
          checkSets: [{ checks: [{ attestationCheck: { attestors: ['projects/team/attestors/qa'] } }] }],
        },
      });
    await send('PUT', 'policy', {
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'DRYRUN_AUDIT_LOG_ONLY' },
    });
    const ended = await grafeas(['export', 'projects/team', '--file', file, '--server', server.url]);
    expect(ended).toEqual({
      out: `1 notes, ${count} occurrences, 1 attestors and 3 policies in ${file}\n`,
      err: '',
      code: 0,
    });
    whole = readFileSync(file);
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  it('contains everything once and states that it is complete', () => {
    const all = lines(whole);
    const names = all.flatMap((line) => line.occurrence?.name ?? []);
    expect(new Set(names).size).toBe(count);
    expect(all.filter((line) => line.note !== undefined)).toHaveLength(1);
    expect(all.at(-1)).toEqual({
      complete: { notes: 1, occurrences: count, attestors: 1, policies: 3 },
    });
    expect(all.filter((line) => line.page !== undefined)).toHaveLength(5);
  });

  it('prints the same to standard output', async () => {
    const { out } = await grafeas(['export', 'projects/team', '--server', server.url]);
    expect(Buffer.from(out).equals(whole)).toBe(true);
  });

  it('omits attestors and policies on request, and for a location', async () => {
    const export_ = (...args: string[]) => grafeas(['export', ...args, '--server', server.url]);
    const without = await export_('projects/team', '--no-policies');
    expect(lines(Buffer.from(without.out)).at(-1)).toEqual({ complete: { notes: 1, occurrences: count } });
    const location = await export_('projects/team/locations/eu');
    expect(lines(Buffer.from(location.out)).at(-1)).toEqual({ complete: { notes: 0, occurrences: 0 } });
  });

  it('contains policies that policy apply writes to another server', async () => {
    const other = await startServer();
    try {
      const apply = (path: string) => grafeas(['policy', 'apply', path, '--server', other.url]);
      const cut = join(folder.path, 'cut.ndjson');
      writeFileSync(cut, whole.subarray(0, whole.lastIndexOf('{"complete"')));
      expect(await apply(cut)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('incomplete'),
      });
      for (const verb of ['created', 'replaced']) {
        const { out, code } = await apply(file);
        expect(code).toBe(0);
        expect(out).toContain(`projects/team/attestors/qa ${verb}\n`);
        expect(out).toContain(`projects/team/platforms/gke/policies/test ${verb}\n`);
      }
      const { out } = await grafeas(['export', 'projects/team', '--server', other.url]);
      const kept = (bytes: Buffer): unknown[] =>
        lines(bytes).flatMap(({ attestor, policy }) => {
          const found = attestor ?? policy;
          return found === undefined ? [] : [{ ...found, etag: undefined, updateTime: undefined }];
        });
      expect(kept(Buffer.from(out))).toEqual(kept(whole));
    } finally {
      await other.close();
    }
  });

  it('resumes an export that was cut at any byte', async () => {
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

  it('writes the version that --api names, and resumes only a file of it', async () => {
    const upgrade = { package: 'a', version: { kind: 'NORMAL', name: '1' } };
    const init = { method: 'POST', body: JSON.stringify({ upgrade }) };
    expect((await fetch(`${server.url}/v1/projects/next/notes?noteId=u`, init)).status).toBe(200);
    const path = join(folder.path, 'v1.ndjson');
    const export_ = (...args: string[]) =>
      grafeas(['export', 'projects/next', '--file', path, ...args, '--server', server.url]);
    expect(await export_()).toMatchObject({
      code: 0,
      err: 'grafeas: warning: 1 of them are without their content, as v1beta1 lacks their kind; export with --api v1 too\n',
    });
    expect(lines(readFileSync(path)).at(-1)?.complete).toMatchObject({ notes: 1, withoutKind: 1 });
    expect(await export_('--api', 'v1')).toMatchObject({ code: 0, err: '' });
    const exported = readFileSync(path);
    expect(lines(exported)[0]?.note).toMatchObject({ name: 'projects/next/notes/u', upgrade });
    writeFileSync(path, exported.subarray(0, exported.length - 9));
    expect(await export_('--resume')).toMatchObject({
      code: 2,
      err: `grafeas: ${path}: is an export of v1; resume it with that --api\n`,
    });
    expect(await export_('--resume', '--api', 'v1')).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path).equals(exported)).toBe(true);
  });

  it('does not change a file that is not an export', async () => {
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
