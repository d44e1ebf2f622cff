import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text, timestamp } from '../../schema/scalars.js';

export const DocumentNote = message('grafeas.v1beta1.spdx.DocumentNote', 'A sort of SPDX document.', {
  spdxVersion: field(1, text(), 'Version of SPDX, such as SPDX-2.3.'),
  dataLicence: field(2, text(), 'License of the document itself.'),
});

export const DocumentOccurrence = message('grafeas.v1beta1.spdx.DocumentOccurrence', 'An SPDX document.', {
  id: field(1, text(), 'Id within the document, such as SPDXRef-DOCUMENT.'),
  title: field(2, text(), 'Its name.'),
  namespace: field(3, text(), 'URI that is its own.'),
  externalDocumentRefs: field(4, repeated(text()), 'Other SPDX documents it refers to.'),
  licenseListVersion: field(5, text(), 'Version of the list of licenses it uses.'),
  creators: field(6, repeated(text()), 'Persons, organisations and tools that made it.'),
  createTime: field(7, timestamp(), 'When it was made.'),
  creatorComment: field(8, text(), 'Remarks of those who made it.'),
  documentComment: field(9, text(), 'Remarks of those who read it.'),
});
