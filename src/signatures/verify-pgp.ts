import {
  createMessage,
  enums,
  type KeyID,
  type PublicKey,
  readCleartextMessage,
  readMessage,
  readSignature,
  type Signature,
  verify,
} from 'openpgp';
import { checkArmour, readArmour } from './armour.js';
import { bounds } from './bounds.js';
import { pgpKeyOf, type Trust } from './key-set.js';
import { checkNames } from './payloads.js';
import { pgpConfig, weakHashes } from './pgp-config.js';
import { checkUsable, type PgpKey } from './pgp-key.js';
import { isRefusal, type Refusal, refuse, type SignatureResult, settled, verified } from './results.js';

/** A message that was read, and how to check its signatures with one key. */
interface Signed {
  readonly payload: Uint8Array;
  /** How many signatures it has. */
  readonly signatures: number;
  verify(key: PublicKey, date: Date): Promise<Checkable[]>;
}

/** One signature of a message, as the library hands it out. */
interface Checkable {
  readonly keyID: KeyID;
  readonly verified: Promise<true>;
  readonly signature: Promise<Signature>;
}

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
  const message = await settled('The PGP message', () => openSigned(armour));
  if (isRefusal(message)) return [message];
  const problem = checkNames(message.payload, trust.artifact);
  if (problem !== undefined) return [problem];
  return checkSignatures(message, keysFor(trust, keyId), trust.at, keyId);
}

/**
 * Verifies a PGP signature over a payload that is kept beside it: detached, armoured or not, or a message whose own
 * payload has to be the very same bytes. Whether the payload names the artifact is the caller's to check.
 */
export async function verifyPgpOver(
  payload: Uint8Array,
  signature: Uint8Array,
  key: PgpKey,
  at: Date,
): Promise<SignatureResult[]> {
  const message = await settled('The PGP signature', () => openOver(payload, signature));
  if (isRefusal(message)) return [message];
  return checkSignatures(message, [key], at, key.id);
}

function keysFor({ keys }: Trust, keyId: string | undefined): PgpKey[] {
  if (keyId === undefined || keyId === '') return [...keys.values()].filter((key) => key.kind === 'pgp');
  const key = pgpKeyOf(keys, keyId);
  return key === undefined ? [] : [key];
}

async function openSigned(armour: string): Promise<Signed | Refusal> {
  const kind = checkArmour(armour);
  if (isRefusal(kind)) return kind;
  if (kind === 'PGP SIGNED MESSAGE') return openClear(armour.trim());
  if (kind === 'PGP MESSAGE' || kind === 'PGP SIGNATURE') return openMessage(await readArmour(armour));
  return refuse('MALFORMED', `This is a ${kind}, not a signed message.`);
}

async function openClear(armour: string): Promise<Signed> {
  const message = await readCleartextMessage({ cleartextMessage: armour, config: pgpConfig });
  return {
    payload: Buffer.from(message.getText()),
    signatures: message.getSigningKeyIDs().length,
    verify: (key, date) => message.verify([key], date, pgpConfig),
  };
}

async function openMessage(bytes: Uint8Array): Promise<Signed | Refusal> {
  const message = (await readMessage({ binaryMessage: bytes, config: pgpConfig })).unwrapCompressed();
  const { packets } = message;
  const { literalData, onePassSignature, signature } = enums.packet;
  const signatures = packets.filterByTag(signature).length;
  const onePass = packets.filterByTag(onePassSignature).length;
  if (packets.filterByTag(literalData).length !== 1 || packets.length !== 1 + signatures + onePass)
    return refuse('UNSUPPORTED', 'The PGP message is not one payload with signatures over it.');
  const payload = message.getLiteralData();
  if (payload === null) return refuse('MALFORMED', 'The PGP message holds no payload.');
  return { payload, signatures, verify: (key, date) => message.verify([key], date, pgpConfig) };
}

