import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** What Terraform's google provider sends for `google_container_analysis_note` and `_occurrence`, with its query and headers. */
describe("requests of Terraform's google provider", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const noteId = 'attestor-note';
  const note = `projects/p/notes/${noteId}`;
  const send = async (method: string, path: string, query: Record<string, string> = {}, body?: object) => {
    const search = new URLSearchParams({ ...query, alt: 'json' });
    const response = await fetch(`${server.url}/v1/${path}?${search}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Terraform/1.12.2 (+https://www.terraform.io) terraform-provider-google/6.41.0',
        'X-Goog-User-Project': 'p',
        Authorization: 'Bearer ya29.token',
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('creates, reads, patches and deletes a note', async () => {
    // It sends its own name of the note in `name`, which is output only.
    const created = await send(
      'POST',
      'projects/p/notes',
      { noteId },
      {
        name: noteId,
        shortDescription: 'test note',
        longDescription: 'a longer description of test note',
        expirationTime: '2120-10-02T15:01:23.045123456Z',
        relatedUrl: [{ url: 'some.url' }, { url: 'google.com', label: 'foo' }],
        attestation: { hint: { humanReadableName: 'Attestor Note' } },
      },
    );
    expect(created).toMatchObject({ status: 200, body: { name: note, kind: 'ATTESTATION' } });

    const read = await send('GET', note);
    expect(read).toEqual({ status: 200, body: created.body });
    // These it compares with what it was configured with: a difference would be a change in every plan.
    expect(read.body).toMatchObject({
      expirationTime: '2120-10-02T15:01:23.045123456Z',
      relatedUrl: [{ url: 'some.url' }, { url: 'google.com', label: 'foo' }],
      attestation: { hint: { humanReadableName: 'Attestor Note' } },
    });

    // The body has all that is configured, the mask what changed; what is no longer configured is in the mask alone.
    const patched = await send(
      'PATCH',
      note,
      { updateMask: 'shortDescription,longDescription,relatedUrl,expirationTime,relatedNoteNames' },
      {
        shortDescription: 'other',
        relatedUrl: [{ url: 'google.com', label: 'bar' }],
        relatedNoteNames: [note],
        attestation: { hint: { humanReadableName: 'Attestor Note' } },
      },
    );
    expect(patched.status).toBe(200);
    const { name, kind, createTime, updateTime, ...rest } = (await send('GET', note)).body;
    expect([name, kind, createTime]).toEqual([note, 'ATTESTATION', created.body.createTime]);
    expect(updateTime).not.toBe(created.body.updateTime);
    expect(rest).toEqual({
      shortDescription: 'other',
      relatedUrl: [{ url: 'google.com', label: 'bar' }],
      relatedNoteNames: [note],
      attestation: { hint: { humanReadableName: 'Attestor Note' } },
    });

    // A change of the authority is sent under the name that it has in v1beta1.
    const renamed = await send(
      'PATCH',
      note,
      { updateMask: 'attestationAuthority' },
      { attestation: { hint: { humanReadableName: 'Other' } } },
    );
    expect(renamed.status).toBe(200);
    expect((await send('GET', note)).body).toMatchObject({
      ...rest,
      attestation: { hint: { humanReadableName: 'Other' } },
    });

    expect(await send('DELETE', note)).toEqual({ status: 200, body: {} });
    // How it learns that the note is gone.
    expect(await send('GET', note)).toMatchObject({ status: 404, body: { error: { code: 404 } } });
  });

  it('creates, reads, patches and deletes an attestation', async () => {
    await send(
      'POST',
      'projects/p/notes',
      { noteId },
      {
        name: noteId,
        attestation: { hint: { humanReadableName: 'Attestor Note' } },
      },
    );
    const publicKeyId =
      '//cloudkms.googleapis.com/v1/projects/p/locations/eu/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1';
    const attestation = (signature: string) => ({
      serializedPayload: Buffer.from('{"critical":{}}').toString('base64'),
      signatures: [{ publicKeyId, signature: Buffer.from(signature).toString('base64') }],
    });
    const resourceUri = `gcr.io/p/image@sha256:${'1f'.repeat(32)}`;
    const created = await send(
      'POST',
      'projects/p/occurrences',
      {},
      {
        resourceUri,
        noteName: note,
        attestation: attestation('one'),
      },
    );
    expect(created).toMatchObject({
      status: 200,
      body: { kind: 'ATTESTATION', resourceUri, noteName: note },
    });
    const name = created.body.name as string;
    expect(name).toMatch(/^projects\/p\/occurrences\/[^/]+$/);
    expect(await send('GET', name)).toEqual({ status: 200, body: created.body });

    // Every patch names the note, which must be the one it has.
    const patched = await send(
      'PATCH',
      name,
      { updateMask: 'remediation,attestation' },
      {
        remediation: 'sign again',
        attestation: attestation('two'),
        noteName: note,
      },
    );
    expect(patched).toMatchObject({ status: 200, body: { resourceUri, attestation: attestation('two') } });
    const removed = await send(
      'PATCH',
      name,
      { updateMask: 'remediation' },
      {
        attestation: attestation('two'),
        noteName: note,
      },
    );
    expect(removed.body).not.toHaveProperty('remediation');
    expect(removed.body).toMatchObject({ attestation: attestation('two') });

    expect(await send('DELETE', name)).toEqual({ status: 200, body: {} });
    expect((await send('GET', name)).status).toBe(404);
  });
});
