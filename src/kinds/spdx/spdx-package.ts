import { License } from '../common/artifact.js';
import { exampleResource as resource } from '../common/example.js';
import { repeated } from '../field-types.js';
import { defineKind, sameAsNote } from '../kind.js';
import { field, type Infer, message } from '../message.js';
import { bool, enumeration, text } from '../scalars.js';

/** SPDX_PACKAGE: a package as an SPDX document has it (conformance 3.12). */

export const Category = enumeration('grafeas.v1beta1.spdx.PackageInfoNote.ExternalRef.Category', {
  CATEGORY_UNSPECIFIED: 0,
  SECURITY: 1,
  PACKAGE_MANAGER: 2,
  PERSISTENT_ID: 3,
  OTHER: 4,
});

const ExternalRef = message(
  'grafeas.v1beta1.spdx.PackageInfoNote.ExternalRef',
  'Where more is known of it.',
  {
    category: field(1, Category, 'What sort of source it is.'),
    type: field(2, text(), 'How to read the locator, such as purl.'),
    locator: field(3, text(), 'Which entry of the source it is.'),
    comment: field(4, text(), 'Remarks on it.'),
  },
);

export const PackageInfoNote = message('grafeas.v1beta1.spdx.PackageInfoNote', 'A package.', {
  title: field(1, text(), 'Its name.'),
  version: field(2, text(), 'Its version.'),
  supplier: field(3, text(), 'Who distributes it.'),
  originator: field(4, text(), 'Who made it first.'),
  downloadLocation: field(5, text(), 'Where to get it.'),
  analyzed: field(6, bool(), 'Whether its files were looked at.'),
  verificationCode: field(7, text(), 'Digest over the digests of its files.'),
  checksum: field(8, text(), 'Digest of the package as one file.'),
  homePage: field(9, text(), 'Where it is presented.'),
  filesLicenseInfo: field(10, repeated(text()), 'Licenses found in its files.'),
  licenseDeclared: field(11, License, 'License its authors name.'),
  copyright: field(12, text(), 'Copyright notices.'),
  summaryDescription: field(13, text(), 'One sentence about it.'),
  detailedDescription: field(14, text(), 'The whole story.'),
  externalRefs: field(15, repeated(ExternalRef), 'Where more is known of it.'),
  attribution: field(16, text(), 'What has to be said when it is passed on.'),
  packageType: field(17, text(), 'What sort of package it is, such as OS or MAVEN.'),
});

export const PackageInfoOccurrence = message(
  'grafeas.v1beta1.spdx.PackageInfoOccurrence',
  'A package that the artifact holds.',
  {
    id: field(1, text(), 'Id within the document, such as SPDXRef-openssl.'),
    filename: field(2, text(), 'Its file.'),
    sourceInfo: field(3, text(), 'Where it came from.'),
    licenseConcluded: field(4, License, 'License the author of the document believes in.'),
    comment: field(5, text(), 'Remarks on it.'),
    packageType: field(6, text(), 'What sort of package it is, as the note has it.', { output: true }),
    title: field(7, text(), 'Its name, as the note has it.', { output: true }),
    version: field(8, text(), 'Its version, as the note has it.', { output: true }),
    homePage: field(9, text(), 'Where it is presented, as the note has it.', { output: true }),
    summaryDescription: field(10, text(), 'One sentence about it, as the note has it.', { output: true }),
  },
);

const noteName = 'projects/sboms/notes/openssl';
const occurrence = (spdxPackage: unknown) => ({ resource, noteName, spdxPackage });

export const spdxPackage = defineKind({
  name: 'SPDX_PACKAGE',
  number: 10,
  doc: 'An SPDX document lists a package of the artifact.',
  note: { member: 'spdxPackage', number: 19, message: PackageInfoNote },
  occurrence: { member: 'spdxPackage', number: 17, message: PackageInfoOccurrence },
  searchable: [
    { of: 'occurrence', path: 'spdxPackage.id' },
    { of: 'occurrence', path: 'spdxPackage.title' },
    { of: 'occurrence', path: 'spdxPackage.version' },
    { of: 'occurrence', path: 'spdxPackage.packageType' },
    { of: 'occurrence', path: 'spdxPackage.licenseConcluded.expression' },
    { of: 'note', path: 'spdxPackage.title' },
    { of: 'note', path: 'spdxPackage.version' },
    { of: 'note', path: 'spdxPackage.licenseDeclared.expression' },
  ],
  derived: sameAsNote<Infer<typeof PackageInfoNote>>([
    'packageType',
    'title',
    'version',
    'homePage',
    'summaryDescription',
  ]),
  examples: {
    notes: [
      {
        value: {
          spdxPackage: {
            title: 'openssl',
            version: '3.0.11',
            supplier: 'Organization: Debian',
            downloadLocation: 'https://packages.example.com/openssl-3.0.11.tar.gz',
            analyzed: true,
            filesLicenseInfo: ['Apache-2.0'],
            licenseDeclared: { expression: 'Apache-2.0' },
            externalRefs: [
              { category: 'PACKAGE_MANAGER', type: 'purl', locator: 'pkg:deb/debian/openssl@3.0.11' },
            ],
            packageType: 'OS',
          },
        },
      },
      { value: { spdxPackage: {} } },
    ],
    occurrences: [
      {
        value: occurrence({
          id: 'SPDXRef-openssl',
          filename: 'openssl-3.0.11.deb',
          licenseConcluded: { expression: 'Apache-2.0', comments: 'From the header.' },
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'spdx_package.analyzed', value: { spdxPackage: { analyzed: 'yes' } } },
      {
        of: 'note',
        path: 'spdx_package.external_refs[0].category',
        value: { spdxPackage: { externalRefs: [{ category: 'WEATHER' }] } },
      },
      { of: 'occurrence', path: 'spdx_package.name', value: occurrence({ name: 'openssl' }) },
      {
        of: 'occurrence',
        path: 'spdx_package.license_concluded',
        value: occurrence({ licenseConcluded: 'MIT' }),
      },
    ],
  },
});
