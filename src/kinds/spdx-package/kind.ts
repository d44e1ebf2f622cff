import type { Infer } from '../../schema/message.js';
import { defineKind, sameAsNote } from '../kind.js';
import { examples } from './examples.js';
import { PackageInfoNote, PackageInfoOccurrence } from './v1beta1.js';

/** SPDX_PACKAGE: a package as an SPDX document has it. */

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
  examples,
});
