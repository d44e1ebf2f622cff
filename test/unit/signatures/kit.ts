import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type enums, generateKey, type PartialConfig, type PrivateKey } from 'openpgp';
import type { SignatureAlgorithm } from '../../../src/signatures/algorithms.js';
import { type Digest, parseArtifact } from '../../../src/signatures/digests.js';
import { type Trust, type TrustedKey, toKeySet } from '../../../src/signatures/key-set.js';
import { type PgpKey, parsePgpKey } from '../../../src/signatures/pgp-key.js';
import type { SignatureResult } from '../../../src/signatures/results.js';
import { formatSimpleSigning, type PkixSigner, parsePkixSigner } from '../../../src/signatures/sign.js';

export const at = new Date('2026-03-01T12:00:00Z');
export const hex = '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a';
export const reference = 'registry.example.com/shop/cart';
export const artifact = parseArtifact(`https://${reference}@sha256:${hex}`) as Digest;
export const other = parseArtifact(`https://${reference}@sha256:${'ab'.repeat(32)}`) as Digest;

/** The payload about the artifact of these tests, and the same about another image. */
export const payload = formatSimpleSigning({ reference, digest: artifact });
export const foreign = formatSimpleSigning({ reference, digest: other });

export function trust(...keys: TrustedKey[]): Trust {
  return { keys: toKeySet(keys), artifact, at };
}

/** `verified` or the reason of each result. */
export function words(results: SignatureResult | readonly SignatureResult[]): string {
  const list = Array.isArray(results) ? (results as SignatureResult[]) : [results as SignatureResult];
  return list.map((result) => (result.verified ? 'verified' : result.reason)).join(' ');
}

const made = new Map<string, KeyObject>();

/** A private key of a kind, made once a run: `rsa-2048`, `ec-prime256v1`; another number is another key. */
export function privateKeyOf(kind: string, number = 1): KeyObject {
  const name = `${kind}-${number}`;
  let key = made.get(name);
  if (key === undefined) {
    const [type, detail = ''] = kind.split('-');
    key =
      type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: detail }).privateKey
        : generateKeyPairSync('rsa', { modulusLength: Number(detail) }).privateKey;
    made.set(name, key);
  }
  return key;
}

export function kindOf(algorithm: string): string {
  const curve = { P256: 'prime256v1', P384: 'secp384r1', P521: 'secp521r1' }[
    /P\d{3}/.exec(algorithm)?.[0] ?? ''
  ];
  return curve === undefined ? `rsa-${/_(\d{4})_/.exec(algorithm)?.[1]}` : `ec-${curve}`;
}

export function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

export function signerOf(signatureAlgorithm: SignatureAlgorithm, number = 1, id?: string): PkixSigner {
  const privateKeyPem = pemOf(privateKeyOf(kindOf(signatureAlgorithm), number));
  return parsePkixSigner({ privateKeyPem, signatureAlgorithm, ...(id === undefined ? {} : { id }) });
}

export interface PgpPair {
  readonly privateKey: PrivateKey;
  readonly key: PgpKey;
  readonly armour: string;
}

/** A PGP key made before the time of these tests, on Curve25519 unless told otherwise. */
export async function pgpPair(options: Partial<Parameters<typeof generateKey>[0]> = {}): Promise<PgpPair> {
  const { privateKey, publicKey } = await generateKey({
    userIDs: [{ name: 'Signer', email: 'signer@example.com' }],
    date: new Date('2026-01-01T00:00:00Z'),
    ...options,
    format: 'object',
  } as Parameters<typeof generateKey>[0] & { format: 'object' });
  const armour = publicKey.armor();
  return { privateKey, armour, key: await parsePgpKey(armour) };
}

/** What makes the library sign over a hash that it does not like. */
export function over(hash: enums.hash): PartialConfig {
  const none = new Set<enums.hash>();
  return {
    preferredHashAlgorithm: hash,
    rejectHashAlgorithms: none,
    rejectMessageHashAlgorithms: none,
    nonDeterministicSignaturesViaNotation: false,
  };
}
