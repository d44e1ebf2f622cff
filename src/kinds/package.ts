import { Architecture, Digest, License } from './common/artifact.js';
import { exampleResource as resource } from './common/example.js';
import { Version } from './common/version.js';
import { repeated } from './field-types.js';
import { defineKind, sameAsNote } from './kind.js';
import { field, type Infer, message } from './message.js';
import { text } from './scalars.js';

/** PACKAGE: software that can be installed, and where it is (conformance 3.6). */

const Distribution = message('grafeas.v1beta1.package.Distribution', 'A channel that offers the package.', {
  cpeUri: field(1, text(), 'CPE of the channel.', { required: true }),
  architecture: field(2, Architecture, 'For which processors.'),
  latestVersion: field(3, Version, 'The newest version there.', { check: true }),
  maintainer: field(4, text(), 'Who looks after the package there.'),
  url: field(5, text(), 'Where the package is presented.'),
  description: field(6, text(), 'What it is.'),
});

export const Package = message('grafeas.v1beta1.package.Package', 'A package.', {
  name: field(1, text(), 'Name of the package.', { required: true, immutable: true }),
  distribution: field(10, repeated(Distribution), 'Channels that offer it.', { check: true }),
  packageType: field(11, text(), 'What sort of package it is, such as OS or MAVEN.'),
  cpeUri: field(12, text(), 'CPE of the distribution or product that ships it.'),
  architecture: field(13, Architecture, 'For which processors.'),
  version: field(14, Version, 'Its version.'),
  maintainer: field(15, text(), 'Who looks after it.'),
  url: field(16, text(), 'Where it is presented.'),
  description: field(17, text(), 'What it is.'),
  license: field(18, License, 'Under which terms it may be used.'),
  digest: field(19, repeated(Digest), 'Digests of its files.'),
});

const Location = message('grafeas.v1beta1.package.Location', 'Where the package was found.', {
  cpeUri: field(1, text(), 'CPE of the distribution or product that ships it.', {
    required: true,
    deprecated: true,
  }),
  version: field(2, Version, 'The version found there.', { check: true, deprecated: true }),
  path: field(3, text(), 'Path of the file or folder.'),
});

export const Installation = message('grafeas.v1beta1.package.Installation', 'A package that is installed.', {
  name: field(1, text(), 'Name of the package, as the note has it.', { output: true }),
  location: field(2, repeated(Location), 'Where it was found, at least once.', { required: true }),
  packageType: field(3, text(), 'What sort of package it is, as the note has it.', { output: true }),
  cpeUri: field(4, text(), 'CPE of what ships it, as the note has it.', { output: true }),
  architecture: field(5, Architecture, 'For which processors, as the note has it.', { output: true }),
  license: field(6, License, 'Under which terms it may be used.'),
  version: field(7, Version, 'Its version, as the note has it.', { output: true }),
});

export const Details = message('grafeas.v1beta1.package.Details', 'A package found in an artifact.', {
  installation: field(1, Installation, 'How it is installed.', { required: true }),
});

const noteName = 'projects/packages/notes/openssl';
const version = { name: '3.0.11', revision: '1', kind: 'NORMAL' };
const occurrence = (installation: unknown) => ({ resource, noteName, installation });

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
  examples: {
    notes: [
      {
        value: {
          package: {
            name: 'openssl',
            distribution: [
              {
                cpeUri: 'cpe:/o:debian:debian_linux:12',
                architecture: 'X64',
                latestVersion: version,
                maintainer: 'openssl@example.com',
              },
            ],
            packageType: 'OS',
            cpeUri: 'cpe:/o:debian:debian_linux:12',
            architecture: 'X64',
            version,
            license: { expression: 'Apache-2.0' },
            digest: [{ algo: 'SHA1', digestBytes: 'S/USLw==' }],
          },
        },
      },
    ],
    occurrences: [
      {
        value: occurrence({
          installation: {
            location: [{ cpeUri: 'cpe:/o:debian:debian_linux:12', version, path: '/usr/lib/libssl.so.3' }],
            license: { expression: 'Apache-2.0' },
          },
        }),
      },
    ],
    invalid: [
      { of: 'note', path: 'package.name', value: { package: {} } },
      {
        of: 'note',
        path: 'package.distribution[0].cpe_uri',
        value: { package: { name: 'openssl', distribution: [{}] } },
      },
      { of: 'occurrence', path: 'installation.installation', value: occurrence({}) },
      {
        of: 'occurrence',
        path: 'installation.installation.location',
        value: occurrence({ installation: { name: 'openssl' } }),
      },
      {
        of: 'occurrence',
        path: 'installation.installation.location[0].version.kind',
        value: occurrence({ installation: { location: [{ cpeUri: 'cpe:/o:x:y', version: { name: '1' } }] } }),
      },
    ],
  },
});
