import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/images/notes/debian-12';

const fingerprint = { v1Name: 'sha256:7b1e8c', v2Blob: ['sha256:4bf512', 'sha256:9d3a11'] };

const occurrence = (derivedImage: unknown) => ({ resource, noteName, derivedImage });

export const examples: Kind['examples'] = {
  notes: [
    {
      value: {
        baseImage: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c', fingerprint },
      },
    },
  ],
  occurrences: [
    {
      value: occurrence({
        derivedImage: {
          fingerprint,
          distance: 2,
          layerInfo: [{ directive: 'COPY', arguments: '. /app' }, { directive: 'ENTRYPOINT' }],
        },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'base_image.resource_url', value: { baseImage: { fingerprint } } },
    {
      of: 'note',
      path: 'base_image.fingerprint',
      value: { baseImage: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c' } },
    },
    { of: 'occurrence', path: 'derived_image.derived_image', value: occurrence({}) },
    {
      of: 'occurrence',
      path: 'derived_image.derived_image.fingerprint.v2_blob[1]',
      value: occurrence({ derivedImage: { fingerprint: { v1Name: 'sha256:7b1e8c', v2Blob: ['a', ''] } } }),
    },
    {
      of: 'occurrence',
      path: 'derived_image.derived_image.layer_info[0].directive',
      value: occurrence({ derivedImage: { fingerprint, layerInfo: [{ arguments: '. /app' }] } }),
    },
  ],
};
