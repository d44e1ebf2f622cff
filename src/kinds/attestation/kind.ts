import { defineKind } from '../kind.js';
import { detached } from '../signed.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Authority, Details } from './v1beta1.js';

/** ATTESTATION: an authority's signature over an artifact. */

export const attestation = defineKind({
  name: 'ATTESTATION',
  number: 7,
  doc: 'An authority vouches for an artifact with a signature.',
  aliases: ['ATTESTATION_AUTHORITY'],
  note: { member: 'attestationAuthority', number: 16, message: Authority },
  occurrence: { member: 'attestation', number: 14, message: Details },
  signed({ attestation }) {
    const { pgpSignedAttestation: pgp, genericSignedAttestation: generic } = attestation ?? {};
    return [
      ...(pgp === undefined
        ? []
        : [{ form: 'pgp' as const, message: pgp.signature ?? '', keyId: pgp.pgpKeyId ?? '' }]),
      ...(generic?.signatures === undefined ? [] : [detached(generic.serializedPayload, generic.signatures)]),
    ];
  },
  examples,
});

export const attestationV1 = defineKind({
  name: 'ATTESTATION',
  number: 7,
  doc: 'An authority vouches for an artifact with a signature.',
  aliases: ['ATTESTATION_AUTHORITY'],
  note: {
    member: 'attestation',
    formerName: 'attestationAuthority',
    number: 16,
    message: v1.AttestationNote,
  },
  occurrence: { member: 'attestation', number: 14, message: v1.AttestationOccurrence },
  signed: ({ serializedPayload, signatures, jwts = [] }) => [
    ...(signatures === undefined ? [] : [detached(serializedPayload, signatures)]),
    ...(jwts.length === 0
      ? []
      : [{ form: 'jwts' as const, tokens: jwts.map(({ compactJwt = '' }) => compactJwt) }]),
  ],
  examples: v1Examples,
});
