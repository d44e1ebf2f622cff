import { UsageError } from './output.js';

/** Whether it is the name of the policy of a project. */
export function isOfProject(name: string): boolean {
  return /^projects\/[^/]+\/policy$/.test(name);
}

/** @throws UsageError */
export function checkPolicyName(name: string): void {
  if (isOfProject(name) || /^projects\/[^/]+\/platforms\/gke\/policies\/[^/]+$/.test(name)) return;
  throw new UsageError(
    `${JSON.stringify(name)} must have the form projects/P/policy or projects/P/platforms/gke/policies/ID`,
  );
}
