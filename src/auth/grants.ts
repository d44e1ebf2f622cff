import { isId } from '../domain/names.js';
import type { Target } from '../services/context.js';
import { isRole, notePermissions, permissionMask, type Role, roles } from './roles.js';

/** A role on a project, on one note of a project, or, without a target, on everything. */
export interface Grant {
  readonly role: Role;
  readonly target?: Target;
}

/**
 * Parses `ROLE@projects/P`, `ROLE@projects/P/notes/N` or `ROLE@*`. Names are literal: nothing is
 * decoded, and the only wildcard is a lone `*`. Returns the problem as text if it is not a grant.
 */
export function parseGrant(text: string): Grant | string {
  const at = text.indexOf('@');
  if (at < 0) return 'must have the form ROLE@projects/P, ROLE@projects/P/notes/N or ROLE@*';
  const role = text.slice(0, at);
  if (!isRole(role)) return `names no role; the roles are ${Object.keys(roles).join(', ')}`;
  const resource = text.slice(at + 1);
  if (resource === '*') return { role };
  const target = parseTarget(resource);
  if (target === undefined) return 'must have projects/P, projects/P/notes/N or * after the @';
  if (target.note !== undefined && grantMask({ role, target }) === 0)
    return `${role} has no permission that applies to a note; grant it on ${formatTarget({ project: target.project })}`;
  return { role, target };
}

/** Parses `projects/P` or `projects/P/notes/N`; undefined otherwise. */
export function parseTarget(resource: string): Target | undefined {
  const [projects, project, notes, note, ...rest] = resource.split('/');
  // A name may be `*`, but in a grant it is probably meant as a wildcard, which is not supported.
  if (projects !== 'projects' || !isId(project) || project === '*' || rest.length > 0) return undefined;
  if (notes === undefined) return { project };
  if (notes !== 'notes' || !isId(note) || note === '*') return undefined;
  return { project, note };
}

export function formatTarget(target: Target | undefined): string {
  if (target === undefined) return '*';
  return target.note === undefined
    ? `projects/${target.project}`
    : `projects/${target.project}/notes/${target.note}`;
}

export function formatGrant(grant: Grant): string {
  return `${grant.role}@${formatTarget(grant.target)}`;
}

/** The permissions of a grant as bits. On a single note, only permissions that apply to notes count. */
export function grantMask(grant: Grant): number {
  const mask = permissionMask(roles[grant.role].permissions);
  return grant.target?.note === undefined ? mask : mask & permissionMask(notePermissions);
}

/** Whether a grant reaches a target: everything, the same project, or the same note. */
export function covers(grant: Grant, target: Target): boolean {
  if (grant.target === undefined) return true;
  if (grant.target.project !== target.project) return false;
  return grant.target.note === undefined || grant.target.note === target.note;
}
