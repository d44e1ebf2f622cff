import { writeFileSync } from 'node:fs';
import http2 from 'node:http2';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMessages } from '../../src/api/v1beta1/messages.js';
import { kinds } from '../../src/kinds/index.js';
import { buildRegistry } from '../../src/kinds/registry.js';
import { type Certificates, makeCertificates } from '../setup/certificates.js';
import { call } from '../setup/raw-grpc.js';
import { startServer, type TestServer } from '../setup/server.js';

const messages = buildMessages(buildRegistry(kinds));
const createNote = { request: messages.CreateNoteRequest, response: messages.Note };
const path = '/grafeas.v1beta1.GrafeasV1Beta1/CreateNote';

describe('client certificates in the access policy', () => {
  let certificates: Certificates;
  let server: TestServer;
  beforeAll(async () => {
    certificates = await makeCertificates();
    const policy = join(certificates.folder, 'policy.yaml');
    writeFileSync(
      policy,
      [
        'issuers:',
        '  - { name: mtls, type: certificate }',
        'bindings:',
        '  - issuer: mtls',
        '    match: { san: "URI:spiffe://example/scanner" }',
        '    grants: [notes.editor@projects/by-name]',
        '  - issuer: mtls',
        '    subject: "CN=scanner,O=example"',
        '    grants: [notes.editor@projects/by-subject]',
      ].join('\n'),
    );
    const { server: pair, ca } = certificates;
    server = await startServer({
      access: 'jwt',
      policy,
      tlsCert: pair.cert,
      tlsKey: pair.key,
      tlsClientCa: ca,
      tlsClientAuth: 'optional',
    });
  });
  afterAll(async () => {
    await server.close();
    certificates.remove();
  });

  const create = async (
    project: string,
    identity: { cert?: string; key?: string },
    headers = {},
  ): Promise<number | undefined> => {
    const session = http2.connect(`https://${server.address}`, { ca: certificates.caPem, ...identity });
    session.on('error', () => {});
    const request = { parent: `projects/${project}`, noteId: 'n', note: { vulnerability: {} } };
    const { code } = await call(session, path, createNote, request, headers);
    session.close();
    return code;
  };

  it('grant only what is bound to subject and alternative names', async () => {
    const { client, stranger } = certificates;
    const scanner = { cert: client.certPem, key: client.keyPem };
    expect(await create('by-name', scanner)).toBe(0);
    expect(await create('by-subject', scanner)).toBe(0);
    expect(await create('other', scanner)).toBe(7);
    expect(await create('by-name', {})).toBe(16);
    // No answer at all: the connection is refused.
    const refused = create('by-name', { cert: stranger.certPem, key: stranger.keyPem }).catch(
      () => undefined,
    );
    expect(await refused).toBeUndefined();
  });

  it('do not replace an invalid token', async () => {
    const { client } = certificates;
    const scanner = { cert: client.certPem, key: client.keyPem };
    expect(await create('by-name', scanner, { authorization: 'Bearer x' })).toBe(16);
  });
});
