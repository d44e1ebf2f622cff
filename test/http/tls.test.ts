import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectionOf, createCertificateReader, parseAltNames } from '../../src/http/client-certificate.js';
import { type Listener, openListener } from '../../src/http/listener.js';
import type { TlsFiles } from '../../src/http/tls-files.js';
import { type Certificates, type KeyPair, makeCertificates } from '../setup/certificates.js';

describe('TLS', () => {
  let certificates: Certificates;
  let listener: Listener | undefined;
  const problems: unknown[] = [];

  beforeAll(async () => {
    certificates = await makeCertificates();
  });
  afterAll(() => certificates.remove());
  afterEach(async () => {
    await listener?.close(0);
    listener = undefined;
  });

  const open = async (files: TlsFiles): Promise<number> => {
    const certificateOf = createCertificateReader();
    const rest: RequestListener = (request, response) => {
      const names = certificateOf(connectionOf(request));
      response.end(JSON.stringify({ version: request.httpVersion, ...names }));
    };
    listener = await openListener({
      address: { host: '127.0.0.1', port: 0 },
      rest,
      restOverHttp2: rest,
      grpc: { handle: (stream) => stream.close(), drain() {} },
      tls: files,
      onTlsProblem: (problem) => problems.push(problem),
      timeouts: { tlsPoll: 20 },
    });
    return Number(listener.address.split(':').at(-1));
  };

  const identity = (pair: KeyPair | undefined) =>
    pair === undefined ? {} : { cert: pair.certPem, key: pair.keyPem };
  const trust = () => ({ ca: [readFileSync(certificates.ca)] });

  const overHttp1 = (port: number, pair?: KeyPair): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const options = { host: 'localhost', port, ...trust(), ...identity(pair), agent: false as const };
      https
        .get({ ...options, lookup: loopback }, (response) => {
          let body = '';
          response.on('data', (part) => {
            body += String(part);
          });
          response.on('end', () => resolve(JSON.parse(body)));
        })
        .on('error', reject);
    });

  const overHttp2 = async (port: number, pair?: KeyPair): Promise<unknown> => {
    const session = http2.connect(`https://127.0.0.1:${port}`, { ...trust(), ...identity(pair) });
    const failed = new Promise<never>((_, reject) => session.on('error', reject));
    const stream = session.request({ ':path': '/' });
    stream.on('error', () => {});
    const read = async (): Promise<unknown> => {
      let body = '';
      for await (const part of stream) body += String(part);
      return JSON.parse(body);
    };
    try {
      return await Promise.race([read(), failed]);
    } finally {
      session.close();
    }
  };

  const scanner = {
    subject: 'CN=scanner,O=example',
    sans: ['URI:spiffe://example/scanner', 'DNS:scanner.example'],
  };

  it('speaks both protocols to clients without certificates', async () => {
    const { server } = certificates;
    const port = await open({ cert: server.cert, key: server.key });
    expect(await overHttp1(port)).toEqual({ version: '1.1' });
    expect(await overHttp2(port)).toEqual({ version: '2.0' });
  });

  it('reads only the names of accepted client certificates if certificates are optional', async () => {
    const { server, ca, client, stranger } = certificates;
    const port = await open({ cert: server.cert, key: server.key, clientCa: ca, clientAuth: 'optional' });
    expect(await overHttp1(port, client)).toEqual({ version: '1.1', ...scanner });
    expect(await overHttp2(port, client)).toEqual({ version: '2.0', ...scanner });
    expect(await overHttp1(port)).toEqual({ version: '1.1' });
    expect(await overHttp2(port)).toEqual({ version: '2.0' });
    // A wrong certificate is not taken for none.
    await expect(overHttp1(port, stranger)).rejects.toThrow();
    await expect(overHttp2(port, stranger)).rejects.toThrow();
  });

  it('refuses all other clients if certificates are required', async () => {
    const { server, ca, client, stranger } = certificates;
    const port = await open({ cert: server.cert, key: server.key, clientCa: ca });
    expect(await overHttp1(port, client)).toMatchObject(scanner);
    await expect(overHttp1(port)).rejects.toThrow();
    await expect(overHttp1(port, stranger)).rejects.toThrow();
    await expect(overHttp2(port)).rejects.toThrow();
  });

  it('detects the protocol by the first bytes if a client negotiates none', async () => {
    const { server, ca, client, stranger } = certificates;
    const port = await open({ cert: server.cert, key: server.key, clientCa: ca, clientAuth: 'optional' });
    const told = async (request: string, pair?: KeyPair): Promise<string> => {
      const socket = tls.connect({ host: '127.0.0.1', port, ...trust(), ...identity(pair) });
      socket.write(request);
      let answer = '';
      for await (const part of socket) answer += String(part);
      expect(socket.alpnProtocol).toBe(false);
      return answer;
    };
    const http1 = (pair?: KeyPair): Promise<string> =>
      told('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', pair);
    expect(await http1()).toMatch(/^HTTP\/1.1 200 .*"version":"1.1"/s);
    expect(await http1(client)).toContain('CN=scanner,O=example');
    expect(await http1(stranger).catch(() => '')).toBe('');
    // HTTP/2 over TLS is for those who negotiate it (RFC 9113, 3.2); others are told so.
    expect(await told('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', client)).toMatch(/^HTTP\/1.0 403 .*Missing ALPN/s);
  });

  it('refuses TLS before 1.2', async () => {
    const { server } = certificates;
    const port = await open({ cert: server.cert, key: server.key });
    const old = {
      host: '127.0.0.1',
      port,
      ...trust(),
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    await expect(
      new Promise((resolve, reject) => tls.connect(old, () => resolve('connected')).on('error', reject)),
    ).rejects.toThrow();
  });

  it('reloads changed files, keeps open connections, and keeps the old files while the new ones do not match', async () => {
    const cert = join(certificates.folder, 'live.crt');
    const key = join(certificates.folder, 'live.key');
    const copy = (pair: KeyPair): void => {
      copyFileSync(pair.cert, cert);
      copyFileSync(pair.key, key);
    };
    copy(certificates.server);
    const port = await open({ cert, key });
    const serial = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = tls.connect({ host: '127.0.0.1', port, ...trust() }, () => {
          resolve(socket.getPeerCertificate().serialNumber);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const session = http2.connect(`https://127.0.0.1:${port}`, trust());
    await new Promise((resolve) => session.on('connect', resolve));
    expect(await serial()).toBe('10');
    const next = await certificates.issueServer('11');
    copyFileSync(next.cert, cert);
    await expect.poll(() => problems.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await serial()).toBe('10');
    copyFileSync(next.key, key);
    await expect.poll(serial, { timeout: 20_000 }).toBe('11');
    const stream = session.request({ ':path': '/' });
    let body = '';
    for await (const part of stream) body += String(part);
    expect(body).toContain('2.0');
    session.close();
  });

  describe('a new certificate that no client would accept', () => {
    const at = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
    const expired = () =>
      certificates.issueOdd('CN=localhost', '12', { notBefore: at(-2), notAfter: at(-1) });
    const cut = async (length: number): Promise<KeyPair> => {
      const next = await certificates.issueServer('13');
      writeFileSync(next.cert, `${next.certPem}\n${certificates.caPem.slice(0, length)}`);
      return next;
    };
    it.each([
      ['expired', expired],
      ['of which the chain is cut off', () => cut(300)],
      ['of which the chain is cut off in its first line', () => cut(15)],
      ['that is empty', async () => ({ ...certificates.server, cert: '/dev/null' })],
    ])('%s is not taken over', async (_name, make) => {
      const cert = join(certificates.folder, 'current.crt');
      const key = join(certificates.folder, 'current.key');
      copyFileSync(certificates.server.cert, cert);
      copyFileSync(certificates.server.key, key);
      const port = await open({ cert, key });
      const session = http2.connect(`https://127.0.0.1:${port}`, trust());
      await new Promise((resolve) => session.on('connect', resolve));
      const next = await make();
      problems.length = 0;
      writeFileSync(cert, readFileSync(next.cert));
      copyFileSync(next.key, key);
      listener?.reloadTls();
      expect(problems).toHaveLength(1);
      expect(await overHttp1(port)).toEqual({ version: '1.1' });
      expect(await overHttp2(port)).toEqual({ version: '2.0' });
      const stream = session.request({ ':path': '/' });
      let body = '';
      for await (const part of stream) body += String(part);
      expect(body).toContain('2.0');
      session.close();
    });
  });

  describe('a broken file of client authorities', () => {
    const whole = () => readFileSync(certificates.ca, 'utf8');
    it.each([
      ['an empty one', () => ''],
      ['other text', () => 'not found'],
      ['half of it', () => whole().slice(0, 300)],
      ['one complete and one incomplete certificate', () => whole() + whole().slice(0, 300)],
      ['a key', () => readFileSync(certificates.server.key, 'utf8')],
      ['an invalid certificate', () => whole().replace(/MII[A-Za-z0-9+/]{20}/, 'AAAAAAAAAAAAAAAAAAAAAAA')],
    ])('%s keeps the current authorities, and does not start a server', async (_name, broken) => {
      const { server, ca, client } = certificates;
      const clientCa = join(certificates.folder, 'live-ca.crt');
      copyFileSync(ca, clientCa);
      const files = { cert: server.cert, key: server.key, clientCa, clientAuth: 'required' as const };
      const port = await open(files);
      expect(await overHttp1(port, client)).toMatchObject(scanner);
      problems.length = 0;
      writeFileSync(clientCa, broken());
      await expect.poll(() => problems.length, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(await overHttp1(port, client)).toMatchObject(scanner);
      expect(await overHttp2(port, client)).toMatchObject(scanner);
      await listener?.close(0);
      await expect(open(files)).rejects.toThrow();
    });
  });

  it('does not start with a key that does not fit', async () => {
    const { server, client } = certificates;
    await expect(open({ cert: server.cert, key: client.key })).rejects.toThrow(/key/);
  });

  it('reads alternative names that contain separators', () => {
    expect(parseAltNames('DNS:a, URI:"x, DNS:evil", IP Address:127.0.0.1')).toEqual([
      'DNS:a',
      'URI:x, DNS:evil',
      'IP Address:127.0.0.1',
    ]);
  });
});

const loopback: LookupFunction = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
