import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { SbomReferenceNote, SbomReferenceOccurrence } from './v1beta1.js';

/** SBOM_REFERENCE: where the bill of materials of an artifact is kept. */

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

export const sbomReferenceV1 = defineKind({
  name: 'SBOM_REFERENCE',
  number: 12,
  id: sbomReference.id,
  doc: 'The bill of materials of the artifact is kept elsewhere.',
  note: { member: 'sbomReference', number: 21, message: v1.SbomReferenceNote },
  occurrence: { member: 'sbomReference', number: 19, message: v1.SbomReferenceOccurrence },
  searchable: [
    { of: 'occurrence', path: 'sbomReference.payload.predicate.location' },
    { of: 'occurrence', path: 'sbomReference.payload.predicate.mimeType' },
    { of: 'occurrence', path: 'sbomReference.payload.predicate.referrerId' },
    { of: 'note', path: 'sbomReference.format' },
  ],
  examples: v1Examples,
});
