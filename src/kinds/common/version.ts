import { field, message } from '../../schema/message.js';
import { bool, enumeration, int32, text } from '../../schema/scalars.js';

/** Versions of packages, also used by vulnerabilities. */

export const VersionKind = enumeration('grafeas.v1beta1.package.Version.VersionKind', {
  VERSION_KIND_UNSPECIFIED: 0,
  NORMAL: 1,
  MINIMUM: 2,
  MAXIMUM: 3,
});

export const Version = message(
  'grafeas.v1beta1.package.Version',
  'A version of a package, or one of the two ends of all versions.',
  {
    epoch: field(1, int32(), 'Corrects mistakes in the numbering; compared before the name.'),
    name: field(2, text(), 'The version proper, such as 3.0.9; required if kind is NORMAL.'),
    revision: field(3, text(), 'Which build of that version, such as 1~deb12u2.'),
    inclusive: field(6, bool(), 'Whether a range that ends here contains this version.'),
    kind: field(4, VersionKind, 'A normal version, or the lowest or highest of all.', { required: true }),
  },
  {
    rule(value, path, report) {
      if (value.kind === 'NORMAL' && value.name === undefined)
        report(`${path}.name`, 'required where kind is NORMAL');
    },
  },
);
