import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/sboms/notes/main.c';

const occurrence = (spdxFile: unknown) => ({ resource, noteName, spdxFile });

export const examples: Kind['examples'] = {
  notes: [
    { value: { spdxFile: { title: 'main.c', fileType: 'SOURCE', checksum: ['SHA1: 4bf5122f'] } } },
    { value: { spdxFile: { title: 'logo.png', fileType: 'IMAGE' } } },
  ],
  occurrences: [
    {
      value: occurrence({
        id: 'SPDXRef-main.c',
        licenseConcluded: { expression: 'MIT' },
        filesLicenseInfo: ['MIT'],
        contributors: ['Jo'],
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'spdx_file.file_type', value: { spdxFile: { fileType: '1' } } },
    { of: 'note', path: 'spdx_file.checksum', value: { spdxFile: { checksum: 'SHA1: 4bf5122f' } } },
    { of: 'occurrence', path: 'spdx_file.filename', value: occurrence({ filename: 'main.c' }) },
  ],
};
