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

const v1Occurrence = (v1Deployment: unknown) => ({
  resourceUri: resource.uri,
  noteName,
  deployment: v1Deployment,
});

export const v1Examples: Kind['examples'] = {
  notes: [{ value: { deployment: { resourceUri: [resource.uri] } } }],
  occurrences: [
    {
      value: v1Occurrence({
        userEmail: 'ops@example.com',
        deployTime: '2024-05-02T03:04:05Z',
        config: 'replicas: 3',
        platform: 'CUSTOM',
      }),
    },
  ],
  invalid: [
    { of: 'note', path: 'deployment.resource_uri', value: { deployment: {} } },
    { of: 'note', path: 'deployment.resource_uri[0]', value: { deployment: { resourceUri: [''] } } },
    { of: 'occurrence', path: 'deployment.deploy_time', value: v1Occurrence({}) },
  ],
};
