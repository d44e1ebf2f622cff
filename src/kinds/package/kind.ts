import type { PackageKey } from '../../domain/packages.js';
import type { Infer } from '../../schema/message.js';
import { defineKind, sameAsNote } from '../kind.js';
import { toPackageKey } from '../packages.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Details, Package } from './v1beta1.js';

/** PACKAGE: software that can be installed, and where it is. */

/** What an installation takes over from the note. */
const ofNote = ['name', 'packageType', 'cpeUri', 'architecture', 'version'] as const;

/** With each version it is installed in. */
function packages({ installation }: Infer<typeof Details>): PackageKey[] {
  const { name, packageType, cpeUri, version, location = [] } = installation ?? {};
  const found = location.flatMap((at) => (at.version === undefined ? [] : [at]));
  const own = version === undefined && found.length > 0 ? [] : [{ version, cpeUri }];
  return [...own, ...found].flatMap((one) =>
    toPackageKey({ packageType, name, cpeUri: cpeUri ?? one.cpeUri, version: one.version }),
  );
}

export const packageKind = defineKind({
  name: 'PACKAGE',
  number: 4,
  doc: 'A package, and the artifacts in which it is installed.',
  aliases: ['PACKAGE_MANAGER'],
  note: { member: 'package', number: 13, message: Package },
  occurrence: { member: 'installation', number: 11, message: Details },
  searchable: [
    {
      of: 'occurrence',
      path: 'installation.installation.name',
      isPackageName: true,
      aliases: ['dependencyPackageName'],
    },
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
  packages,
  derived: sameAsNote<Infer<typeof Package>>([...ofNote], ['installation']),
  findings: true,
  examples,
});

export const packageKindV1 = defineKind({
  name: 'PACKAGE',
  number: 4,
  doc: 'A package, and the artifacts in which it is installed.',
  aliases: ['PACKAGE_MANAGER'],
  note: { member: 'package', number: 13, message: v1.PackageNote },
  occurrence: { member: 'package', formerName: 'installation', number: 11, message: v1.PackageOccurrence },
  searchable: [
    { of: 'occurrence', path: 'package.name', isPackageName: true, aliases: ['dependencyPackageName'] },
    { of: 'occurrence', path: 'package.packageType' },
    { of: 'occurrence', path: 'package.cpeUri' },
    { of: 'occurrence', path: 'package.version.name' },
    { of: 'occurrence', path: 'package.license.expression' },
    { of: 'occurrence', path: 'package.location.path' },
    { of: 'note', path: 'package.name' },
    { of: 'note', path: 'package.packageType' },
    { of: 'note', path: 'package.version.name' },
    { of: 'note', path: 'package.license.expression' },
  ],
  derived: sameAsNote<Infer<typeof v1.PackageNote>>([...ofNote], [], ['installation']),
  findings: true,
  examples: v1Examples,
});
