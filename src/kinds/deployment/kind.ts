import { defineKind } from '../kind.js';
import { examples } from './examples.js';
import { Deployable, Details } from './v1beta1.js';

/** DEPLOYMENT: when and where an artifact ran (conformance 3.7). */

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
