import { enums, type Key, type PublicKey, readKeys } from 'openpgp';
import { ApiError } from '../domain/errors.js';
import { rsaWeakness } from './algorithms.js';
import { checkArmour, readArmour } from './armour.js';
import { bounds } from './bounds.js';
import { pgpConfig, weakHashes } from './pgp-config.js';
import { countPackets } from './pgp-packets.js';
import { badKey } from './pkix-key.js';
import { isRefusal, type Refusal, refuse } from './results.js';

/** An OpenPGP public key of version 4, with its subkeys. */
export interface PgpKey {
  readonly kind: 'pgp';
  /** Fingerprint of the primary key: 40 hex digits in upper case. */
  readonly id: string;
  readonly key: PublicKey;
}

const field = 'ascii_armored_pgp_public_key';

/**
 * Reads an ASCII-armoured OpenPGP public key of the Binary Authorization contract.
 *
 * @throws ApiError INVALID_KEY: no single armour, a private key, several keys, another version than 4, a key too weak or
 * one whose self-signatures have weak hashes only. An expired or revoked key is accepted; it verifies nothing.
 * @example
 * (await parsePgpKey(armour)).id; // 74FAF3B861BDA0870C7B6DEF607E48D2A663AEEA
 */
export async function parsePgpKey(text: string): Promise<PgpKey> {
  const kind = checkArmour(text);
  if (isRefusal(kind)) throw badKey(field, kind.message);
  if (kind === 'PGP PRIVATE KEY BLOCK')
    throw badKey(field, 'holds a private key: remove it from here, and give the public key alone');
  if (kind !== 'PGP PUBLIC KEY BLOCK') throw badKey(field, `must be a PGP PUBLIC KEY BLOCK, not a ${kind}`);
  const keys = await readAll(text);
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw badKey(field, `must hold one key, not ${keys.length}`);
  if (key.isPrivate()) throw badKey(field, 'holds a private key');
  const problem = weaknessOf(key);
  if (problem !== undefined) throw badKey(field, problem);
  const id = key.getFingerprint().toUpperCase();
  if (id.length !== 40) throw badKey(field, 'must be a key of version 4, whose fingerprint has 160 bits');
  return { kind: 'pgp', id, key };
}

async function readAll(text: string): Promise<Key[]> {
  try {
    const binaryKeys = await readArmour(text);
    const counted = countPackets(binaryKeys);
    if (isRefusal(counted) && counted.reason === 'TOO_LARGE') throw badKey(field, counted.message);
    return await readKeys({ binaryKeys, config: pgpConfig });
  } catch (error) {
    throw error instanceof ApiError ? error : badKey(field, 'cannot be read as an OpenPGP key');
  }
}

function weaknessOf(key: Key): string | undefined {
  const { algorithm, bits, curve } = key.getAlgorithmInfo();
  if (algorithm === 'dsa' || algorithm === 'elgamal') return `is a key of ${algorithm}, which is too weak`;
  if (curve === enums.curve.secp256k1) return 'is on secp256k1, which is not supported';
  const rsa = bits === undefined ? undefined : rsaWeakness(bits, exponentOf(key));
  if (rsa !== undefined) return rsa;
  // The library checks the signature by which a subkey binds itself before it refuses DSA.
  if (key.getSubkeys().some(({ keyPacket }) => isSlowDsa(keyPacket.publicParams)))
    return `has a subkey of DSA with more than ${bounds.dsa} bits, or with a subgroup of more than ${bounds.dsaSubgroup}`;
  const hashes = key.users.flatMap(({ selfCertifications }) =>
    selfCertifications.map(({ hashAlgorithm }) => weakHashes.get(hashAlgorithm ?? 0)),
  );
  const [hash] = hashes;
  return hash !== undefined && !hashes.includes(undefined)
    ? `certifies itself with ${hash} only, which is too weak`
    : undefined;
}

function isSlowDsa(numbers: object): boolean {
  const { p, q } = numbers as { readonly p?: Uint8Array; readonly q?: Uint8Array };
  if (p === undefined || q === undefined) return false;
  return p.length * 8 > bounds.dsa || q.length * 8 > bounds.dsaSubgroup;
}

function exponentOf({ keyPacket }: Key): bigint {
  const { e } = keyPacket.publicParams as { readonly e?: Uint8Array };
  return BigInt(`0x0${Buffer.from(e ?? []).toString('hex')}`);
}

/**
 * Whether the primary key, or the subkey of this id, may sign at a time. Every revocation counts, whatever its reason, time and
 * hash, also one that cannot be verified.
 */
export async function checkUsable(
  { id, key }: PgpKey,
  keyId: ReturnType<Key['getKeyID']>,
  at: Date,
): Promise<Refusal | undefined> {
  const parts = [key, ...key.getSubkeys(keyId)];
  if (parts.some(({ revocationSignatures }) => revocationSignatures.length > 0))
    return refuse('KEY_REVOKED', 'The key is revoked.', id);
  try {
    await key.getSigningKey(keyId, at, undefined, pgpConfig);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (/\bexpired\b/.test(message)) return refuse('KEY_EXPIRED', 'The key has expired.', id);
    if (/\brevoked\b/.test(message)) return refuse('KEY_REVOKED', 'The key is revoked.', id);
    return refuse('KEY_UNUSABLE', 'The key may not sign, or has no valid self-signature at this time.', id);
  }
}
