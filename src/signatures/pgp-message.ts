import {
  createMessage,
  enums,
  type Message,
  PacketList,
  readCleartextMessage,
  readMessage,
  readSignature,
  Signature,
} from 'openpgp';
import { checkArmour, readArmour } from './armour.js';
import { bounds } from './bounds.js';
import { pgpConfig } from './pgp-config.js';
import { countPackets } from './pgp-packets.js';
import { isRefusal, type Refusal, refuse } from './results.js';

/** For parameters that the library requires but does not use here. */
const anyTime = new Date(0);

/** What was signed with OpenPGP, and each signature over it by itself. */
export interface Signed {
  readonly payload: Uint8Array;
  readonly message: Message<Uint8Array>;
  readonly signatures: readonly Signature[];
}

/** Opens an armoured message that holds its payload, attached or clear-signed. */
export async function openSigned(armour: string): Promise<Signed | Refusal> {
  const kind = checkArmour(armour);
  if (isRefusal(kind)) return kind;
  if (kind === 'PGP SIGNED MESSAGE') return openClear(armour.trim());
  // Kritis writes a whole message under the label of a signature.
  if (kind === 'PGP MESSAGE' || kind === 'PGP SIGNATURE') return openMessage(await readArmour(armour));
  return refuse('MALFORMED', `This is a ${kind}, not a signed message.`);
}

/** Opens a signature over a payload that is kept beside it: detached, or a message that repeats the same bytes. */
export async function openOver(payload: Uint8Array, signature: Uint8Array): Promise<Signed | Refusal> {
  const bytes = await toBytes(signature);
  if (isRefusal(bytes)) return bytes;
  const counted = countPackets(bytes);
  if (isRefusal(counted)) return counted;
  const detached = await readDetached(bytes);
  if (detached !== undefined) return toSigned(payload, detached);
  const message = await openMessage(bytes);
  if (isRefusal(message) || Buffer.compare(message.payload, payload) === 0) return message;
  return refuse('SIGNATURE_WRONG', 'The signed message has other bytes than the payload.');
}

async function openClear(armour: string): Promise<Signed | Refusal> {
  const counted = countPackets(
    await readArmour(armour.slice(armour.lastIndexOf('-----BEGIN PGP SIGNATURE-----'))),
  );
  if (isRefusal(counted)) return counted;
  const message = await readCleartextMessage({ cleartextMessage: armour, config: pgpConfig });
  const all = await message.verify([], anyTime, pgpConfig);
  return toSigned(Buffer.from(message.getText()), await Promise.all(all.map(({ signature }) => signature)));
}

async function openMessage(bytes: Uint8Array): Promise<Signed | Refusal> {
  const counted = countPackets(bytes);
  if (isRefusal(counted)) return counted;
  const message = (await readMessage({ binaryMessage: counted, config: pgpConfig })).unwrapCompressed();
  const { literalData, onePassSignature, signature } = enums.packet;
  const known = message.packets.filterByTag(literalData, onePassSignature, signature);
  const payload = message.getLiteralData();
  if (known.length !== message.packets.length || payload === null)
    return refuse('UNSUPPORTED', 'The PGP message is not one payload with signatures over it.');
  // No key is tried here: this call returns the signatures, which follow the payload.
  const all = await message.verify([], anyTime, pgpConfig);
  return toSigned(payload, await Promise.all(all.map((each) => each.signature)));
}

/** Signature packets alone; undefined where there is anything else. */
async function readDetached(bytes: Uint8Array): Promise<Signature[] | undefined> {
  try {
    const { packets } = await readSignature({ binarySignature: bytes, config: pgpConfig });
    return packets.map((packet) => {
      const list = new PacketList<typeof packet>();
      list.push(packet);
      return new Signature(list);
    });
  } catch {
    return undefined;
  }
}

async function toSigned(payload: Uint8Array, signatures: readonly Signature[]): Promise<Signed | Refusal> {
  if (signatures.length === 0) return refuse('NO_SIGNATURE', 'The PGP message is not signed.');
  if (signatures.length > bounds.signatures)
    return refuse('TOO_LARGE', `There are more than ${bounds.signatures} signatures.`);
  return { payload, message: await createMessage({ binary: payload, date: anyTime }), signatures };
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
