import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/sboms/notes/contains';

const occurrence = (spdxRelationship: unknown) => ({ resource, noteName, spdxRelationship });

export const examples: Kind['examples'] = {
  notes: [{ value: { spdxRelationship: { type: 'CONTAINS' } } }],
  occurrences: [
    { value: occurrence({ source: 'SPDXRef-app', target: 'SPDXRef-openssl', comment: 'Linked in.' }) },
  ],
  invalid: [
    { of: 'note', path: 'spdx_relationship.type', value: { spdxRelationship: { type: 'LOVES' } } },
    { of: 'occurrence', path: 'spdx_relationship.source', value: occurrence({ source: 7 }) },
    { of: 'occurrence', path: 'spdx_relationship.to', value: occurrence({ to: 'SPDXRef-openssl' }) },
  ],
};
