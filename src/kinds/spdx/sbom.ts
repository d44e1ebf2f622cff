import { exampleResource as resource } from '../common/example.js';
import { repeated } from '../field-types.js';
import { defineKind } from '../kind.js';
import { field, message } from '../message.js';
import { text, timestamp } from '../scalars.js';

/** SBOM: an SPDX document (conformance 3.12). */

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

const noteName = 'projects/sboms/notes/spdx';
const occurrence = (sbom: unknown) => ({ resource, noteName, sbom });

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
  examples: {
    notes: [{ value: { sbom: { spdxVersion: 'SPDX-2.3', dataLicence: 'CC0-1.0' } } }],
    occurrences: [
      {
        value: occurrence({
          id: 'SPDXRef-DOCUMENT',
          title: 'app',
          namespace: 'https://sboms.example.com/app-1.0',
          licenseListVersion: '3.21',
          creators: ['Tool: sbom-maker-1.2'],
          createTime: '2024-05-02T03:04:05Z',
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'sbom.dataLicense', value: { sbom: { dataLicense: 'CC0-1.0' } } },
      { of: 'occurrence', path: 'sbom.create_time', value: occurrence({ createTime: 'yesterday' }) },
      { of: 'occurrence', path: 'sbom.creators[0]', value: occurrence({ creators: [null] }) },
    ],
  },
});
