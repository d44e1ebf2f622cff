import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/patches/notes/openssl';

const occurrence = (upgrade: unknown) => ({ resourceUri: resource.uri, noteName, upgrade });

const version = { name: '3.0.11', revision: '1', kind: 'NORMAL' };

const distribution = {
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  classification: 'security',
  severity: 'important',
  cve: ['CVE-2024-0001'],
};

export const v1Examples: Kind['examples'] = {
  notes: [
    { value: { upgrade: { package: 'openssl', version, distributions: [distribution] } } },
    { value: { upgrade: {} } },
  ],
  occurrences: [
    { value: occurrence({ package: 'openssl', parsedVersion: version, distribution }) },
    {
      value: occurrence({
        windowsUpdate: {
          identity: { updateId: '4711', revision: 2 },
          title: 'Cumulative update',
          categories: [{ categoryId: '7', name: 'Security' }],
          kbArticleIds: ['KB5004945'],
          lastPublishedTimestamp: '2024-05-02T03:04:05Z',
        },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'upgrade.version.kind', value: { upgrade: { version: { kind: 'NEWEST' } } } },
    { of: 'occurrence', path: 'upgrade.version', value: occurrence({ version }) },
    {
      of: 'occurrence',
      path: 'upgrade.windows_update.identity.revision',
      value: occurrence({ windows_update: { identity: { revision: 'second' } } }),
    },
  ],
};
