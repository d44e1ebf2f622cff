import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v1beta1 } from '@google-cloud/containeranalysis';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../setup/server.js';

/** What docs/clients.md says of Kritis. */

describe('the calls of Kritis', () => {
  let server: TestServer;
  let client: v1beta1.GrafeasV1Beta1Client;
  beforeAll(async () => {
    server = await startServer();
    const [servicePath = '', port] = server.address.split(':');
    const sslCreds = credentials.createInsecure();
    client = new v1beta1.GrafeasV1Beta1Client({ servicePath, port: Number(port), sslCreds, projectId: 'p' });
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  it('require the note before the signer attests, and before attestations are listed', async () => {
    const name = 'projects/kritis/notes/attestor';
    const attest = () =>
      client.createOccurrence({
        parent: 'projects/shop',
        occurrence: {
          noteName: name,
          resource: { uri: `https://gcr.io/shop/cart@sha256:${'1f'.repeat(32)}` },
          attestation: { attestation: { pgpSignedAttestation: { signature: 'c2ln', pgpKeyId: 'key' } } },
        },
      });
    const list = () => client.listNoteOccurrences({ name, filter: 'kind="ATTESTATION_AUTHORITY"' });
    await expect(attest()).rejects.toMatchObject({ code: 5, reason: 'NOTE_NOT_FOUND' });
    await expect(list()).rejects.toMatchObject({ code: 5, reason: 'NOTE_NOT_FOUND' });
    await client.createNote({
      parent: 'projects/kritis',
      noteId: 'attestor',
      note: { attestationAuthority: { hint: { humanReadableName: 'attestor' } } },
    });
    await attest();
    const [found] = await list();
    expect(found).toHaveLength(1);
  });
});

describe('a unix socket', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grafeas-kritis-'));
  const path = join(folder, 'grafeas.sock');
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ listen: `unix://${path}` });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** The status of gRPC, or how the stream was reset, of a call to this authority. */
  const call = (authority: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const session = connect('http://localhost', { createConnection: () => createConnection(path) });
      session.on('error', reject);
      const stream = session.request({
        ':method': 'POST',
        ':path': '/grafeas.v1beta1.GrafeasV1Beta1/ListNotes',
        ':authority': authority,
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      let status: string | undefined;
      stream.on('response', (headers) => {
        status = `status ${headers['grpc-status']}`;
      });
      stream.on('error', () => {});
      stream.on('close', () => {
        session.close();
        resolve(status ?? `reset ${stream.rstCode}`);
      });
      stream.resume();
      stream.end(Buffer.alloc(5));
    });

  it('accepts the authority that grpc-go sends for unix:///path, and not a bare path', async () => {
    const invalidArgument = 'status 3';
    expect(await call('localhost')).toBe(invalidArgument);
    // Old dialers of grpc-go send the path, which no authority may be: the stream is reset with PROTOCOL_ERROR.
    expect(await call(path)).toBe('reset 1');
    // Others on the socket are served as before.
    expect(await call('localhost')).toBe(invalidArgument);
  });
});
