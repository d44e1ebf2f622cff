import { defineKind } from '../kind.js';
import { examples, v1Examples } from './examples.js';
import * as v1 from './v1.js';
import { Deployable, Details } from './v1beta1.js';

/** DEPLOYMENT: when and where an artifact ran. */

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
  examples,
});

export const deploymentV1 = defineKind({
  name: 'DEPLOYMENT',
  number: 5,
  doc: 'An artifact runs, or ran, somewhere.',
  aliases: ['DEPLOYABLE'],
  note: { member: 'deployment', formerName: 'deployable', number: 14, message: v1.DeploymentNote },
  occurrence: { member: 'deployment', number: 12, message: v1.DeploymentOccurrence },
  searchable: [
    { of: 'occurrence', path: 'deployment.userEmail' },
    { of: 'occurrence', path: 'deployment.deployTime' },
    { of: 'occurrence', path: 'deployment.undeployTime' },
    { of: 'occurrence', path: 'deployment.address' },
    { of: 'occurrence', path: 'deployment.platform' },
    { of: 'note', path: 'deployment.resourceUri' },
  ],
  derived: [
    {
      path: ['resourceUri'],
      name: 'deployment.resourceUri',
      note: ({ details }) => details.resourceUri,
    },
  ],
  examples: v1Examples,
});
