import {
  parseAttestorName,
  parseNoteName,
  parseOccurrenceName,
  parseParent,
  parsePlatformName,
  parsePlatformPolicyName,
  parsePolicyName,
  projectOf,
} from '../domain/names.js';
import type { Access, Permission } from '../services/context.js';
import type { RequestFields } from './operation.js';

/**
 * Checks made before the body of a request is read: the names outside the body, then the permissions on them, with the
 * same errors as the service. Services repeat all checks, since they are also called without transports. A guard only
 * saves reading a body that would be refused.
 *
 * @param request the fields known without the body: path and query over REST, the top-level texts of the message over gRPC.
 * @throws INVALID_NAME, PERMISSION_DENIED (or not-found with `deny: hide`)
 *
 * @example onParent('notes.create')({ parent: 'projects/p' }, access)
 */
export type Guard = (request: RequestFields, access: Access) => void;

/** The permission on the project of `parent`. */
export function onParent(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, { project: projectOf(parseParent(textOf(request.parent), 'parent')) });
}

/** The permission on the note `name`. */
export function onNote(permission: Permission): Guard {
  return (request, access) => {
    const { scope, id } = parseNoteName(textOf(request.name), 'name');
    access.require(permission, { project: projectOf(scope), note: id });
  };
}

/** The permission on the project of the occurrence `name`. */
export function onOccurrence(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, {
      project: projectOf(parseOccurrenceName(textOf(request.name), 'name').scope),
    });
}

/** The permission on the project of `attestor`. */
export function onAttestor(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, {
      project: parseAttestorName(textOf(request.attestor), 'attestor').scope,
    });
}

/** The permission on the project of the platform `parent`. */
export function onPlatform(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, { project: parsePlatformName(textOf(request.parent), 'parent') });
}

/** The permission on the project of the policy `name`, its own or a platform policy. */
export function onPolicy(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, { project: parsePolicyName(textOf(request.name), 'name').scope });
}

/** The permission on the project of the platform policy `name`. */
export function onPlatformPolicy(permission: Permission): Guard {
  return (request, access) =>
    access.require(permission, { project: parsePlatformPolicyName(textOf(request.name), 'name').scope });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
