import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { SbomReferenceNote, SbomReferenceOccurrence } from './v1beta1.js';

/** SBOM_REFERENCE: where the bill of materials of an artifact is kept (conformance 3.12). */

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
  examples,
});
