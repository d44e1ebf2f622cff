import { ApiError } from '../domain/errors.js';
import { formatPolicyName, type PolicyKey, parsePolicyName } from '../domain/names.js';

/** The policy of a gate, by its path. */
export interface Gate {
  readonly key: PolicyKey;
  /** Full name of the policy. */
  readonly policy: string;
  /** `LOCATION.CLUSTER`, for cluster rules of a project's policy. */
  readonly cluster: string | undefined;
}

/**
 * Parses `projects/P` (the policy of the project), `projects/P/clusters/LOCATION.CLUSTER` (the same, for a cluster) or
 * `projects/P/platformPolicies/ID`.
 *
 * @throws INVALID_NAME
 */
export function parseGate(name: string, field: string): Gate {
  const [projects = '', project = '', collection, id = '', ...rest] = name.split('/');
  if (rest.length > 0 || (collection !== undefined && id === '')) throw badGate(name, field);
  if (collection === 'platformPolicies')
    return toGate(`${projects}/${project}/platforms/gke/policies/${id}`, field, undefined);
  if (collection !== undefined && collection !== 'clusters') throw badGate(name, field);
  return toGate(`${projects}/${project}/policy`, field, collection === undefined ? undefined : id);
}

function toGate(name: string, field: string, cluster: string | undefined): Gate {
  const key = parsePolicyName(name, field);
  return { key, policy: formatPolicyName(key), cluster };
}

function badGate(name: string, field: string): ApiError {
  const shown = JSON.stringify(name.slice(0, 200));
  return new ApiError(
    'INVALID_NAME',
    `${field}: must be projects/PROJECT, projects/PROJECT/clusters/LOCATION.CLUSTER or projects/PROJECT/platformPolicies/POLICY, not ${shown}`,
  );
}
