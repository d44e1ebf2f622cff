import { constants, createPrivateKey, createPublicKey, type KeyObject, sign as signBytes } from 'node:crypto';
import {
  createCleartextMessage,
  createMessage,
  decryptKey,
  type PrivateKey,
  readPrivateKey,
  sign as signMessage,
} from 'openpgp';
import { withPadding } from './algorithms.js';
import { type Digest, formatDigest } from './digests.js';
import { encodeDsse } from './dsse.js';
import { pgpConfig } from './pgp-config.js';
import { badKey, type PkixKey, parsePkixKey } from './pkix-key.js';

/** Values of `critical.type` that are in use; no known verifier compares it. */
export const simpleSigningTypes = {
  binaryAuthorization: 'Google cloud binauthz container signature',
  kritis: 'atomic container signature',
  cosign: 'cosign container image signature',
} as const;

export interface SimpleSigning {
  /** The image without digest, `registry.example.com/shop/app`. Kritis compares it. */
  readonly reference: string;
  readonly digest: Digest;
  /** Default: what Binary Authorization and Voucher write. */
  readonly type?: string;
}

/** The simple-signing payload about an image: exactly the bytes to sign. */
export function formatSimpleSigning({ reference, digest, type }: SimpleSigning): Buffer {
  const critical = {
    identity: { 'docker-reference': reference },
    image: { 'docker-manifest-digest': formatDigest(digest) },
    type: type ?? simpleSigningTypes.binaryAuthorization,
  };
  return Buffer.from(JSON.stringify({ critical }));
}

/** A private key with the scheme it signs by and the public key that verifies. */
export interface PkixSigner {
  readonly privateKey: KeyObject;
  readonly publicKey: PkixKey;
}

export interface PkixSignerText {
  readonly privateKeyPem: string;
  readonly passphrase?: string;
  readonly signatureAlgorithm: string;
  /** Id of the key, if it is not its digest. */
  readonly id?: string;
}

/** Reads a private key in PEM. @throws ApiError INVALID_KEY, also for a wrong passphrase */
export function parsePkixSigner({
  privateKeyPem,
  passphrase,
  signatureAlgorithm,
  id,
}: PkixSignerText): PkixSigner {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({
      key: privateKeyPem,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch {
    throw badKey('private_key_pem', 'is not a private key in PEM, or the passphrase is wrong');
  }
  const publicKeyPem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString();
  const publicKey = parsePkixKey({ publicKeyPem, signatureAlgorithm, ...(id === undefined ? {} : { id }) });
  return { privateKey, publicKey };
}

/** A detached signature, as `signatures[]` of an attestation has it. PSS salts are as long as the hash. */
export function signPkix(
  payload: Uint8Array,
  { privateKey, publicKey }: PkixSigner,
): { signature: Buffer; publicKeyId: string } {
  const padded = withPadding(publicKey.scheme, privateKey, constants.RSA_PSS_SALTLEN_DIGEST);
  return { signature: signBytes(publicKey.scheme.hash, payload, padded as never), publicKeyId: publicKey.id };
}

/** A DSSE envelope in JSON with one signature. */
export function signDsse(payloadType: string, payload: Uint8Array, signer: PkixSigner): string {
  const { signature, publicKeyId } = signPkix(encodeDsse(payloadType, payload), signer);
  return JSON.stringify({
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: publicKeyId, sig: signature.toString('base64') }],
  });
}

/** Reads an armoured private PGP key. @throws ApiError INVALID_KEY, also for a wrong passphrase */
export async function parsePgpSigner(armour: string, passphrase?: string): Promise<PrivateKey> {
  try {
    const privateKey = await readPrivateKey({ armoredKey: armour, config: pgpConfig });
    return privateKey.isDecrypted()
      ? privateKey
      : await decryptKey({ privateKey, passphrase: passphrase ?? '' });
  } catch {
    throw badKey('private_key', 'is not a private PGP key, or the passphrase is wrong');
  }
}

/**
 * An armoured PGP message that holds the payload: attached, as Binary Authorization and Kritis verify it, or clear-signed
 * for people to read. @throws ApiError INVALID_KEY where the key may not sign at this time
 */
export async function signPgp(
  payload: Uint8Array,
  signingKeys: PrivateKey,
  at: Date,
  form: 'attached' | 'clear' = 'attached',
): Promise<string> {
  const options = { signingKeys, date: at, config: pgpConfig };
  try {
    if (form === 'attached')
      return await signMessage({ ...options, message: await createMessage({ binary: payload, date: at }) });
    const text = Buffer.from(payload).toString('utf8');
    return await signMessage({ ...options, message: await createCleartextMessage({ text }) });
  } catch {
    throw badKey('private_key', 'may not sign at this time: it has expired, is revoked or too weak');
  }
}
