import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { text } from '../../schema/scalars.js';
import { Architecture, Digest, License } from '../common/artifact.js';
import { Version } from '../common/version.js';

const Distribution = message('grafeas.v1beta1.package.Distribution', 'A channel that offers the package.', {
  cpeUri: field(1, text(), 'CPE of the channel.', { required: true }),
  architecture: field(2, Architecture, 'Processor architecture.'),
  latestVersion: field(3, Version, 'The newest version there.', { check: true }),
  maintainer: field(4, text(), 'Maintainer of the package in the channel.'),
  url: field(5, text(), 'Web page of the package.'),
  description: field(6, text(), 'What it is.'),
});

export const Package = message('grafeas.v1beta1.package.Package', 'A package.', {
  name: field(1, text(), 'Name of the package.', { required: true, immutable: true }),
  distribution: field(10, repeated(Distribution), 'Channels that offer it.', { check: true }),
  packageType: field(11, text(), 'Package type, such as OS or MAVEN.'),
  cpeUri: field(12, text(), 'CPE of the distribution or product that ships it.'),
  architecture: field(13, Architecture, 'Processor architecture.'),
  version: field(14, Version, 'Its version.'),
  maintainer: field(15, text(), 'Maintainer of the package.'),
  url: field(16, text(), 'Web page of the package.'),
  description: field(17, text(), 'What it is.'),
  license: field(18, License, 'License of the package.'),
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
  name: field(1, text(), 'Name of the package, copied from the note.', { output: true }),
  location: field(2, repeated(Location), 'Where it was found, at least once.', { required: true }),
  packageType: field(3, text(), 'Package type, copied from the note.', { output: true }),
  cpeUri: field(4, text(), 'CPE of the distribution or product, copied from the note.', { output: true }),
  architecture: field(5, Architecture, 'Processor architecture, copied from the note.', { output: true }),
  license: field(6, License, 'License of the package.'),
  version: field(7, Version, 'Its version, copied from the note.', { output: true }),
});

export const Details = message('grafeas.v1beta1.package.Details', 'A package found in an artifact.', {
  installation: field(1, Installation, 'How it is installed.', { required: true }),
});
