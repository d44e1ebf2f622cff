import { setImmediate as pause } from 'node:timers/promises';
import { type Signature, verify } from 'openpgp';
import { pgpKeyOf, type Trust } from './key-set.js';
import { checkNames } from './payloads.js';
import { pgpConfig, weakHashes } from './pgp-config.js';
import { checkUsable, type PgpKey } from './pgp-key.js';
import { openOver, openSigned, type Signed } from './pgp-message.js';
import { isRefusal, type Refusal, refuse, type SignatureResult, settled, verified } from './results.js';

/**
 * Verifies an armoured PGP message that holds its payload: `gpg --sign --armor`, also under the label that Kritis
 * writes (`PGP SIGNATURE`), or `gpg --clearsign` with nothing outside. One result for each signature in it.
 *
 * @param keyId the fingerprint that the attestation states; other keys are not tried then.
 */
export async function verifyPgpMessage(
  armour: string,
  trust: Trust,
  keyId?: string,
): Promise<SignatureResult[]> {
  const signed = await settled('The PGP message', () => openSigned(armour));
  if (isRefusal(signed)) return [signed];
  const problem = checkNames(signed.payload, trust.artifact);
  if (problem !== undefined) return [problem];
  return checkAll(signed, keysFor(trust, keyId), trust.at);
}

/**
 * Verifies a PGP signature over a payload that is kept beside it: detached, armoured or not, or a message whose own
 * payload is the very same bytes. Whether the payload names the artifact is the caller's to check.
 */
export async function verifyPgpOver(
  payload: Uint8Array,
  signature: Uint8Array,
  key: PgpKey,
  at: Date,
): Promise<SignatureResult[]> {
  const signed = await settled('The PGP signature', () => openOver(payload, signature));
  return isRefusal(signed) ? [signed] : checkAll(signed, [key], at);
}

function keysFor({ keys }: Trust, keyId: string | undefined): PgpKey[] {
  if (keyId === undefined || keyId === '') return [...keys.values()].filter((key) => key.kind === 'pgp');
  const key = pgpKeyOf(keys, keyId);
  return key === undefined ? [] : [key];
}

async function checkAll(signed: Signed, keys: readonly PgpKey[], at: Date): Promise<SignatureResult[]> {
  const results: SignatureResult[] = [];
  for (const signature of signed.signatures) {
    // A signature takes some milliseconds, and others wait.
    if (results.length > 0) await pause();
    results.push(await settled('The PGP signature', () => checkOne(signed, signature, keys, at)));
  }
  return results;
}

/** Two keys can share the 64 bits by which a signature names its key; the one that verifies made it. */
async function checkOne(
  signed: Signed,
  signature: Signature,
  keys: readonly PgpKey[],
  at: Date,
): Promise<SignatureResult> {
  const [issuer] = signature.getSigningKeyIDs();
  let result: SignatureResult = refuse(
    'KEY_UNKNOWN',
    'The PGP signature is by none of the keys.',
    issuer?.toHex().toUpperCase(),
  );
  for (const key of keys) {
    if (issuer === undefined || key.key.getKeys(issuer).length === 0) continue;
    result = (await checkWith(signed, signature, key, at)) ?? verified(key.id, at, createdAt(signature));
    if (result.verified) return result;
  }
  return result;
}

/** A signer's clock may be ahead by this many milliseconds. */
const skew = 5 * 60_000;

async function checkWith(
  { message }: Signed,
  signature: Signature,
  key: PgpKey,
  at: Date,
): Promise<Refusal | undefined> {
  const [packet, ...others] = signature.packets;
  const created = createdAt(signature);
  if (packet === undefined || created === undefined || others.length > 0)
    return refuse('MALFORMED', 'The PGP signature has no time.', key.id);
  const hash = weakHashes.get(packet.hashAlgorithm ?? 0);
  if (hash !== undefined) return refuse('WEAK_HASH', `The signature is over a ${hash} hash.`, key.id);
  const unusable = await checkUsable(key, packet.issuerKeyID, at);
  if (unusable !== undefined) return unusable;
  if (created.getTime() > at.getTime() + skew)
    return refuse('SIGNATURE_NOT_YET_VALID', 'The signature is from the future.', key.id);
  if (packet.getExpirationTime() <= at)
    return refuse('SIGNATURE_EXPIRED', 'The signature has expired.', key.id);
  const date = new Date(Math.max(at.getTime(), created.getTime()));
  const options = { message, signature, date, format: 'binary' as const, config: pgpConfig };
  const checked = await verify({ ...options, verificationKeys: key.key });
  const [only, ...rest] = checked.signatures;
  try {
    if (rest.length === 0 && (await only?.verified) === true) return undefined;
  } catch {
    // The message of the library is for its developers.
  }
  return refuse('SIGNATURE_WRONG', 'The signature is not one of this payload by this key.', key.id);
}

function createdAt(signature: Signature): Date | undefined {
  return signature.packets[0]?.created ?? undefined;
}
