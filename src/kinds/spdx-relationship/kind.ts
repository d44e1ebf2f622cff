import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { RelationshipNote, RelationshipOccurrence } from './v1beta1.js';

/** SPDX_RELATIONSHIP: how two elements of an SPDX document belong together. */

export const spdxRelationship = defineKind({
  name: 'SPDX_RELATIONSHIP',
  number: 12,
  doc: 'Two elements of an SPDX document belong together.',
  note: { member: 'spdxRelationship', number: 21, message: RelationshipNote },
  occurrence: { member: 'spdxRelationship', number: 19, message: RelationshipOccurrence },
  searchable: [
    { of: 'occurrence', path: 'spdxRelationship.source' },
    { of: 'occurrence', path: 'spdxRelationship.target' },
    { of: 'occurrence', path: 'spdxRelationship.type' },
    { of: 'note', path: 'spdxRelationship.type' },
  ],
  derived: [{ path: ['type'], note: ({ details }) => details.type }],
  examples,
});
