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

const v1Occurrence = (v1Image: unknown) => ({ resourceUri: resource.uri, noteName, image: v1Image });

export const v1Examples: Kind['examples'] = {
  notes: [
    { value: { image: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c', fingerprint } } },
  ],
  occurrences: [
    {
      value: v1Occurrence({
        fingerprint,
        distance: 2,
        layerInfo: [{ directive: 'COPY', arguments: '. /app' }, { directive: 'RUN --mount' }],
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'image.resource_url', value: { image: { fingerprint } } },
    {
      of: 'note',
      path: 'image.fingerprint',
      value: { image: { resourceUrl: 'https://registry.example.com/debian@sha256:7b1e8c' } },
    },
    { of: 'occurrence', path: 'image.fingerprint', value: v1Occurrence({}) },
    {
      of: 'occurrence',
      path: 'image.fingerprint.v2_blob[1]',
      value: v1Occurrence({ fingerprint: { v1Name: 'sha256:7b1e8c', v2Blob: ['a', ''] } }),
    },
    {
      of: 'occurrence',
      path: 'image.layer_info[0].directive',
      value: v1Occurrence({ fingerprint, layerInfo: [{ arguments: '. /app' }] }),
    },
  ],
};
