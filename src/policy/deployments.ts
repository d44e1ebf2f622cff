import { isObject } from '../domain/is-object.js';
import type { Members } from './facts.js';

/** Finds the occurrences that say what runs. */
export const deploymentsFilter = 'kind="DEPLOYMENT"';

/** What runs, by a DEPLOYMENT occurrence. */
export interface Deployment {
  /** Full name of the occurrence. */
  readonly name: string;
  /** The resource without scheme, as a pod would name it. */
  readonly image: string;
  /** RFC 3339. */
  readonly deployTime: string;
}

/**
 * The deployment of an occurrence; undefined if it has ended. A time that cannot be read does not end it.
 *
 * @param forms of the document: v1 if a client of v1 wrote it.
 */
export function deploymentOf(
  { v1beta1, v1 }: { readonly v1beta1: Members; readonly v1?: Members | undefined },
  at: Date,
): Deployment | undefined {
  const outer = isObject(v1beta1.deployment) ? v1beta1.deployment : {};
  const before = isObject(outer.deployment) ? outer.deployment : {};
  const details = isObject(v1?.deployment) ? v1.deployment : before;
  if (Date.parse(textOf(details.undeployTime)) <= at.getTime()) return undefined;
  const resource = isObject(v1beta1.resource) ? v1beta1.resource : {};
  const uri = textOf(v1?.resourceUri) || textOf(resource.uri);
  return {
    name: textOf((v1 ?? v1beta1).name),
    image: uri.replace(/^https?:\/\//i, ''),
    deployTime: textOf(details.deployTime),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
