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
 * What is checked of a request before its body is read: the names that stand before the body, then the permissions
 * on them, with the very errors of the service. Services check all of it again, as they are called without transports
 * too; a guard only spares the server a body that cannot be of use.
 *
 * @param request the fields known without the body: those of the path and the query over REST, the texts on the top
 *   level of the message over gRPC.
 * @throws INVALID_NAME, PERMISSION_DENIED (or the not-found that `deny: hide` puts in its place)
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
