import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/platform/notes/app';

const occurrence = (deployment: unknown) => ({ resource, noteName, deployment });

export const examples: Kind['examples'] = {
  notes: [{ value: { deployable: { resourceUri: [resource.uri] } } }],
  occurrences: [
    {
      value: occurrence({
        deployment: {
          userEmail: 'ops@example.com',
          deployTime: '2024-05-02T03:04:05Z',
          undeployTime: '2024-05-03T03:04:05.600Z',
          config: 'replicas: 3',
          address: 'https://app.example.com',
          platform: 'CUSTOM',
        },
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'deployable.resource_uri', value: { deployable: {} } },
    { of: 'note', path: 'deployable.resource_uri[0]', value: { deployable: { resourceUri: [''] } } },
    { of: 'occurrence', path: 'deployment.deployment', value: occurrence({}) },
    { of: 'occurrence', path: 'deployment.deployment.deploy_time', value: occurrence({ deployment: {} }) },
  ],
};
