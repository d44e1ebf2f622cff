import { bounds } from './bounds.js';
import { parsePgpKey } from './pgp-key.js';
import { parsePkixId } from './pkix-key.js';

/**
 * The id of a public key in a file: the fingerprint of a PGP key in ASCII armour, the digest of a key in PEM.
 *
 * @throws ApiError INVALID_KEY
 */
export async function parseKeyId(text: string): Promise<string> {
  const isPgp = text.slice(0, bounds.armour).includes('-----BEGIN PGP ');
  return isPgp ? (await parsePgpKey(text)).id : parsePkixId(text);
}
