import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { type CertificateText, parseCertificates } from '../../../src/signatures/certificates.js';
import type { TrustedKey } from '../../../src/signatures/key-set.js';
import { at, privateKeyOf } from './kit.js';

/** A certificate with its key, and what it can issue. */
export interface Issued {
  readonly pem: string;
  readonly der: Buffer;
  readonly privateKey: KeyObject;
  readonly name: string;
}

export interface Wanted {
  readonly subject: string;
  /** Absent: itself. */
  readonly issuer?: Issued;
  readonly authority?: boolean;
  readonly usage?: readonly string[];
  readonly uri?: string;
  readonly from?: Date;
  readonly until?: Date;
  readonly hash?: string;
  readonly kind?: string;
  /** Another number is another key. */
  readonly number?: number;
}

const day = 86_400_000;

/** Issues a certificate that is valid a month before and after the time of these tests. */
export async function issue(wanted: Wanted): Promise<Issued> {
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const { subject, issuer, authority = false, usage = [x509.ExtendedKeyUsage.codeSigning], uri } = wanted;
  const { hash = 'SHA-256', kind = 'ec-prime256v1', number = 100 } = wanted;
  const privateKey = privateKeyOf(kind, number);
  const issuerKey = issuer?.privateKey ?? privateKey;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '0a',
    subject,
    issuer: issuer?.name ?? subject,
    notBefore: wanted.from ?? new Date(at.getTime() - 30 * day),
    notAfter: wanted.until ?? new Date(at.getTime() + 30 * day),
    signingAlgorithm: algorithmOf(issuerKey, hash),
    publicKey: createPublicKey(privateKey).toCryptoKey(algorithmOf(privateKey, hash), true, ['verify']),
    signingKey: issuerKey.toCryptoKey(algorithmOf(issuerKey, hash), true, ['sign']),
    extensions: [
      new x509.BasicConstraintsExtension(authority, undefined, true),
      ...(usage.length > 0 && !authority ? [new x509.ExtendedKeyUsageExtension([...usage])] : []),
      ...(uri === undefined ? [] : [new x509.SubjectAlternativeNameExtension([{ type: 'url', value: uri }])]),
    ],
  });
  return {
    pem: certificate.toString('pem'),
    der: Buffer.from(certificate.rawData),
    privateKey,
    name: subject,
  };
}

export const uri = 'https://ci.example.com/shop/release.yml';
export const subject = 'CN=release, O=Example';

/** A root, what it issues for the identity `uri`, another root of its name, and an attestor that trusts the identity. */
export async function issueChain() {
  const root = await issue({ subject: 'CN=Root', authority: true, number: 100 });
  const middle = await issue({ subject: 'CN=Middle', issuer: root, authority: true, number: 101 });
  const strange = await issue({ subject: 'CN=Root', authority: true, number: 200 });
  const leafOf = (more: Partial<Wanted> = {}) =>
    issue({ subject, issuer: middle, uri, number: 102, ...more });
  const authority = (more: Partial<CertificateText> = {}): TrustedKey => {
    const chainPem = `${middle.pem}\n${root.pem}`;
    return parseCertificates({ id: 'release', chainPem, identity: { subjectAlternativeName: uri }, ...more });
  };
  return { root, middle, strange, leaf: await leafOf(), leafOf, authority };
}

function algorithmOf(key: KeyObject, hash: string) {
  if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash };
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  const curve = new Map([
    ['prime256v1', 'P-256'],
    ['secp384r1', 'P-384'],
    ['secp521r1', 'P-521'],
  ]);
  return { name: 'ECDSA', namedCurve: curve.get(namedCurve ?? '') ?? '', hash };
}
