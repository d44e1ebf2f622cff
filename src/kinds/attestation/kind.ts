import { defineKind } from '../kind.js';
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
  examples: v1Examples,
});
