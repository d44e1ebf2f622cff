import { constants, type KeyObject } from 'node:crypto';

/** How a key of the Binary Authorization contract signs. */
export interface SignatureScheme {
  readonly key: 'rsa' | 'ec';
  /** Of RSA: bits of the modulus. */
  readonly bits?: number;
  /** Of ECDSA: the curve as OpenSSL names it. */
  readonly curve?: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly pss?: true;
  /** The same scheme in JSON web signatures. */
  readonly jws: string;
}

/** @param pss PSS instead of PKCS #1 v1.5 */
export function rsaScheme(bits: number, hash: SignatureScheme['hash'], pss?: true): SignatureScheme {
  const digits = hash.slice(3);
  return { key: 'rsa', bits, hash, jws: `${pss ? 'PS' : 'RS'}${digits}`, ...(pss ? { pss } : {}) };
}

export function ecdsaScheme(curve: string, hash: SignatureScheme['hash']): SignatureScheme {
  return { key: 'ec', curve, hash, jws: `ES${hash.slice(3)}` };
}

/** Each `signatureAlgorithm` of Binary Authorization v1 that can be verified; names of one scheme are adjacent. */
export const signatureAlgorithms = {
  RSA_PSS_2048_SHA256: rsaScheme(2048, 'sha256', true),
  RSA_SIGN_PSS_2048_SHA256: rsaScheme(2048, 'sha256', true),
  RSA_PSS_3072_SHA256: rsaScheme(3072, 'sha256', true),
  RSA_SIGN_PSS_3072_SHA256: rsaScheme(3072, 'sha256', true),
  RSA_PSS_4096_SHA256: rsaScheme(4096, 'sha256', true),
  RSA_SIGN_PSS_4096_SHA256: rsaScheme(4096, 'sha256', true),
  RSA_PSS_4096_SHA512: rsaScheme(4096, 'sha512', true),
  RSA_SIGN_PSS_4096_SHA512: rsaScheme(4096, 'sha512', true),
  RSA_SIGN_PKCS1_2048_SHA256: rsaScheme(2048, 'sha256'),
  RSA_SIGN_PKCS1_3072_SHA256: rsaScheme(3072, 'sha256'),
  RSA_SIGN_PKCS1_4096_SHA256: rsaScheme(4096, 'sha256'),
  RSA_SIGN_PKCS1_4096_SHA512: rsaScheme(4096, 'sha512'),
  ECDSA_P256_SHA256: ecdsaScheme('prime256v1', 'sha256'),
  EC_SIGN_P256_SHA256: ecdsaScheme('prime256v1', 'sha256'),
  ECDSA_P384_SHA384: ecdsaScheme('secp384r1', 'sha384'),
  EC_SIGN_P384_SHA384: ecdsaScheme('secp384r1', 'sha384'),
  ECDSA_P521_SHA512: ecdsaScheme('secp521r1', 'sha512'),
  EC_SIGN_P521_SHA512: ecdsaScheme('secp521r1', 'sha512'),
} as const satisfies Record<string, SignatureScheme>;

export type SignatureAlgorithm = keyof typeof signatureAlgorithms;

/** Names of the contract that no release of Node in use can verify. */
export const unavailableAlgorithms: ReadonlySet<string> = new Set(['ML_DSA_65']);

export function isSignatureAlgorithm(text: string): text is SignatureAlgorithm {
  return Object.hasOwn(signatureAlgorithms, text);
}

/**
 * The key as `crypto.verify` and `crypto.sign` take it for a scheme. PKCS #1 v1.5 and ECDSA in DER are their defaults for
 * these keys: a key without options costs some 20 µs less.
 */
export function withPadding(scheme: SignatureScheme, key: KeyObject, saltLength: number): object {
  return scheme.pss ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } : key;
}

/** The same for JSON web signatures: PSS with a salt as long as the hash, ECDSA as two numbers of fixed length. */
export function asWebKey(scheme: SignatureScheme, key: KeyObject): object {
  return scheme.key === 'ec'
    ? { key, dsaEncoding: 'ieee-p1363' }
    : withPadding(scheme, key, constants.RSA_PSS_SALTLEN_DIGEST);
}

/** The problem of a key with a scheme, as the end of a sentence; undefined if there is none. */
export function misfit(key: KeyObject, scheme: SignatureScheme): string | undefined {
  return weakness(key) ?? mismatch(key, scheme);
}

/** Why a key is too weak for every scheme; undefined if it is not. */
export function weakness(key: KeyObject): string | undefined {
  const { modulusLength, publicExponent, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec')
    return namedCurve === undefined ? 'is on a curve without a name' : undefined;
  if (modulusLength === undefined || publicExponent === undefined) return undefined;
  return rsaWeakness(modulusLength, publicExponent);
}

/** Why an RSA key is too weak, or too slow; undefined if it is neither. */
export function rsaWeakness(bits: number, exponent: bigint): string | undefined {
  if (bits < 2048) return `is an RSA key of ${bits} bits, and fewer than 2048 are too weak`;
  if (bits > 16384) return `is an RSA key of ${bits} bits, and more than 16384 are not verified`;
  if (exponent < 65537n) return `is an RSA key with exponent ${exponent}, and less than 65537 is too weak`;
  if (exponent >= 1n << 32n) return 'is an RSA key with an exponent of more than 32 bits';
  return undefined;
}

function mismatch(key: KeyObject, scheme: SignatureScheme): string | undefined {
  const type = key.asymmetricKeyType;
  const details = key.asymmetricKeyDetails ?? {};
  if (scheme.key === 'ec')
    return type === 'ec' && details.namedCurve === scheme.curve
      ? undefined
      : `is ${describe(key)}, not an ECDSA key on ${scheme.curve}`;
  if (type !== 'rsa' && !(type === 'rsa-pss' && scheme.pss))
    return `is ${describe(key)}, not an RSA key${scheme.pss ? '' : ' for PKCS #1 v1.5'}`;
  if (details.modulusLength !== scheme.bits)
    return `is an RSA key of ${details.modulusLength} bits, not of ${scheme.bits}`;
  if (type === 'rsa-pss' && (details.hashAlgorithm ?? scheme.hash) !== scheme.hash)
    return `is an RSA-PSS key for ${details.hashAlgorithm}, not for ${scheme.hash}`;
  return undefined;
}

function describe(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (namedCurve !== undefined) return `an ECDSA key on ${namedCurve}`;
  if (modulusLength !== undefined)
    return key.asymmetricKeyType === 'rsa-pss' ? 'an RSA-PSS key' : 'an RSA key';
  return `a key of type ${key.asymmetricKeyType}`;
}
