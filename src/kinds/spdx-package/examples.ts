import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/sboms/notes/openssl';

const occurrence = (spdxPackage: unknown) => ({ resource, noteName, spdxPackage });

export const examples: Kind['examples'] = {
  notes: [
    {
      value: {
        spdxPackage: {
          title: 'openssl',
          version: '3.0.11',
          supplier: 'Organization: Debian',
          downloadLocation: 'https://packages.example.com/openssl-3.0.11.tar.gz',
          analyzed: true,
          filesLicenseInfo: ['Apache-2.0'],
          licenseDeclared: { expression: 'Apache-2.0' },
          externalRefs: [
            { category: 'PACKAGE_MANAGER', type: 'purl', locator: 'pkg:deb/debian/openssl@3.0.11' },
          ],
          packageType: 'OS',
        },
      },
    },
    { value: { spdxPackage: {} } },
  ],
  occurrences: [
    {
      value: occurrence({
        id: 'SPDXRef-openssl',
        filename: 'openssl-3.0.11.deb',
        licenseConcluded: { expression: 'Apache-2.0', comments: 'From the header.' },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'spdx_package.analyzed', value: { spdxPackage: { analyzed: 'yes' } } },
    {
      of: 'note',
      path: 'spdx_package.external_refs[0].category',
      value: { spdxPackage: { externalRefs: [{ category: 'WEATHER' }] } },
    },
    { of: 'occurrence', path: 'spdx_package.name', value: occurrence({ name: 'openssl' }) },
    {
      of: 'occurrence',
      path: 'spdx_package.license_concluded',
      value: occurrence({ licenseConcluded: 'MIT' }),
    },
  ],
};
