import { bounds } from './bounds.js';
import { parsePkixId } from './pkix-key.js';

/**
 * The id of a public key in a file: the fingerprint of a PGP key in ASCII armour, the digest of a key in PEM.
 *
 * @throws ApiError INVALID_KEY
 */
export async function parseKeyId(text: string): Promise<string> {
  const isPgp = text.slice(0, bounds.armour).includes('-----BEGIN PGP ');
  if (!isPgp) return parsePkixId(text);
  const { parsePgpKey } = await import('./pgp-key.js');
  return (await parsePgpKey(text)).id;
}
