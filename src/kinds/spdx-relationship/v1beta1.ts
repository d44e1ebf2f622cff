import { field, message } from '../../schema/message.js';
import { enumeration, text } from '../../schema/scalars.js';

export const RelationshipType = enumeration('grafeas.v1beta1.spdx.RelationshipType', {
  RELATIONSHIP_TYPE_UNSPECIFIED: 0,
  DESCRIBES: 1,
  DESCRIBED_BY: 2,
  CONTAINS: 3,
  CONTAINED_BY: 4,
  DEPENDS_ON: 5,
  DEPENDENCY_OF: 6,
  DEPENDENCY_MANIFEST_OF: 7,
  BUILD_DEPENDENCY_OF: 8,
  DEV_DEPENDENCY_OF: 9,
  OPTIONAL_DEPENDENCY_OF: 10,
  PROVIDED_DEPENDENCY_OF: 11,
  TEST_DEPENDENCY_OF: 12,
  RUNTIME_DEPENDENCY_OF: 13,
  EXAMPLE_OF: 14,
  GENERATES: 15,
  GENERATED_FROM: 16,
  ANCESTOR_OF: 17,
  DESCENDANT_OF: 18,
  VARIANT_OF: 19,
  DISTRIBUTION_ARTIFACT: 20,
  PATCH_FOR: 21,
  PATCH_APPLIED: 22,
  COPY_OF: 23,
  FILE_ADDED: 24,
  FILE_DELETED: 25,
  FILE_MODIFIED: 26,
  EXPANDED_FROM_ARCHIVE: 27,
  DYNAMIC_LINK: 28,
  STATIC_LINK: 29,
  DATA_FILE_OF: 30,
  TEST_CASE_OF: 31,
  BUILD_TOOL_OF: 32,
  DEV_TOOL_OF: 33,
  TEST_OF: 34,
  TEST_TOOL_OF: 35,
  DOCUMENTATION_OF: 36,
  OPTIONAL_COMPONENT_OF: 37,
  METAFILE_OF: 38,
  PACKAGE_OF: 39,
  AMENDS: 40,
  PREREQUISITE_FOR: 41,
  HAS_PREREQUISITE: 42,
  OTHER: 43,
});

export const RelationshipNote = message('grafeas.v1beta1.spdx.RelationshipNote', 'A type of relationship.', {
  type: field(1, RelationshipType, 'Relationship of the source to the target.'),
});

export const RelationshipOccurrence = message(
  'grafeas.v1beta1.spdx.RelationshipOccurrence',
  'A relationship between two elements.',
  {
    source: field(1, text(), 'Id of the source element.'),
    target: field(2, text(), 'Id of the target element.'),
    type: field(3, RelationshipType, 'Relationship of the source to the target, copied from the note.', {
      output: true,
    }),
    comment: field(4, text(), 'Comments on it.'),
  },
);
