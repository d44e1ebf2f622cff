import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text, timestamp } from '../../schema/scalars.js';

export const DocumentNote = message('grafeas.v1beta1.spdx.DocumentNote', 'A type of SPDX document.', {
  spdxVersion: field(1, text(), 'Version of SPDX, such as SPDX-2.3.'),
  dataLicence: field(2, text(), 'License of the document itself.'),
});

export const DocumentOccurrence = message('grafeas.v1beta1.spdx.DocumentOccurrence', 'An SPDX document.', {
  id: field(1, text(), 'Id within the document, such as SPDXRef-DOCUMENT.'),
  title: field(2, text(), 'Its name.'),
  namespace: field(3, text(), 'Unique URI of the document.'),
  externalDocumentRefs: field(4, repeated(text()), 'Other SPDX documents it refers to.'),
  licenseListVersion: field(5, text(), 'Version of the list of licenses it uses.'),
  creators: field(6, repeated(text()), 'Persons, organisations and tools that created it.'),
  createTime: field(7, timestamp(), 'When it was created.'),
  creatorComment: field(8, text(), 'Comments of the creators.'),
  documentComment: field(9, text(), 'Comments of readers.'),
});
