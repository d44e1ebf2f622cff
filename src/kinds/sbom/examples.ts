import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/sboms/notes/spdx';

const occurrence = (sbom: unknown) => ({ resource, noteName, sbom });

export const examples: Kind['examples'] = {
  notes: [{ value: { sbom: { spdxVersion: 'SPDX-2.3', dataLicence: 'CC0-1.0' } } }],
  occurrences: [
    {
      value: occurrence({
        id: 'SPDXRef-DOCUMENT',
        title: 'app',
        namespace: 'https://sboms.example.com/app-1.0',
        licenseListVersion: '3.21',
        creators: ['Tool: sbom-maker-1.2'],
        createTime: '2024-05-02T03:04:05Z',
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'sbom.dataLicense', value: { sbom: { dataLicense: 'CC0-1.0' } } },
    { of: 'occurrence', path: 'sbom.create_time', value: occurrence({ createTime: 'yesterday' }) },
    { of: 'occurrence', path: 'sbom.creators[0]', value: occurrence({ creators: [null] }) },
  ],
};
