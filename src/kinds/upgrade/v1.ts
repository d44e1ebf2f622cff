import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { int32, text, timestamp } from '../../schema/scalars.js';
import { Version } from '../common/v1/version.js';

const UpgradeDistribution = message('grafeas.v1.UpgradeDistribution', 'A channel that offers the upgrade.', {
  cpeUri: field(1, text(), 'CPE of the channel.'),
  classification: field(2, text(), 'Type of the upgrade, such as security.'),
  severity: field(3, text(), "Urgency in the channel's own terms."),
  cve: field(4, repeated(text()), 'CVEs that the upgrade fixes.'),
});

const Identity = message('grafeas.v1.WindowsUpdate.Identity', 'What identifies an update.', {
  updateId: field(1, text(), 'Its id, which all its revisions share.'),
  revision: field(2, int32(), 'Which revision it is.'),
});

const Category = message('grafeas.v1.WindowsUpdate.Category', 'A category of updates.', {
  categoryId: field(1, text(), 'Its id.'),
  name: field(2, text(), 'Its name.'),
});

const WindowsUpdate = message('grafeas.v1.WindowsUpdate', 'An update of Windows.', {
  identity: field(1, Identity, 'What identifies it.'),
  title: field(2, text(), 'Its title.'),
  description: field(3, text(), 'What it does.'),
  categories: field(4, repeated(Category), 'Categories of the update.'),
  kbArticleIds: field(5, repeated(text()), 'Numbers of the articles that describe it.'),
  supportUrl: field(6, text(), 'Where to get help with it.'),
  lastPublishedTimestamp: field(7, timestamp(), 'When it was last published.'),
});

export const UpgradeNote = message('grafeas.v1.UpgradeNote', 'A newer version of a package.', {
  package: field(1, text(), 'Name of the package.'),
  version: field(2, Version, 'The newer version.'),
  distributions: field(3, repeated(UpgradeDistribution), 'Channels that offer it.'),
  windowsUpdate: field(4, WindowsUpdate, 'The update of Windows, where it is one.'),
});

export const UpgradeOccurrence = message(
  'grafeas.v1.UpgradeOccurrence',
  'A package of the artifact that can be upgraded.',
  {
    package: field(1, text(), 'Name of the package.'),
    parsedVersion: field(3, Version, 'The version to upgrade to.'),
    distribution: field(4, UpgradeDistribution, 'The channel that offers it.'),
    windowsUpdate: field(5, WindowsUpdate, 'The update of Windows, where it is one.'),
  },
);
