import type { ProjectFacts } from '../facts.js';
import { reason } from '../reasons.js';
import type { Reason } from '../verdict.js';

/** Why what a project holds cannot be relied on; undefined if it can. */
export function problemOfProject({ name, state }: ProjectFacts): Reason | undefined {
  switch (state) {
    case 'read':
      return undefined;
    case 'no-access':
      return reason('NO_ACCESS', `The writer of the policy may no longer read ${name}.`);
    case 'unknown':
      return reason('PROJECT_UNKNOWN', `${name} was never created and holds nothing.`);
    case 'too-much':
      return reason('TOO_MUCH_TO_READ', `${name} holds more about the image than is read.`);
    case 'changing':
      return reason('TOO_MUCH_TO_READ', `${name} changed each time while it was read.`);
  }
}
