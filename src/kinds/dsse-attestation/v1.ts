import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { InTotoStatement } from '../common/v1/intoto.js';
import { Envelope } from '../common/v1/messages.js';

/** The contract documents the hint and its name as required, but servers do not enforce it. */
const DsseHint = message(
  'grafeas.v1.DSSEAttestationNote.DSSEHint',
  'Human-readable identification of the authority.',
  {
    humanReadableName: field(1, text(), 'Name of the authority, such as qa.'),
  },
);

export const DsseAttestationNote = message('grafeas.v1.DSSEAttestationNote', 'Who attests.', {
  hint: field(1, DsseHint, 'Human-readable identification of the authority.'),
});

export const DsseAttestationOccurrence = message(
  'grafeas.v1.DSSEAttestationOccurrence',
  'An attestation as a DSSE envelope.',
  {
    envelope: field(1, Envelope, 'The DSSE envelope with the signed bytes, unchanged.'),
    statement: field(2, InTotoStatement, 'What the envelope holds, decoded.', { oneof: 'decoded_payload' }),
  },
);
