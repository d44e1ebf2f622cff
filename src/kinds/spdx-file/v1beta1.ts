import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text } from '../../schema/scalars.js';
import { License } from '../common/artifact.js';

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
  fileType: field(2, FileType, 'Type of its content.'),
  checksum: field(3, repeated(text()), 'Its digests, as ALGORITHM: VALUE.'),
});

export const FileOccurrence = message('grafeas.v1beta1.spdx.FileOccurrence', 'A file of the artifact.', {
  id: field(1, text(), 'Id within the document, such as SPDXRef-main.c.'),
  licenseConcluded: field(2, License, 'License that the author of the document concluded.'),
  filesLicenseInfo: field(3, repeated(text()), 'Licenses named in the file.'),
  copyright: field(4, text(), 'Copyright notices.'),
  comment: field(5, text(), 'Comments on it.'),
  notice: field(6, text(), 'Notices in the file.'),
  contributors: field(7, repeated(text()), 'Contributors to the file.'),
  attributions: field(8, repeated(text()), 'Attribution required on redistribution.'),
});
