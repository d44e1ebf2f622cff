import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  and,
  createClient,
  eq,
  type Filter,
  type GrafeasClient,
  GrafeasError,
  gt,
  hasPrefix,
  lt,
  not,
  or,
} from '../../src/client/client.js';
import { checkedFetch } from '../setup/openapi-check.js';
import { startServer, type TestServer } from '../setup/server.js';

const authority = { attestationAuthority: { hint: { humanReadableName: 'qa' } } };
const attestation = (uri: string, signature = 'signed') => ({
  resource: { uri },
  noteName: 'projects/provider/notes/qa',
  attestation: { attestation: { pgpSignedAttestation: { signature } } },
});

describe('typed client', () => {
  let server: TestServer;
  let client: GrafeasClient;

  beforeAll(async () => {
    server = await startServer();
    client = createClient({ server: server.url, fetch: checkedFetch });
    await client.notes.create('projects/provider', 'qa', authority);
  });
  afterAll(() => server.close());

  it('creates, reads, changes and deletes', async () => {
    const created = await client.occurrences.create(
      'projects/consumer',
      attestation('https://registry.test/crud'),
    );
    const name = created.name ?? '';
    expect(await client.occurrences.get(name)).toEqual(created);
    expect((await client.occurrences.note(name)).attestationAuthority?.hint?.humanReadableName).toBe('qa');
    const changed = await client.occurrences.update(
      name,
      { remediation: 'sign again' },
      { mask: ['remediation'] },
    );
    expect(changed.remediation).toBe('sign again');
    expect(changed.attestation).toEqual(created.attestation);
    await client.occurrences.delete(name);
    await expect(client.occurrences.get(name)).rejects.toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      reason: 'OCCURRENCE_NOT_FOUND',
    });
  });

  it('reads filtered lists with one request per page', async () => {
    const uris = Array.from({ length: 7 }, (_, i) => `https://registry.test/pages/${i}`);
    await client.occurrences.batchCreate(
      'projects/walker',
      uris.map((uri) => attestation(uri)),
    );
    const filter = and(
      eq('kind', 'ATTESTATION'),
      hasPrefix('resourceUrl', 'https://registry.test/pages/'),
      not(eq('resourceUrl', uris[3] ?? '')),
    );
    const seen: string[] = [];
    for await (const { resource } of client.occurrences.list('projects/walker', { filter, pageSize: 2 }))
      seen.push(resource?.uri ?? '');
    expect(seen).toEqual(uris.filter((_, i) => i !== 3));
    const ofNote: string[] = [];
    for await (const { name } of client.notes.occurrences('projects/provider/notes/qa', {
      pageSize: 3,
      filter: or(eq('resourceUrl', uris[0] ?? ''), eq('resourceUrl', uris[1] ?? '')),
    }))
      ofNote.push(name ?? '');
    expect(ofNote).toHaveLength(2);
  });

  it.each(['"', '\\', '" OR kind = "BUILD', "'", '%_', 'é\u{1f600}', 'tab\tand newline\n', '$1 ?'])(
    'escapes the value %j so that a filter matches it and nothing else',
    async (odd) => {
      const project = `projects/odd-${Buffer.from(odd).toString('hex')}`;
      await client.occurrences.create(project, attestation(`https://registry.test/${odd}`));
      await client.occurrences.create(project, attestation('https://registry.test/other'));
      const found: unknown[] = [];
      for await (const item of client.occurrences.list(project, {
        filter: eq('resourceUrl', `https://registry.test/${odd}`),
      }))
        found.push(item.resource?.uri);
      expect(found).toEqual([`https://registry.test/${odd}`]);
    },
  );

  it('compares numbers that JavaScript prints with an exponent, and refuses a filter without a term', async () => {
    await client.notes.create('projects/numbers', 'n', {
      vulnerability: { severity: 'HIGH', cvssScore: 7.5 },
    });
    const found = async (filter: Filter): Promise<number> => {
      let count = 0;
      for await (const _note of client.notes.list('projects/numbers', { filter })) count += 1;
      return count;
    };
    const score = 'vulnerability.cvssScore';
    const all = [gt(score, 1e-7), gt(score, -5.25), lt(score, Infinity), eq(score, 7.5)];
    expect(await found(and(...all))).toBe(1);
    expect(await found(lt(score, 2.5e-7))).toBe(0);
    expect(() => or()).toThrow(TypeError);
  });

  it('throws typed errors with the field at fault', async () => {
    const bad = {
      resource: { uri: 'https://registry.test/x' },
      noteName: 'projects/provider/notes/qa',
      attestation: {},
    };
    const error = await client.occurrences
      .create('projects/consumer', bad)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GrafeasError);
    expect(error).toMatchObject({
      status: 400,
      code: 'INVALID_ARGUMENT',
      fields: [{ field: 'occurrence.attestation.attestation' }],
    });
    expect((error as GrafeasError).requestId).toBeTruthy();
    await expect(client.notes.get('nonsense')).rejects.toThrow(TypeError);
  });

  it('changes a note only if its entity tag is current', async () => {
    await expect(
      client.notes.update('projects/provider/notes/qa', { shortDescription: 'x' }, { ifMatch: '"stale"' }),
    ).rejects.toMatchObject({
      status: 412,
      reason: 'ETAG_MISMATCH',
    });
  });
});

describe('repeats', () => {
  it('repeats 503 and 429 after the time of Retry-After', async () => {
    const answers = [503, 429, 200];
    const flaky = createServer((_request, response) => {
      const status = answers.shift() ?? 500;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 200 ? '{"name":"projects/p"}' : '{}');
    });
    await new Promise<void>((resolve) => flaky.listen(0, '127.0.0.1', resolve));
    const server = `http://127.0.0.1:${(flaky.address() as AddressInfo).port}`;
    try {
      const client = createClient({ server, retry: { delay: 1 } });
      expect(await client.projects.get('projects/p')).toEqual({ name: 'projects/p' });
      expect(answers).toEqual([]);
      answers.push(503, 503);
      await expect(
        createClient({ server, retry: { attempts: 2, delay: 1 } }).projects.get('projects/p'),
      ).rejects.toMatchObject({ status: 503 });
    } finally {
      flaky.close();
    }
  });

  it('names the server that it cannot reach', async () => {
    const client = createClient({ server: 'http://127.0.0.1:1', retry: { attempts: 2, delay: 1 } });
    await expect(client.projects.get('projects/p')).rejects.toMatchObject({
      status: 0,
      code: 'UNAVAILABLE',
      message: 'cannot reach http://127.0.0.1:1',
    });
  });
});

describe('browsers', () => {
  it('needs no built-in module of Node', () => {
    const folder = new URL('../../src/client/', import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(3);
    for (const name of sources) {
      const imports = [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(
        (match) => match[1],
      );
      expect(
        imports.filter((module) => !module?.startsWith('./') && module !== 'openapi-fetch'),
        name,
      ).toEqual([]);
      expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(/\b(?:process|Buffer|require)\b\./);
    }
  });
});
