import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { InTotoStatement } from '../common/v1/intoto.js';
import { Envelope } from '../common/v1/messages.js';

/** The hint is documented as needed with its name, but not enforced. */
const DsseHint = message('grafeas.v1.DSSEAttestationNote.DSSEHint', 'How people know the authority.', {
  humanReadableName: field(1, text(), 'Name of the authority, such as qa.'),
});

export const DsseAttestationNote = message('grafeas.v1.DSSEAttestationNote', 'Who attests.', {
  hint: field(1, DsseHint, 'How people know the authority.'),
});

export const DsseAttestationOccurrence = message(
  'grafeas.v1.DSSEAttestationOccurrence',
  'An attestation as a DSSE envelope.',
  {
    envelope: field(1, Envelope, 'The signed bytes as they were.'),
    statement: field(2, InTotoStatement, 'What the envelope holds, decoded.', { oneof: 'decoded_payload' }),
  },
);
