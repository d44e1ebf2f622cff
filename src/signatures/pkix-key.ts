import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { type ApiError, invalidField } from '../domain/errors.js';
import {
  isSignatureAlgorithm,
  misfit,
  type SignatureAlgorithm,
  type SignatureScheme,
  signatureAlgorithms,
  unavailableAlgorithms,
  weakness,
} from './algorithms.js';
import { bounds } from './bounds.js';
import { quotable } from './results.js';

/** A public key with the one scheme it verifies. */
export interface PkixKey {
  readonly kind: 'pkix';
  readonly id: string;
  readonly algorithm: SignatureAlgorithm;
  readonly scheme: SignatureScheme;
  readonly key: KeyObject;
  /** SHA-256 of the SubjectPublicKeyInfo in DER. */
  readonly fingerprint: Buffer;
}

export interface PkixKeyText {
  readonly publicKeyPem: string;
  readonly signatureAlgorithm: string;
  /** A URI; absent or empty: the digest of the key, as RFC 6920 writes it. */
  readonly id?: string;
}

/**
 * Reads a PKIX public key of the Binary Authorization contract.
 *
 * @throws ApiError INVALID_KEY naming the field: not one PEM block, not the canonical DER of a key, a key too weak or of
 * another kind than the algorithm, an algorithm that is unknown or not available, an id that is no URI.
 * @example
 * parsePkixKey({ publicKeyPem, signatureAlgorithm: 'ECDSA_P256_SHA256' }).id; // ni:///sha-256;cD9o9Cq6…
 */
export function parsePkixKey({ publicKeyPem, signatureAlgorithm, id = '' }: PkixKeyText): PkixKey {
  const algorithm = checkAlgorithm(signatureAlgorithm);
  const scheme = signatureAlgorithms[algorithm];
  const { der, key } = readPublicKey(publicKeyPem);
  const problem = misfit(key, scheme);
  if (problem !== undefined) throw badKey('signature_algorithm', `the key ${problem} (${algorithm})`);
  const fingerprint = createHash('sha256').update(der).digest();
  return { kind: 'pkix', id: checkId(id, fingerprint), algorithm, scheme, key, fingerprint };
}

/**
 * The default id of a public key in PEM, independent of its algorithm.
 *
 * @throws ApiError INVALID_KEY if it cannot be read or is too weak
 */
export function parsePkixId(publicKeyPem: string): string {
  const { der, key } = readPublicKey(publicKeyPem);
  const problem = weakness(key);
  if (problem !== undefined) throw badKey('public_key_pem', `the key ${problem}`);
  return formatPkixId(createHash('sha256').update(der).digest());
}

/** The default id of a PKIX key: `ni:///sha-256;` and the digest in base64url without padding (RFC 6920). */
export function formatPkixId(fingerprint: Buffer): string {
  return `ni:///sha-256;${fingerprint.toString('base64url')}`;
}

function checkAlgorithm(text: string): SignatureAlgorithm {
  if (isSignatureAlgorithm(text)) return text;
  if (unavailableAlgorithms.has(text))
    throw badKey('signature_algorithm', `${text} cannot be verified by this server`);
  const known = Object.keys(signatureAlgorithms).join(', ');
  throw badKey('signature_algorithm', `must be one of ${known}, not ${JSON.stringify(quotable(text))}`);
}

const pem = /^\s*-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n-----END PUBLIC KEY-----\s*$/;

/** Accepts one block, no other text, and only the canonical DER of the key, since an id is a digest of these bytes. */
function readPublicKey(text: string): { der: Buffer; key: KeyObject } {
  if (text.length > bounds.pem) throw badKey('public_key_pem', `is longer than ${bounds.pem} characters`);
  const base64 = pem.exec(text)?.[1]?.replace(/[\r\n]/g, '');
  if (base64 === undefined)
    throw badKey('public_key_pem', 'must be one PEM block, -----BEGIN PUBLIC KEY-----, and nothing else');
  const der = Buffer.from(base64, 'base64');
  if (der.toString('base64') !== base64) throw badKey('public_key_pem', 'is not base64');
  let key: KeyObject;
  try {
    key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw badKey('public_key_pem', 'holds no public key that can be read');
  }
  if (!key.export({ format: 'der', type: 'spki' }).equals(der))
    throw badKey('public_key_pem', 'is not the canonical DER encoding of its key');
  return { der, key };
}

/** Also without a scheme but with a host, as Cloud KMS names keys: `//cloudkms.googleapis.com/v1/projects/…`. */
const uri = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/)(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

function checkId(id: string, fingerprint: Buffer): string {
  const digest = formatPkixId(fingerprint);
  if (id === '') return digest;
  if (id.length > 1024 || !uri.test(id)) throw badKey('id', 'must be a URI of at most 1024 characters');
  const digests = [digest, `nih:///sha-256;${fingerprint.toString('hex')}`];
  // An id that looks like a digest must be the digest of this key, so that no key has the id of another.
  if (/^(?:nih?|openpgp4fpr):/i.test(id) && !digests.includes(id))
    throw badKey('id', `names a key by its digest, and that of this key is ${digest}`);
  return id;
}

/** @internal */
export function badKey(field: string, description: string): ApiError {
  return invalidField(field, description, 'INVALID_KEY');
}
