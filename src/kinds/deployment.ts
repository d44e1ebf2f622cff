import { exampleResource as resource } from './common/example.js';
import { repeated } from './field-types.js';
import { defineKind } from './kind.js';
import { field, message } from './message.js';
import { enumeration, text, timestamp } from './scalars.js';

/** DEPLOYMENT: when and where an artifact ran (conformance 3.7). */

export const Deployable = message(
  'grafeas.v1beta1.deployment.Deployable',
  'Something that can be deployed.',
  {
    resourceUri: field(1, repeated(text()), 'Resource URLs of the artifacts, at least one.', {
      required: true,
      nonEmptyElements: true,
    }),
  },
);

export const Platform = enumeration('grafeas.v1beta1.deployment.Deployment.Platform', {
  PLATFORM_UNSPECIFIED: 0,
  GKE: 1,
  FLEX: 2,
  CUSTOM: 3,
});

export const Deployment = message('grafeas.v1beta1.deployment.Deployment', 'A span in which it ran.', {
  userEmail: field(1, text(), 'Who deployed it.'),
  deployTime: field(2, timestamp(), 'When it began to run.', { required: true }),
  undeployTime: field(3, timestamp(), 'When it no longer ran; absent while it does.'),
  config: field(4, text(), 'The configuration it ran with.'),
  address: field(5, text(), 'Where it ran.'),
  resourceUri: field(6, repeated(text()), 'Resource URLs of the artifacts, as the note has them.', {
    output: true,
  }),
  platform: field(7, Platform, 'What it ran on.'),
});

export const Details = message('grafeas.v1beta1.deployment.Details', 'A deployment of the artifact.', {
  deployment: field(1, Deployment, 'When and where it ran.', { required: true }),
});

const noteName = 'projects/platform/notes/app';
const occurrence = (deployment: unknown) => ({ resource, noteName, deployment });

export const deployment = defineKind({
  name: 'DEPLOYMENT',
  number: 5,
  doc: 'An artifact runs, or ran, somewhere.',
  aliases: ['DEPLOYABLE'],
  note: { member: 'deployable', number: 14, message: Deployable },
  occurrence: { member: 'deployment', number: 12, message: Details },
  searchable: [
    { of: 'occurrence', path: 'deployment.deployment.userEmail' },
    { of: 'occurrence', path: 'deployment.deployment.deployTime' },
    { of: 'occurrence', path: 'deployment.deployment.undeployTime' },
    { of: 'occurrence', path: 'deployment.deployment.address' },
    { of: 'occurrence', path: 'deployment.deployment.platform' },
    { of: 'note', path: 'deployable.resourceUri' },
  ],
  derived: [{ path: ['deployment', 'resourceUri'], note: ({ details }) => details.resourceUri }],
  examples: {
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
  },
});
