import { defineKind } from '../kind.js';
import { v1Examples } from './examples.js';
import * as v1 from './v1.js';

/** UPGRADE: a newer version of a package, and the artifacts that want it. v1 alone has it. */

export const upgradeV1 = defineKind({
  name: 'UPGRADE',
  number: 8,
  id: 1008,
  doc: 'A package can be upgraded to a newer version.',
  note: { member: 'upgrade', number: 17, message: v1.UpgradeNote },
  occurrence: { member: 'upgrade', number: 15, message: v1.UpgradeOccurrence },
  searchable: [
    { of: 'occurrence', path: 'upgrade.package' },
    { of: 'occurrence', path: 'upgrade.parsedVersion.name' },
    { of: 'note', path: 'upgrade.package' },
  ],
  findings: true,
  examples: v1Examples,
});
