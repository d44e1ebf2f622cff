import { License } from '../common/artifact.js';
import { exampleResource as resource } from '../common/example.js';
import { repeated } from '../field-types.js';
import { defineKind } from '../kind.js';
import { field, message } from '../message.js';
import { enumeration, text } from '../scalars.js';

/** SPDX_FILE: a file as an SPDX document has it (conformance 3.12). */

export const FileType = enumeration('grafeas.v1beta1.spdx.FileNote.FileType', {
  FILE_TYPE_UNSPECIFIED: 0,
  SOURCE: 1,
  BINARY: 2,
  ARCHIVE: 3,
  APPLICATION: 4,
  AUDIO: 5,
  IMAGE: 6,
  TEXT: 7,
  VIDEO: 8,
  DOCUMENTATION: 9,
  SPDX: 10,
  OTHER: 11,
});

export const FileNote = message('grafeas.v1beta1.spdx.FileNote', 'A file.', {
  title: field(1, text(), 'Its name.'),
  fileType: field(2, FileType, 'What it holds.'),
  checksum: field(3, repeated(text()), 'Its digests, as ALGORITHM: VALUE.'),
});

export const FileOccurrence = message('grafeas.v1beta1.spdx.FileOccurrence', 'A file of the artifact.', {
  id: field(1, text(), 'Id within the document, such as SPDXRef-main.c.'),
  licenseConcluded: field(2, License, 'License the author of the document believes in.'),
  filesLicenseInfo: field(3, repeated(text()), 'Licenses the file names.'),
  copyright: field(4, text(), 'Copyright notices.'),
  comment: field(5, text(), 'Remarks on it.'),
  notice: field(6, text(), 'Notices it carries.'),
  contributors: field(7, repeated(text()), 'Who worked on it.'),
  attributions: field(8, repeated(text()), 'What has to be said when it is passed on.'),
});

const noteName = 'projects/sboms/notes/main.c';
const occurrence = (spdxFile: unknown) => ({ resource, noteName, spdxFile });

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
  examples: {
    notes: [
      { value: { spdxFile: { title: 'main.c', fileType: 'SOURCE', checksum: ['SHA1: 4bf5122f'] } } },
      { value: { spdxFile: { title: 'logo.png', fileType: 'IMAGE' } } },
    ],
    occurrences: [
      {
        value: occurrence({
          id: 'SPDXRef-main.c',
          licenseConcluded: { expression: 'MIT' },
          filesLicenseInfo: ['MIT'],
          contributors: ['Jo'],
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'spdx_file.file_type', value: { spdxFile: { fileType: '1' } } },
      { of: 'note', path: 'spdx_file.checksum', value: { spdxFile: { checksum: 'SHA1: 4bf5122f' } } },
      { of: 'occurrence', path: 'spdx_file.filename', value: occurrence({ filename: 'main.c' }) },
    ],
  },
});
