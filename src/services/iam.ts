import { ApiError, invalidField } from '../domain/errors.js';
import {
  parseAttestorName,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  parsePolicyName,
  projectOf,
} from '../domain/names.js';
import type { Access, Permission, RequestContext, Target } from './context.js';
import { permissions } from './context.js';
import { noteTarget } from './notes.js';

/** Returns which of the given permissions the caller has on a resource. The resource need not exist. */
export type IamService = ReturnType<typeof createIamService>;

const known: ReadonlySet<string> = new Set(permissions);

export function createIamService() {
  return {
    async testIamPermissions(
      request: { resource?: string | undefined; permissions?: readonly string[] | undefined },
      context: RequestContext,
    ): Promise<string> {
      const target = targetOf(request.resource ?? '');
      const asked = request.permissions ?? [];
      if (asked.length > 100)
        throw new ApiError('INVALID_PARAMETER', `permissions: at most 100, not ${asked.length}`);
      const granted = asked.filter((permission, index) =>
        isGranted(context.access, permission, `permissions[${index}]`, target),
      );
      return granted.length === 0 ? '{}' : JSON.stringify({ permissions: granted });
    },
  };
}

/** The prefixes of the hosted services are accepted. @throws INVALID_FIELD for what is not a permission */
function isGranted(access: Access, asked: string, field: string, target: Target): boolean {
  const permission = asked.replace(/^(?:containeranalysis|binaryauthorization)\./, '');
  if (!known.has(permission))
    throw invalidField(field, `${JSON.stringify(asked.slice(0, 80))} is not a permission`);
  return access.allows(permission as Permission, target);
}

function targetOf(resource: string): Target {
  const parts = resource.split('/');
  const collection = parts.at(-2);
  if (parts.length > 2 && collection === 'notes') return noteTarget(parseNoteName(resource, 'resource'));
  if (parts.length > 2 && collection === 'occurrences')
    return { project: projectOf(parseOccurrenceName(resource, 'resource').scope) };
  if (parts.length > 2 && collection === 'attestors')
    return { project: parseAttestorName(resource, 'resource').scope };
  if (parts.length > 2 && (collection === 'policies' || parts.at(-1) === 'policy'))
    return { project: parsePolicyName(resource, 'resource').scope };
  return { project: projectOf(parseParent(resource, 'resource')) };
}
