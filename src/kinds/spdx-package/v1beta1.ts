import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, enumeration, text } from '../../schema/scalars.js';
import { License } from '../common/artifact.js';

export const Category = enumeration('grafeas.v1beta1.spdx.PackageInfoNote.ExternalRef.Category', {
  CATEGORY_UNSPECIFIED: 0,
  SECURITY: 1,
  PACKAGE_MANAGER: 2,
  PERSISTENT_ID: 3,
  OTHER: 4,
});

const ExternalRef = message(
  'grafeas.v1beta1.spdx.PackageInfoNote.ExternalRef',
  'References to external sources about it.',
  {
    category: field(1, Category, 'Category of the source.'),
    type: field(2, text(), 'How to read the locator, such as purl.'),
    locator: field(3, text(), 'Which entry of the source it is.'),
    comment: field(4, text(), 'Comments on it.'),
  },
);

export const PackageInfoNote = message('grafeas.v1beta1.spdx.PackageInfoNote', 'A package.', {
  title: field(1, text(), 'Its name.'),
  version: field(2, text(), 'Its version.'),
  supplier: field(3, text(), 'Who distributes it.'),
  originator: field(4, text(), 'Original author.'),
  downloadLocation: field(5, text(), 'Where to get it.'),
  analyzed: field(6, bool(), 'Whether its files were analysed.'),
  verificationCode: field(7, text(), 'Digest over the digests of its files.'),
  checksum: field(8, text(), 'Digest of the package as one file.'),
  homePage: field(9, text(), 'Web page of the package.'),
  filesLicenseInfo: field(10, repeated(text()), 'Licenses found in its files.'),
  licenseDeclared: field(11, License, 'License its authors name.'),
  copyright: field(12, text(), 'Copyright notices.'),
  summaryDescription: field(13, text(), 'Summary.'),
  detailedDescription: field(14, text(), 'Long description.'),
  externalRefs: field(15, repeated(ExternalRef), 'References to external sources about it.'),
  attribution: field(16, text(), 'Attribution required on redistribution.'),
  packageType: field(17, text(), 'Package type, such as OS or MAVEN.'),
});

export const PackageInfoOccurrence = message(
  'grafeas.v1beta1.spdx.PackageInfoOccurrence',
  'A package that the artifact holds.',
  {
    id: field(1, text(), 'Id within the document, such as SPDXRef-openssl.'),
    filename: field(2, text(), 'Its file.'),
    sourceInfo: field(3, text(), 'Where it came from.'),
    licenseConcluded: field(4, License, 'License that the author of the document concluded.'),
    comment: field(5, text(), 'Comments on it.'),
    packageType: field(6, text(), 'Package type, copied from the note.', { output: true }),
    title: field(7, text(), 'Its name, copied from the note.', { output: true }),
    version: field(8, text(), 'Its version, copied from the note.', { output: true }),
    homePage: field(9, text(), 'Web page of the package, copied from the note.', { output: true }),
    summaryDescription: field(10, text(), 'Summary, copied from the note.', { output: true }),
  },
);
