import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** An object that the other version has written may break a rule of a version (docs/adr/0031). */
describe('an object that breaks a rule of the other version', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${server.url}/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('a note of v1beta1 without details is read and patched by v1, which may not write one itself', async () => {
    const vulnerability = { severity: 'HIGH' };
    const name = 'projects/p/notes/bare';
    const made = await send('POST', 'v1/projects/p/notes?noteId=own', { vulnerability });
    expect([made.status, JSON.stringify(made.body)]).toEqual([400, expect.stringContaining('details')]);
    expect((await send('POST', 'v1beta1/projects/p/notes?noteId=bare', { vulnerability })).status).toBe(200);
    expect(await send('GET', `v1/${name}`)).toMatchObject({ status: 200, body: { vulnerability } });
    const patched = await send('PATCH', `v1/${name}?updateMask=shortDescription,vulnerability.cvssScore`, {
      shortDescription: 'by v1',
      vulnerability: { cvssScore: 7 },
    });
    expect(patched).toMatchObject({ status: 200, body: { shortDescription: 'by v1' } });
    expect(await send('GET', `v1beta1/${name}`)).toMatchObject({
      status: 200,
      body: { shortDescription: 'by v1', vulnerability: { severity: 'HIGH', cvssScore: 7 } },
    });
  });

  it('a v1 hash of a type that v1beta1 lacks is kept when v1beta1 reads and patches the build', async () => {
    const hash = [{ type: 'BLAKE3', value: 'c2hh' }];
    const sourceProvenance = { fileHashes: { 'a.c': { fileHash: hash } } };
    const occurrence = {
      resourceUri: 'https://example.com/app@sha256:1',
      noteName: 'projects/p/notes/builder',
      build: { provenance: { id: 'b1', sourceProvenance } },
    };
    await send('POST', 'v1/projects/p/notes?noteId=builder', { build: { builderVersion: '1' } });
    const { status, body } = await send('POST', 'v1/projects/p/occurrences', occurrence);
    expect(status).toBe(200);
    const name = String(body.name);
    const read = await send('GET', `v1beta1/${name}`);
    expect(read).toMatchObject({ status: 200, body: { build: { provenance: { id: 'b1' } } } });
    const patched = await send('PATCH', `v1beta1/${name}?updateMask=remediation`, {
      remediation: 'build again',
    });
    expect(patched.status).toBe(200);
    expect(await send('GET', `v1/${name}`)).toMatchObject({
      status: 200,
      body: { remediation: 'build again', build: occurrence.build },
    });
  });
});
