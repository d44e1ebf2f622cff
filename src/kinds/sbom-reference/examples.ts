import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/sboms/notes/spdx-reference';

const occurrence = (sbomReference: unknown) => ({ resource, noteName, sbomReference });

export const examples: Kind['examples'] = {
  notes: [{ value: { sbomReference: { format: 'spdx', version: '2.3' } } }],
  occurrences: [
    {
      value: occurrence({
        payload: {
          _type: 'https://in-toto.io/Statement/v1',
          predicateType: 'https://example.com/sbom-reference/v1',
          subject: [{ name: 'app', digest: { sha256: '4bf5122f' } }],
          predicate: {
            referrerId: 'sbom-maker',
            location: 'https://sboms.example.com/app-1.0.spdx.json',
            mimeType: 'application/spdx+json',
            digest: { sha256: '9d3a11' },
          },
        },
        payloadType: 'application/vnd.in-toto+json',
        signatures: [{ sig: 'c2lnbmF0dXJl', keyid: 'ab12' }],
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'sbom_reference.version', value: { sbomReference: { version: 2.3 } } },
    {
      of: 'occurrence',
      path: 'sbom_reference.signatures[0].sig',
      value: occurrence({ signatures: [{ sig: 'not base64!' }] }),
    },
    {
      of: 'occurrence',
      path: 'sbom_reference.payload.predicate.digest.sha256',
      value: occurrence({ payload: { predicate: { digest: { sha256: null } } } }),
    },
  ],
};

export const v1Examples: Kind['examples'] = {
  notes: examples.notes,
  occurrences: examples.occurrences.map(({ value: { resource: _, ...value } }) => ({
    value: { resourceUri: resource.uri, ...value },
  })),
  invalid: [
    { of: 'note', path: 'sbom_reference.version', value: { sbomReference: { version: 2.3 } } },
    {
      of: 'occurrence',
      path: 'sbom_reference.signatures[0].sig',
      value: { resourceUri: resource.uri, noteName, sbomReference: { signatures: [{ sig: 'not base64!' }] } },
    },
    {
      of: 'occurrence',
      path: 'sbom_reference.payload.predicate.uri',
      value: { resourceUri: resource.uri, noteName, sbomReference: { payload: { predicate: { uri: 'a' } } } },
    },
  ],
};
