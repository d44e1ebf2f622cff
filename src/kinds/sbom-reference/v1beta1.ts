import { map, repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { EnvelopeSignature } from '../common/resource.js';
import { Subject } from '../common/subject.js';

export const SbomReferenceNote = message('grafeas.v1beta1.sbom.SBOMReferenceNote', 'A type of SBOM.', {
  format: field(1, text(), 'Its format, such as spdx or cyclonedx.'),
  version: field(2, text(), 'Version of the format.'),
});

const Predicate = message('grafeas.v1beta1.sbom.SbomReferenceIntotoPredicate', 'Where the SBOM is.', {
  referrerId: field(1, text(), 'Who refers to it.'),
  location: field(2, text(), 'Where to get it.'),
  mimeType: field(3, text(), 'Its media type.'),
  digest: field(4, map(text()), 'Its digests by algorithm.'),
});

const Payload = message('grafeas.v1beta1.sbom.SbomReferenceIntotoPayload', 'An in-toto statement.', {
  _type: field(1, text(), 'URI of the statement format.', { proto: 'type' }),
  predicateType: field(2, text(), 'URI of the predicate format.'),
  subject: field(3, repeated(Subject), 'What the SBOM describes.'),
  predicate: field(4, Predicate, 'Where the SBOM is.'),
});

export const SbomReferenceOccurrence = message(
  'grafeas.v1beta1.sbom.SBOMReferenceOccurrence',
  'A signed statement of where the SBOM of the artifact is.',
  {
    payload: field(1, Payload, 'The statement.'),
    payloadType: field(2, text(), 'Media type of the statement.'),
    signatures: field(3, repeated(EnvelopeSignature), 'Signatures over the statement.'),
  },
);
