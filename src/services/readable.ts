import { allProjects, projectOf, type Scope } from '../domain/names.js';
import type { Access, Permission } from './context.js';

/**
 * Checks that the caller may read a parent. For `projects/-` it returns the projects that the caller may read, undefined for
 * all. They restrict the query; if there are none, the result is empty.
 *
 * @throws PERMISSION_DENIED
 */
export function readableProjects(
  access: Access,
  permission: Permission,
  scope: Scope,
): readonly string[] | undefined {
  if (scope === allProjects) return access.projectsWith(permission);
  access.require(permission, { project: projectOf(scope) });
  return undefined;
}
