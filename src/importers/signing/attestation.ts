import { authorityOf } from '../common/authority.js';
import type { Reading } from '../common/reading.js';

/** Who signed, as its own note names and shows it. */
type Signer = Parameters<typeof authorityOf>[1];

/** As `genericSignedAttestation` of v1beta1. */
interface SignedAttestation {
  readonly contentType?: 'SIMPLE_SIGNING_JSON';
  readonly serializedPayload: string;
  readonly signatures: readonly { readonly signature: string; readonly publicKeyId?: string }[];
}

/**
 * Adds the note of who signed, and the ATTESTATION of each image.
 *
 * @param at their position in the report, for errors
 */
export function attest(
  reading: Reading,
  signer: Signer,
  uris: readonly string[],
  genericSignedAttestation: SignedAttestation,
  at?: string,
): void {
  const { noteName, shownAs } = authorityOf(reading.options, signer);
  reading.note(noteName, { attestationAuthority: { hint: { humanReadableName: shownAs } } });
  for (const uri of uris) {
    reading.about(uri);
    const attestation = { attestation: { genericSignedAttestation } };
    reading.occurrence({ resource: { uri }, noteName, attestation }, at);
  }
}
