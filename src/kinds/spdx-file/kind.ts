import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { FileNote, FileOccurrence } from './v1beta1.js';

/** SPDX_FILE: a file as an SPDX document has it. */

export const spdxFile = defineKind({
  name: 'SPDX_FILE',
  number: 11,
  doc: 'An SPDX document lists a file of the artifact.',
  note: { member: 'spdxFile', number: 20, message: FileNote },
  occurrence: { member: 'spdxFile', number: 18, message: FileOccurrence },
  searchable: [
    { of: 'occurrence', path: 'spdxFile.id' },
    { of: 'occurrence', path: 'spdxFile.licenseConcluded.expression' },
    { of: 'note', path: 'spdxFile.title' },
    { of: 'note', path: 'spdxFile.fileType' },
    { of: 'note', path: 'spdxFile.checksum' },
  ],
  examples,
});
