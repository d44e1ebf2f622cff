import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

const id = '0191a7a4-1111-4000-8000-00000000000a';
const note = { attestationAuthority: { hint: { humanReadableName: 'qa' } } };
const occurrence = (uri: string) => ({
  noteName: 'projects/p/notes/qa',
  resource: { uri },
  attestation: { attestation: { pgpSignedAttestation: { signature: 'signed' } } },
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { error?: { message: string; details: object[] } };
}

describe('request ids over REST', () => {
  const folder = temporaryFolder();
  let server: TestServer;
  const open = async () => startServer({ store: `sqlite:${join(folder.path, 'grafeas.db')}` });
  beforeAll(async () => {
    server = await open();
    await post('notes?noteId=qa', note);
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  async function post(path: string, body: unknown): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${server.url}/v1beta1/projects/p/${path}`, { method: 'POST', body: text });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  it('the same request gets the same response, in any spelling, and after a restart', async () => {
    const first = await post(`occurrences?requestId=${id}`, occurrence('https://r.test/same'));
    expect(first.status).toBe(200);
    const { resource, ...rest } = occurrence('https://r.test/same');
    const spelt = await post(`occurrences?request_id=${id.toUpperCase()}`, { ...rest, resource });
    expect(spelt).toEqual(first);
    await server.close();
    server = await open();
    expect(await post(`occurrences?requestId=${id}`, occurrence('https://r.test/same'))).toEqual(first);
  });

  it('another request with the same id is refused, also one of another method', async () => {
    const taken = '0191a7a4-2222-4000-8000-00000000000a';
    await post(`occurrences?requestId=${taken}`, occurrence('https://r.test/first'));
    const others = [
      await post(`occurrences?requestId=${taken}`, occurrence('https://r.test/second')),
      await post(`occurrences:batchCreate?requestId=${taken}`, {
        occurrences: [occurrence('https://r.test/first')],
      }),
      await post('notes:batchCreate', { notes: { other: note }, requestId: taken }),
      await post(`notes?noteId=other&requestId=${taken}`, note),
    ];
    for (const { status, body } of others) {
      expect(status).toBe(400);
      expect(body.error?.message).toMatch(/^request_id: .* was the id of another request/);
      expect(body.error?.details).toContainEqual(expect.objectContaining({ reason: 'REQUEST_ID_REUSED' }));
    }
    expect((await fetch(`${server.url}/v1beta1/projects/p/notes/other`)).status).toBe(404);
  });

  it.each([
    ['occurrences:batchCreate', { occurrences: [occurrence('https://r.test/two')] }],
    ['notes:batchCreate', { notes: { two: note } }],
  ])('%s: query and body name the same id, or only one of them has an id', async (path, body) => {
    const other = '0191a7a4-4444-4000-8000-00000000000b';
    const mine = `0191a7a4-4444-4000-8000-0000000000${path.startsWith('notes') ? '0c' : '0d'}`;
    const refused = await post(`${path}?requestId=${mine}`, { ...body, requestId: other });
    expect([refused.status, refused.body.error?.message]).toEqual([
      400,
      'request_id: has one value in the query and another in the body',
    ]);
    const first = await post(`${path}?requestId=${mine}`, { ...body, requestId: '' });
    expect(first.status).toBe(200);
    for (const [query, requestId] of [
      [mine, mine],
      ['', mine],
      [mine, undefined],
    ])
      expect(await post(`${path}?requestId=${query}`, { ...body, requestId })).toEqual(first);
  });

  it.each(['x', '00000000-0000-0000-0000-000000000000', `${id}0`])(
    '%s is not accepted as a request id',
    async (bad) => {
      const { status, body } = await post(`occurrences?requestId=${bad}`, occurrence('https://r.test/bad'));
      expect(status).toBe(400);
      expect(body.error?.message).toMatch(/^request_id: must be a UUID/);
    },
  );

  it('an import runs once; a repeated one returns the first response', async () => {
    const report = JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'https://r.test/app',
      ArtifactType: 'container_image',
      Metadata: { RepoDigests: [`r.test/app@sha256:${createHash('sha256').update('app').digest('hex')}`] },
      Results: [
        {
          Target: 'app (debian 12)',
          Class: 'os-pkgs',
          Type: 'debian',
          Vulnerabilities: [
            { VulnerabilityID: 'CVE-2024-1', PkgName: 'openssl', InstalledVersion: '1', Severity: 'HIGH' },
          ],
        },
      ],
    });
    const path = 'occurrences:import?requestId=0191a7a4-3333-4000-8000-00000000000a';
    const first = await post(path, report);
    expect(first.body.error?.message).toBeUndefined();
    expect(first.body.occurrences).toMatchObject({ created: 1 });
    expect(await post(path, report)).toEqual(first);
    expect((await post(path, `${report} `)).status).toBe(400);
    const plain = await post('occurrences:import', report);
    expect(plain.body.occurrences).toMatchObject({ created: 0, unchanged: 1 });
  });
});
