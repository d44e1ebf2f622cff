import { field, message } from '../../schema/message.js';
import { bytes, enumeration, text } from '../../schema/scalars.js';

/** Messages used by packages, files and secrets. */

export const Architecture = enumeration('grafeas.v1beta1.package.Architecture', {
  ARCHITECTURE_UNSPECIFIED: 0,
  X86: 1,
  X64: 2,
});

export const License = message('grafeas.v1beta1.License', 'A license.', {
  expression: field(1, text(), 'SPDX license expression, such as MIT OR Apache-2.0.'),
  comments: field(2, text(), 'Comments on it.'),
});

export const Digest = message('grafeas.v1beta1.Digest', 'A digest with the name of its algorithm.', {
  algo: field(1, text(), 'Name of the algorithm, such as SHA1.'),
  digestBytes: field(2, bytes(), 'The digest itself.'),
});

export const FileLocation = message('grafeas.v1beta1.FileLocation', 'A file of the artifact.', {
  filePath: field(1, text(), 'Its path.'),
});
