import { ApiError, type Reason } from '../domain/errors.js';
import type { Access, Permission, Target } from '../services/context.js';
import { formatTarget, type Grant, grantMask } from './grants.js';
import { permissionBits } from './roles.js';

/** The form of a refusal: `explain` names permission and resource (403), `hide` returns not found (404). */
export type DenyMode = 'explain' | 'hide';

/** The refusal. It is the cause of the error, so that the audit log has it, but not the caller in hide mode. */
export class Denial {
  constructor(
    readonly permission: Permission,
    readonly resource: string,
  ) {}
}

/** The access of one caller. Grants are merged once; a check is a few map lookups. */
export function createAccess(
  grants: readonly Grant[],
  principal: string,
  deny: DenyMode,
  identity?: string,
): Access {
  let everywhere = 0;
  const projects = new Map<string, number>();
  const notes = new Map<string, Map<string, number>>();
  for (const grant of grants) {
    const mask = grantMask(grant);
    const target = grant.target;
    if (target === undefined) everywhere |= mask;
    else if (target.note === undefined)
      projects.set(target.project, (projects.get(target.project) ?? 0) | mask);
    else {
      const ofProject = notes.get(target.project) ?? new Map<string, number>();
      ofProject.set(target.note, (ofProject.get(target.note) ?? 0) | mask);
      notes.set(target.project, ofProject);
    }
  }

  function allows(permission: Permission, target: Target): boolean {
    const bit = permissionBits[permission];
    if ((everywhere & bit) !== 0) return true;
    if (((projects.get(target.project) ?? 0) & bit) !== 0) return true;
    if (target.note === undefined) return false;
    return ((notes.get(target.project)?.get(target.note) ?? 0) & bit) !== 0;
  }

  return {
    principal,
    identity,
    allows,
    require(permission, target) {
      if (!allows(permission, target)) throw denied(permission, target, deny);
    },
    projectsWith(permission) {
      const bit = permissionBits[permission];
      if ((everywhere & bit) !== 0) return undefined;
      return [...projects].filter(([, mask]) => (mask & bit) !== 0).map(([project]) => project);
    },
  };
}

/** The error of a refused call. */
export function denied(permission: Permission, target: Target, deny: DenyMode): ApiError {
  const resource = formatTarget(target);
  const cause = new Denial(permission, resource);
  if (deny === 'hide') return new ApiError(hiddenReason(permission, target), 'not found', { cause });
  return new ApiError('PERMISSION_DENIED', `permission ${permission} denied on ${resource}`, {
    metadata: { permission, resource },
    cause,
  });
}

/** The not-found error: permissions on one object hide the object, those on a collection hide its project. */
function hiddenReason(permission: Permission, target: Target): Reason {
  if (target.note !== undefined) return 'NOTE_NOT_FOUND';
  if (
    permission === 'occurrences.get' ||
    permission === 'occurrences.update' ||
    permission === 'occurrences.delete'
  )
    return 'OCCURRENCE_NOT_FOUND';
  if (
    permission === 'attestors.get' ||
    permission === 'attestors.update' ||
    permission === 'attestors.delete' ||
    permission === 'attestors.verifyImageAttested'
  )
    return 'ATTESTOR_NOT_FOUND';
  if (
    permission === 'platformPolicies.get' ||
    permission === 'platformPolicies.replace' ||
    permission === 'platformPolicies.delete' ||
    permission === 'platformPolicies.evaluatePolicy'
  )
    return 'POLICY_NOT_FOUND';
  return 'PROJECT_NOT_FOUND';
}
