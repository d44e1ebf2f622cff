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
import type { Permission } from '../services/context.js';
import type { Guard } from './operation.js';

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
