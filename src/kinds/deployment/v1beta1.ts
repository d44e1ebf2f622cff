import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { enumeration, text, timestamp } from '../../schema/scalars.js';

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

export const Deployment = message(
  'grafeas.v1beta1.deployment.Deployment',
  'A period in which the artifact was deployed.',
  {
    userEmail: field(1, text(), 'Who deployed it.'),
    deployTime: field(2, timestamp(), 'When it was deployed.', { required: true }),
    undeployTime: field(3, timestamp(), 'When it was undeployed; absent while it is deployed.'),
    config: field(4, text(), 'The configuration it ran with.'),
    address: field(5, text(), 'Where it ran.'),
    resourceUri: field(6, repeated(text()), 'Resource URLs of the artifacts, copied from the note.', {
      output: true,
    }),
    platform: field(7, Platform, 'What it ran on.'),
  },
);

export const Details = message('grafeas.v1beta1.deployment.Details', 'A deployment of the artifact.', {
  deployment: field(1, Deployment, 'When and where it ran.', { required: true }),
});
