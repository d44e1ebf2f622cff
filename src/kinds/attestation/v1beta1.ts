import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bytes, enumeration, text } from '../../schema/scalars.js';

export const Hint = message(
  'grafeas.v1beta1.attestation.Authority.Hint',
  'Human-readable identification of the authority.',
  {
    humanReadableName: field(1, text(), 'Name of the authority, such as qa.', { required: true }),
  },
);

export const Authority = message('grafeas.v1beta1.attestation.Authority', 'Who attests.', {
  hint: field(1, Hint, 'Human-readable identification of the authority.', { check: true }),
});

export const Signature = message('grafeas.v1beta1.Signature', 'A signature and the key that made it.', {
  signature: field(1, bytes(), 'The signature over the payload.'),
  publicKeyId: field(2, text(), 'Which public key verifies it.'),
});

const PgpContentType = enumeration('grafeas.v1beta1.attestation.PgpSignedAttestation.ContentType', {
  CONTENT_TYPE_UNSPECIFIED: 0,
  SIMPLE_SIGNING_JSON: 1,
});

const GenericContentType = enumeration('grafeas.v1beta1.attestation.GenericSignedAttestation.ContentType', {
  CONTENT_TYPE_UNSPECIFIED: 0,
  SIMPLE_SIGNING_JSON: 1,
});

export const PgpSignedAttestation = message(
  'grafeas.v1beta1.attestation.PgpSignedAttestation',
  'An attached PGP signature.',
  {
    signature: field(1, text(), 'The armored, signed payload.', { required: true }),
    contentType: field(3, PgpContentType, 'What the payload is.'),
    pgpKeyId: field(2, text(), 'Fingerprint or id of the key.', { oneof: 'key_id' }),
  },
);

export const GenericSignedAttestation = message(
  'grafeas.v1beta1.attestation.GenericSignedAttestation',
  'A payload with detached signatures.',
  {
    contentType: field(1, GenericContentType, 'What the payload is.'),
    serializedPayload: field(2, bytes(), 'The signed bytes.'),
    signatures: field(3, repeated(Signature), 'Signatures over the payload.'),
  },
);

export const Attestation = message(
  'grafeas.v1beta1.attestation.Attestation',
  'One attestation, in one of two forms.',
  {
    pgpSignedAttestation: field(1, PgpSignedAttestation, 'An attached PGP signature.', {
      oneof: 'signature',
      check: true,
    }),
    genericSignedAttestation: field(2, GenericSignedAttestation, 'A payload with detached signatures.', {
      oneof: 'signature',
    }),
  },
  {
    rule(value, path, report) {
      if (value.pgpSignedAttestation === undefined && value.genericSignedAttestation === undefined) {
        report(`${path}.signature`, 'required: set pgpSignedAttestation or genericSignedAttestation');
      }
    },
  },
);

export const Details = message('grafeas.v1beta1.attestation.Details', 'An attestation of an artifact.', {
  attestation: field(1, Attestation, 'The attestation.', { required: true }),
});
