import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeCertificates } from '../setup/certificates.js';
import { startServer } from '../setup/server.js';
import { providerRequest } from './kit.js';

it('Gatekeeper is authenticated by its client certificate, over TLS 1.3', async () => {
  const certificates = await makeCertificates();
  const policy = join(certificates.folder, 'policy.yaml');
  writeFileSync(
    policy,
    'issuers: [{ name: mtls, type: certificate }]\nbindings:\n  - { issuer: mtls, subject: CN=gatekeeper, grants: [binaryauthorization.policyEvaluator@projects/shop] }\n',
  );
  const server = await startServer({
    access: 'jwt',
    policy,
    tlsCert: certificates.server.cert,
    tlsKey: certificates.server.key,
    tlsClientCa: certificates.ca,
  });
  const ask = async (subject: string): Promise<[number | undefined, unknown]> => {
    const { certPem, keyPem } = await certificates.issueClient(subject, `${1000 + subject.length}`);
    return new Promise((resolve, reject) => {
      const sent = request(
        `https://${server.address}/gatekeeper/projects/shop`,
        { method: 'POST', ca: certificates.caPem, cert: certPem, key: keyPem, minVersion: 'TLSv1.3' },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve([response.statusCode, JSON.parse(Buffer.concat(chunks).toString())]),
          );
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify(providerRequest('nginx:1')));
    });
  };
  try {
    expect(await ask('CN=gatekeeper')).toEqual([
      200,
      expect.objectContaining({
        response: { idempotent: true, items: [expect.objectContaining({ key: 'nginx:1' })] },
      }),
    ]);
    expect(await ask('CN=somebody')).toEqual([
      403,
      expect.objectContaining({
        response: expect.objectContaining({ systemError: expect.stringContaining('denied') }),
      }),
    ]);
  } finally {
    await server.close();
    certificates.remove();
  }
});