async function openOver(payload: Uint8Array, signature: Uint8Array): Promise<Signed | Refusal> {
  const bytes = await toBytes(signature);
  if (isRefusal(bytes)) return bytes;
  const detached = await readDetached(bytes);
  if (detached === undefined) {
    const message = await openMessage(bytes);
    if (isRefusal(message) || Buffer.compare(message.payload, payload) === 0) return message;
    return refuse('SIGNATURE_WRONG', 'The signed message is about other bytes than the payload.');
  }
  const message = await createMessage({ binary: payload });
  return {
    payload,
    signatures: detached.packets.length,
    verify: async (key, date) => {
      const options = { signature: detached, verificationKeys: key, date, config: pgpConfig };
      return (await verify({ ...options, message, format: 'binary' })).signatures;
    },
  };
}

async function toBytes(signature: Uint8Array): Promise<Uint8Array | Refusal> {
  if (signature.length > bounds.armour)
    return refuse('TOO_LARGE', `The signature is larger than ${bounds.armour} bytes.`);
  // The first bit of a packet is set; no armour begins with such a byte.
  if (((signature[0] ?? 0) & 0x80) !== 0) return signature;
  const text = Buffer.from(signature).toString('utf8');
  const kind = checkArmour(text);
  if (isRefusal(kind)) return kind;
  return kind === 'PGP SIGNED MESSAGE'
    ? refuse('UNSUPPORTED', 'A clear-signed message is no signature over a payload beside it.')
    : readArmour(text);
}

/** Signature packets alone; undefined where there is anything else. */
async function readDetached(bytes: Uint8Array): Promise<Signature | undefined> {
  try {
    return await readSignature({ binarySignature: bytes, config: pgpConfig });
  } catch {
    return undefined;
  }
}

async function checkSignatures(
  message: Signed,
  keys: readonly PgpKey[],
  at: Date,
  keyId: string | undefined,
): Promise<SignatureResult[]> {
  if (message.signatures === 0) return [refuse('NO_SIGNATURE', 'The PGP message is not signed.')];
  if (message.signatures > bounds.signatures)
    return [refuse('TOO_LARGE', `There are more than ${bounds.signatures} signatures.`)];
  // The library looks at times itself; what is a little ahead of us passes there, and is looked at below.
  const latest = new Date(at.getTime() + skew);
  const tried: { key: PgpKey; all: Checkable[] }[] = [];
  for (const key of keys) tried.push({ key, all: await message.verify(key.key, latest) });
  const results: SignatureResult[] = [];
  for (let index = 0; index < message.signatures; index += 1) {
    let result: SignatureResult | undefined;
    for (const { key, all } of tried) {
      const signature = all[index];
      if (signature === undefined || key.key.getKeys(signature.keyID).length === 0) continue;
      const checked = await settled('The PGP signature', () => checkOne(signature, key, at));
      if (result === undefined || checked.verified) result = checked;
    }
    const issuer = tried[0]?.all[index]?.keyID.toHex().toUpperCase();
    results.push(result ?? unknownKey(keyId ?? issuer));
  }
  return results;
}

function unknownKey(keyId: string | undefined): Refusal {
  return refuse('KEY_UNKNOWN', 'The signature is by none of the keys.', keyId);
}

/** A signer's clock may be ahead of ours by this many milliseconds. */
const skew = 5 * 60_000;

async function checkOne(signature: Checkable, key: PgpKey, at: Date): Promise<SignatureResult> {
  const [packet] = (await signature.signature).packets;
  const { created } = packet ?? {};
  if (packet === undefined || !created) return refuse('MALFORMED', 'The PGP signature has no time.', key.id);
  const hash = weakHashes.get(packet.hashAlgorithm ?? 0);
  if (hash !== undefined) return refuse('WEAK_HASH', `The signature is over a ${hash} hash.`, key.id);
  const unusable = await checkUsable(key, signature.keyID, at);
  if (unusable !== undefined) return unusable;
  if (created.getTime() > at.getTime() + skew)
    return refuse('SIGNATURE_NOT_YET_VALID', 'The signature is from the future.', key.id);
  if (packet.getExpirationTime() <= at)
    return refuse('SIGNATURE_EXPIRED', 'The signature has expired.', key.id);
  try {
    await signature.verified;
  } catch {
    return refuse('SIGNATURE_WRONG', 'The signature is not one of this payload by this key.', key.id);
  }
  return verified(key.id, at, created);
}
