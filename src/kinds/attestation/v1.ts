import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bytes, text } from '../../schema/scalars.js';
import { sameInV1 } from '../common/v1/same.js';
import * as v1beta1 from './v1beta1.js';

export const AttestationNote = sameInV1(v1beta1.Authority);

/** Signers such as Tekton Chains leave publicKeyId empty where the key has no name. */
const Signature = message('grafeas.v1.Signature', 'A signature and the key that made it.', {
  signature: field(1, bytes(), 'The signature over the payload.', { required: true }),
  publicKeyId: field(2, text(), 'Which public key verifies it.'),
});

const Jwt = message('grafeas.v1.Jwt', 'A signed JSON web token.', {
  compactJwt: field(1, text(), 'The token in its compact form.'),
});

export const AttestationOccurrence = message(
  'grafeas.v1.AttestationOccurrence',
  'A payload about the artifact with its signatures.',
  {
    serializedPayload: field(1, bytes(), 'The signed bytes; required unless there are jwts.'),
    signatures: field(2, repeated(Signature), 'Signatures over the payload.', { check: true }),
    jwts: field(3, repeated(Jwt), 'Tokens that contain both payload and signature.'),
  },
  {
    rule(value, path, report) {
      if (value.serializedPayload === undefined && value.jwts === undefined)
        report(`${path}.serialized_payload`, 'required, unless jwts is set');
    },
  },
);
