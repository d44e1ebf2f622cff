import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

/** Certificates of one test file: an authority, certificates it signed, and one of another authority. */
export interface Certificates {
  readonly folder: string;
  /** File of the authority's certificate. */
  readonly ca: string;
  readonly caPem: string;
  readonly server: KeyPair;
  readonly client: KeyPair;
  /** Signed by an unknown authority. */
  readonly stranger: KeyPair;
  /** A new certificate for localhost, signed by the authority, under the given serial number. */
  issueServer(serial: string): Promise<KeyPair>;
  /** A client's certificate signed by the authority, for a subject such as `CN=gate`. */
  issueClient(subject: string, serial: string): Promise<KeyPair>;
  /** The same with what is unusual about it. */
  issueOdd(subject: string, serial: string, odd: Odd): Promise<KeyPair>;
  remove(): void;
}

/** Where a certificate differs from one that is good for an hour, for clients and servers, with alternative names. */
export interface Odd {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly usage?: readonly x509.ExtendedKeyUsage[];
  readonly names?: x509.JsonGeneralNames;
}

export interface KeyPair {
  /** Files in PEM. */
  readonly cert: string;
  readonly key: string;
  readonly certPem: string;
  readonly keyPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

interface Authority {
  readonly keys: webcrypto.CryptoKeyPair;
  readonly name: string;
}

export async function makeCertificates(): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const ca = await makeAuthority('CN=Test authority');
  const other = await makeAuthority('CN=Other authority');
  const localhost: x509.JsonGeneralNames = [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
  ];
  const scanner: x509.JsonGeneralNames = [
    { type: 'url', value: 'spiffe://example/scanner' },
    { type: 'dns', value: 'scanner.example' },
  ];
  const write = (name: string, { certPem, keyPem }: { certPem: string; keyPem: string }): KeyPair => {
    const cert = join(folder, `${name}.crt`);
    const key = join(folder, `${name}.key`);
    writeFileSync(cert, certPem);
    writeFileSync(key, keyPem);
    return { cert, key, certPem, keyPem };
  };
  const issueServer = async (serial: string): Promise<KeyPair> =>
    write(`server-${serial}`, await issue(ca.authority, 'CN=localhost', localhost, serial));
  const caFile = join(folder, 'ca.crt');
  writeFileSync(caFile, ca.certPem);
  return {
    folder,
    ca: caFile,
    caPem: ca.certPem,
    server: await issueServer('10'),
    client: write('client', await issue(ca.authority, 'O=example, CN=scanner', scanner, '20')),
    stranger: write('stranger', await issue(other.authority, 'O=example, CN=scanner', scanner, '30')),
    issueServer,
    issueClient: async (subject, serial) =>
      write(`client-${serial}`, await issue(ca.authority, subject, scanner, serial)),
    issueOdd: async (subject, serial, odd) =>
      write(`odd-${serial}`, await issue(ca.authority, subject, odd.names ?? scanner, serial, odd)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const period = (): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() - 3_600_000),
  notAfter: new Date(Date.now() + 3_600_000),
});

async function makeAuthority(name: string): Promise<{ authority: Authority; certPem: string }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name,
    ...period(),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { authority: { keys, name }, certPem: certificate.toString('pem') };
}

async function issue(
  authority: Authority,
  subject: string,
  names: x509.JsonGeneralNames,
  serialNumber: string,
  odd: Odd = {},
): Promise<{ certPem: string; keyPem: string }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject,
    issuer: authority.name,
    notBefore: odd.notBefore ?? period().notBefore,
    notAfter: odd.notAfter ?? period().notAfter,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
      new x509.ExtendedKeyUsageExtension([
        ...(odd.usage ?? [x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const body = pkcs8.match(/.{1,64}/g)?.join('\n');
  return {
    certPem: certificate.toString('pem'),
    keyPem: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
  };
}
