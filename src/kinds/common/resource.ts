import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bytes, enumeration, text } from '../../schema/scalars.js';

/** Messages used by several kinds and by the members common to all kinds. */

export const HashType = enumeration('grafeas.v1beta1.provenance.Hash.HashType', {
  HASH_TYPE_UNSPECIFIED: 0,
  SHA256: 1,
  GO_MODULE_H1: 3,
  SHA512: 4,
  DIRSUM_SHA256: 5,
});

export const Hash = message('grafeas.v1beta1.provenance.Hash', 'A digest of some content.', {
  type: field(1, HashType, 'Algorithm of the digest.', { required: true }),
  value: field(2, bytes(), 'The digest itself.', { required: true }),
});

export const Resource = message('grafeas.v1beta1.Resource', 'The artifact that an occurrence is about.', {
  name: field(1, text(), 'Human-readable name; use uri.', { deprecated: true }),
  uri: field(2, text(), 'Resource URL of the artifact, such as https://registry/repository@sha256:digest.', {
    required: true,
  }),
  contentHash: field(3, Hash, 'Digest of the content; use the digest in uri.', { deprecated: true }),
});

export const RelatedUrl = message('grafeas.v1beta1.RelatedUrl', 'A link with a label.', {
  url: field(1, text(), 'The link.'),
  label: field(2, text(), 'Label of the link.'),
});

export const EnvelopeSignature = message(
  'grafeas.v1beta1.EnvelopeSignature',
  'One signature of an envelope.',
  {
    sig: field(1, bytes(), 'The signature.'),
    keyid: field(2, text(), 'Id of the key that made it.'),
  },
);

export const Envelope = message('grafeas.v1beta1.Envelope', 'A DSSE envelope: the signed bytes, unchanged.', {
  payload: field(1, bytes(), 'The signed bytes.'),
  payloadType: field(2, text(), 'Media type of the payload.'),
  signatures: field(3, repeated(EnvelopeSignature), 'Signatures over payload and payloadType.'),
});
