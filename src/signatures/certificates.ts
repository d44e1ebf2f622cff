import { type KeyObject, X509Certificate as NodeCertificate } from 'node:crypto';
import { X509Certificate } from '@sigstore/core';
import { type SignedEntity, type TrustMaterial, Verifier } from '@sigstore/verify';
import { weakness } from './algorithms.js';
import { bounds } from './bounds.js';
import { badKey } from './pkix-key.js';
import { type Refusal, refuse } from './results.js';

/** The identity that a certificate must be issued to. Each member that is set must equal the one in the certificate. */
export interface Identity {
  /** The URI or e-mail address of the subject alternative name. */
  readonly subjectAlternativeName?: string;
  /** The issuer of the signer's identity, as Fulcio records it. */
  readonly issuer?: string;
  /** The subject, the most general part first: `C=US, O=Example, CN=signer`. */
  readonly subject?: string;
}

/** Certificates of authorities, and the one identity that they are trusted for. */
export interface CertificateKey {
  readonly kind: 'certificates';
  readonly id: string;
  readonly authorities: readonly X509Certificate[];
  readonly identity: Identity;
}

export interface CertificateText {
  readonly id: string;
  /** The authorities in PEM, including intermediate ones: those inside a signature are ignored. */
  readonly chainPem: string;
  readonly identity: Identity;
}

/**
 * Reads certificates of authorities.
 *
 * @throws ApiError INVALID_KEY: not a certificate of an authority, a weak key, an identity without members. An authority alone
 * is never enough, since it issues certificates to others as well.
 */
export function parseCertificates({ id, chainPem, identity }: CertificateText): CertificateKey {
  if (!Object.values(identity).some((text) => text !== undefined && text !== ''))
    throw badKey('identity', 'must have a member that names whom the certificate is issued to');
  if (id === '') throw badKey('id', 'must be a name');
  if (chainPem.length > bounds.pem * bounds.certificates) throw badKey('chain_pem', 'is too long');
  const blocks = chainPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > bounds.certificates)
    throw badKey(
      'chain_pem',
      `must hold 1 to ${bounds.certificates} certificates in PEM, not ${blocks.length}`,
    );
  const authorities = blocks.map((block, index) => parseAuthority(block, `chain_pem[${index}]`));
  return { kind: 'certificates', id, authorities, identity };
}

function parseAuthority(block: string, field: string): X509Certificate {
  try {
    const certificate = new NodeCertificate(block);
    const problem = certificate.ca ? weakness(certificate.publicKey) : 'is not an authority';
    if (problem !== undefined) throw badKey(field, `the certificate ${problem}`);
    return X509Certificate.parse(Buffer.from(certificate.raw));
  } catch (error) {
    if (error instanceof Error && error.name === 'ApiError') throw error;
    throw badKey(field, 'cannot be read as a certificate');
  }
}

/** The extended key usage of certificates that sign code. */
const codeSigning = '1.3.6.1.5.5.7.3.3';

/** The certificate inside a signature. It proves nothing by itself. */
export interface Leaf {
  readonly der: Buffer;
  readonly key: KeyObject;
  readonly certificate: NodeCertificate;
}

/** Reads the certificate of a signature. @returns a refusal for one that is weak or not made for signing. */
export function readLeaf(der: Buffer): Leaf | Refusal {
  let certificate: NodeCertificate;
  try {
    certificate = new NodeCertificate(der);
  } catch {
    return refuse('MALFORMED', 'The certificate of the signature cannot be read.');
  }
  const key = certificate.publicKey;
  const problem = weakness(key);
  if (problem !== undefined) return refuse('KEY_UNUSABLE', `The key of the certificate ${problem}.`);
  if (!certificate.raw.equals(der)) return refuse('MALFORMED', 'There is more than one certificate.');
  if (certificate.ca || !certificate.keyUsage?.includes(codeSigning))
    return refuse('CERTIFICATE_UNTRUSTED', 'The certificate is not one for signing code.');
  return { der, key, certificate };
}

/**
 * Whether the certificate chains to the authorities, the whole chain is valid at the time, and the certificate is issued to the
 * identity. Revocation lists are not fetched.
 */
export function checkChain(leaf: Leaf, trusted: CertificateKey, at: Date): Refusal | undefined {
  const { id, authorities, identity } = trusted;
  if (at < leaf.certificate.validFromDate || at > leaf.certificate.validToDate)
    return refuse('KEY_EXPIRED', 'The certificate is not valid at this time.', id);
  const everything = { start: new Date(0), end: new Date(8.64e15) };
  const material: TrustMaterial = {
    certificateAuthorities: [{ certChain: [...authorities], validFor: everything }],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: () => {
      throw new TypeError('certificates have no hint');
    },
  };
  const options = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 1 };
  try {
    const { identity: found = {} } = new Verifier(material, options).verify(toEntity(leaf, at));
    const actual: Identity = {
      ...(found.subjectAlternativeName === undefined
        ? {}
        : { subjectAlternativeName: found.subjectAlternativeName }),
      ...(found.extensions?.issuer === undefined ? {} : { issuer: found.extensions.issuer }),
      subject: leaf.certificate.subject?.replaceAll('\n', ', ') ?? '',
    };
    return checkIdentity(actual, identity, id);
  } catch {
    return refuse('CERTIFICATE_UNTRUSTED', 'The certificate does not lead to these authorities.', id);
  }
}

function checkIdentity(actual: Identity, wanted: Identity, id: string): Refusal | undefined {
  for (const member of ['subjectAlternativeName', 'issuer', 'subject'] as const) {
    const expected = wanted[member];
    if (expected === undefined || expected === '' || actual[member] === expected) continue;
    return refuse(
      'IDENTITY_MISMATCH',
      `The certificate is issued to somebody else: its ${member} differs.`,
      id,
    );
  }
  return undefined;
}

/**
 * The certificate in the form of the library. The library verifies chains at the times of trusted logs; here it is the time of
 * verification, and the caller verifies the signature itself.
 */
function toEntity({ der }: Leaf, at: Date): SignedEntity {
  const none = Buffer.alloc(0);
  return {
    key: { $case: 'certificate', certificate: X509Certificate.parse(Buffer.from(der)) },
    signature: {
      signature: none,
      compareDigest: () => false,
      compareSignature: () => false,
      verifySignature: () => true,
    },
    tlogEntries: [],
    timestamps: [
      {
        $case: 'transparency-log',
        tlogEntry: {
          logIndex: '0',
          logId: { keyId: none },
          kindVersion: { kind: '', version: '' },
          integratedTime: String(Math.floor(at.getTime() / 1000)),
          inclusionPromise: { signedEntryTimestamp: none },
          inclusionProof: undefined,
          canonicalizedBody: none,
        },
      },
    ],
  };
}

/** The trusted certificate key that the leaf chains to, or why it does not chain to the last one. */
export function chainOf(leaf: Leaf, keys: readonly CertificateKey[], at: Date): CertificateKey | Refusal {
  let problem: Refusal | undefined;
  for (const key of keys) {
    problem = checkChain(leaf, key, at);
    if (problem === undefined) return key;
  }
  return problem ?? refuse('KEY_UNKNOWN', 'The signature is by a certificate, and no authority is trusted.');
}
