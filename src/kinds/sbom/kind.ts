import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { DocumentNote, DocumentOccurrence } from './v1beta1.js';

/** SBOM: an SPDX document. */

export const sbom = defineKind({
  name: 'SBOM',
  number: 9,
  doc: 'An SPDX document describes the artifact.',
  note: { member: 'sbom', number: 18, message: DocumentNote },
  occurrence: { member: 'sbom', number: 16, message: DocumentOccurrence },
  searchable: [
    { of: 'occurrence', path: 'sbom.id' },
    { of: 'occurrence', path: 'sbom.title' },
    { of: 'occurrence', path: 'sbom.namespace' },
    { of: 'occurrence', path: 'sbom.createTime' },
    { of: 'note', path: 'sbom.spdxVersion' },
  ],
  examples,
});
