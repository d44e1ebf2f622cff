import type { Infer } from '../../schema/message.js';
import { defineKind, sameAsNote } from '../kind.js';
import { examples } from './examples.js';
import { Details, Package } from './v1beta1.js';

/** PACKAGE: software that can be installed, and where it is (conformance 3.6). */

export const packageKind = defineKind({
  name: 'PACKAGE',
  number: 4,
  doc: 'A package, and the artifacts in which it is installed.',
  aliases: ['PACKAGE_MANAGER'],
  note: { member: 'package', number: 13, message: Package },
  occurrence: { member: 'installation', number: 11, message: Details },
  searchable: [
    { of: 'occurrence', path: 'installation.installation.name', aliases: ['dependencyPackageName'] },
    { of: 'occurrence', path: 'installation.installation.packageType' },
    { of: 'occurrence', path: 'installation.installation.cpeUri' },
    { of: 'occurrence', path: 'installation.installation.version.name' },
    { of: 'occurrence', path: 'installation.installation.license.expression' },
    { of: 'occurrence', path: 'installation.installation.location.path' },
    { of: 'note', path: 'package.name' },
    { of: 'note', path: 'package.packageType' },
    { of: 'note', path: 'package.version.name' },
    { of: 'note', path: 'package.license.expression' },
  ],
  derived: sameAsNote<Infer<typeof Package>>(
    ['name', 'packageType', 'cpeUri', 'architecture', 'version'],
    ['installation'],
  ),
  findings: true,
  examples,
});
