import type { RequestListener } from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { ExtendedKeyUsage } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionOf, createCertificateReader } from '../../src/http/client-certificate.js';
import { type Listener, openListener } from '../../src/http/listener.js';
import { type Certificates, type KeyPair, makeCertificates } from '../setup/certificates.js';

const hour = 3_600_000;

describe('a client certificate', () => {
  let certificates: Certificates;
  let listener: Listener;
  /** Milliseconds by which the server's clock is ahead. */
  let ahead = 0;

  beforeAll(async () => {
    certificates = await makeCertificates();
    const certificateOf = createCertificateReader(() => Date.now() + ahead);
    const rest: RequestListener = (request, response) => {
      response.end(JSON.stringify(certificateOf(connectionOf(request)) ?? 'nobody'));
    };
    const { server, ca } = certificates;
    listener = await openListener({
      address: { host: '127.0.0.1', port: 0 },
      rest,
      restOverHttp2: rest,
      grpc: { handle: (stream) => stream.close(), drain() {} },
      tls: { cert: server.cert, key: server.key, clientCa: ca, clientAuth: 'optional' },
      onTlsProblem() {},
    });
  });
  afterAll(async () => {
    await listener.close(0);
    certificates.remove();
  });

  const connectionFor = (pair: KeyPair) => ({
    host: '127.0.0.1',
    port: Number(listener.address.split(':').at(-1)),
    ca: certificates.caPem,
    cert: pair.certPem,
    key: pair.keyPem,
  });
  const get = (pair: KeyPair, agent: https.Agent | false = false): Promise<string> =>
    new Promise((resolve, reject) => {
      https
        .get({ ...connectionFor(pair), agent }, (response) => {
          let body = '';
          response.on('data', (part) => {
            body += String(part);
          });
          response.on('end', () => resolve(body));
        })
        .on('error', reject);
    });

  it.each([
    [
      'that has expired',
      '40',
      { notBefore: new Date(Date.now() - 2 * hour), notAfter: new Date(Date.now() - hour) },
    ],
    [
      'that is not valid yet',
      '41',
      { notBefore: new Date(Date.now() + hour), notAfter: new Date(Date.now() + 2 * hour) },
    ],
    ['for servers only', '42', { usage: [ExtendedKeyUsage.serverAuth] }],
    ['for signing code', '43', { usage: [ExtendedKeyUsage.codeSigning] }],
  ])('%s is refused, also if certificates are optional', async (_, serial, odd) => {
    const pair = await certificates.issueOdd('CN=scanner', serial, odd);
    await expect(get(pair)).rejects.toThrow();
    const session = http2.connect(`https://127.0.0.1:${connectionFor(pair).port}`, connectionFor(pair));
    const served = await new Promise((resolve) => {
      session.on('error', () => resolve(false));
      session.on('close', () => resolve(false));
      const stream = session.request({ ':path': '/' });
      stream.on('error', () => resolve(false));
      stream.on('response', () => resolve(true));
    });
    expect(served).toBe(false);
    session.destroy();
  });

  it('without alternative names identifies its caller by the subject alone', async () => {
    const pair = await certificates.issueOdd('CN=scanner', '44', { names: [] });
    expect(JSON.parse(await get(pair))).toEqual({ subject: 'CN=scanner', sans: [] });
  });

  it('identifies nobody after it expires, even on a connection that is open already', async () => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    expect(await get(certificates.client, agent)).toContain('CN=scanner');
    ahead = 2 * hour;
    expect(await get(certificates.client, agent)).toBe('"nobody"');
    ahead = 0;
    expect(await get(certificates.client, agent)).toContain('CN=scanner');
    agent.destroy();
  });
});
