import { allProjects, projectOf, type Scope } from '../domain/names.js';
import type { Access, Permission } from './context.js';

/**
 * Checks that the caller may read a parent. Of `projects/-` it returns the projects that the caller may read, undefined for
 * all: they narrow the query, and where there are none the answer is empty.
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
