import { exampleResource as resource } from './common/example.js';
import { EnvelopeSignature } from './common/resource.js';
import { Subject } from './common/subject.js';
import { map, repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { text } from './scalars.js';

/** SBOM_REFERENCE: where the bill of materials of an artifact is kept (conformance 3.12). */

export const SbomReferenceNote = message('grafeas.v1beta1.sbom.SBOMReferenceNote', 'A sort of SBOM.', {
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

const noteName = 'projects/sboms/notes/spdx-reference';
const occurrence = (sbomReference: unknown) => ({ resource, noteName, sbomReference });

export const sbomReference = defineKind({
  name: 'SBOM_REFERENCE',
  number: 14,
  doc: 'The bill of materials of the artifact is kept elsewhere.',
  note: { member: 'sbomReference', number: 23, message: SbomReferenceNote },
  occurrence: { member: 'sbomReference', number: 21, message: SbomReferenceOccurrence },
  searchable: [
    { of: 'occurrence', path: 'sbomReference.payload.predicate.location' },
    { of: 'occurrence', path: 'sbomReference.payload.predicate.mimeType' },
    { of: 'occurrence', path: 'sbomReference.payload.predicate.referrerId' },
    { of: 'note', path: 'sbomReference.format' },
  ],
  examples: {
    notes: [{ value: { sbomReference: { format: 'spdx', version: '2.3' } } }],
    occurrences: [
      {
        value: occurrence({
          payload: {
            _type: 'https://in-toto.io/Statement/v1',
            predicateType: 'https://example.com/sbom-reference/v1',
            subject: [{ name: 'app', digest: { sha256: '4bf5122f' } }],
            predicate: {
              referrerId: 'sbom-maker',
              location: 'https://sboms.example.com/app-1.0.spdx.json',
              mimeType: 'application/spdx+json',
              digest: { sha256: '9d3a11' },
            },
          },
          payloadType: 'application/vnd.in-toto+json',
          signatures: [{ sig: 'c2lnbmF0dXJl', keyid: 'ab12' }],
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'sbom_reference.version', value: { sbomReference: { version: 2.3 } } },
      {
        of: 'occurrence',
        path: 'sbom_reference.signatures[0].sig',
        value: occurrence({ signatures: [{ sig: 'not base64!' }] }),
      },
      {
        of: 'occurrence',
        path: 'sbom_reference.payload.predicate.digest.sha256',
        value: occurrence({ payload: { predicate: { digest: { sha256: null } } } }),
      },
    ],
  },
});
