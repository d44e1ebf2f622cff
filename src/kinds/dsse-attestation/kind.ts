import { defineKind } from '../kind.js';
import { v1Examples } from './examples.js';
import * as v1 from './v1.js';

/** DSSE_ATTESTATION: an authority's signed statement as a DSSE envelope. v1 alone has it. */

export const dsseAttestationV1 = defineKind({
  name: 'DSSE_ATTESTATION',
  number: 10,
  id: 1010,
  doc: 'An authority vouches for an artifact with a DSSE envelope.',
  note: { member: 'dsseAttestation', number: 19, message: v1.DsseAttestationNote },
  occurrence: { member: 'dsseAttestation', number: 17, message: v1.DsseAttestationOccurrence },
  signed: ({ envelope }) =>
    envelope === undefined ? [] : [{ form: 'dsse', envelope: JSON.stringify(envelope) }],
  searchable: [
    { of: 'occurrence', path: 'dsseAttestation.envelope.payloadType' },
    { of: 'occurrence', path: 'dsseAttestation.statement.predicateType' },
  ],
  examples: v1Examples,
});
