import { ApiError } from '../domain/errors.js';

const grants =
  'grants are kept in the policy file of the server, which its operator changes (docs/access.md); testIamPermissions is served';

/** Methods of the hosted service that this server does not have, in the spelling of REST, each with an alternative. */
const unserved: ReadonlyMap<string, string> = new Map([
  ['setIamPolicy', grants],
  ['getIamPolicy', grants],
]);

/**
 * The error for a known method that is not served; undefined for every other name.
 *
 * @param name as in a path of REST (`setIamPolicy`) or in a method of gRPC (`SetIamPolicy`).
 */
export function unservedMethod(name: string): ApiError | undefined {
  const verb = name.charAt(0).toLowerCase() + name.slice(1);
  const instead = unserved.get(verb);
  return instead === undefined
    ? undefined
    : new ApiError('UNIMPLEMENTED', `${verb} is not served: ${instead}`);
}
