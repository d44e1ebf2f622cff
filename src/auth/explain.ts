import type { Permission, Target } from '../services/context.js';
import { covers, formatGrant, formatTarget, type Grant, grantMask } from './grants.js';
import { permissionBits, type Role, roles } from './roles.js';

export interface Verdict {
  readonly allowed: boolean;
  readonly because: string;
}

/** Whether grants allow a call, with the grant, or with the roles that would allow it. */
export function explainPermission(grants: readonly Grant[], permission: Permission, target: Target): Verdict {
  const bit = permissionBits[permission];
  const giving = grants.find((grant) => (grantMask(grant) & bit) !== 0 && covers(grant, target));
  if (giving !== undefined) return { allowed: true, because: `granted by ${formatGrant(giving)}` };

  const near = grants.filter((grant) => covers(grant, target)).map(formatGrant);
  const elsewhere = grants.filter((grant) => (grantMask(grant) & bit) !== 0).map(formatGrant);
  const resource = formatTarget(target);
  const found =
    near.length > 0
      ? `${near.join(' and ')} does not include ${permission}`
      : elsewhere.length > 0
        ? `${elsewhere.join(' and ')} does not reach ${resource}`
        : `no grant reaches ${resource}`;
  return {
    allowed: false,
    because: `${found}; any of these roles on it would: ${rolesWith(permission).join(', ')}`,
  };
}

export function rolesWith(permission: Permission): Role[] {
  return (Object.keys(roles) as Role[]).filter((role) =>
    (roles[role].permissions as readonly Permission[]).includes(permission),
  );
}

/** Permissions that are not sufficient alone: writing an occurrence also needs a permission on its note. */
export function needsAttach(permission: Permission): boolean {
  return ['occurrences.create', 'occurrences.update', 'occurrences.delete'].includes(permission);
}
