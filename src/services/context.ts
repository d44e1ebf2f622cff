import type { Caller } from '../domain/permits.js';

/** The context of a request, besides its message. Created by the transports, the same for all of them. */
export interface RequestContext {
  readonly access: Access;
  /** Identifies the request in the log. */
  readonly requestId: string;
  /** If-Match: the change happens only if the object still has one of these entity tags. */
  readonly ifMatch?: string | undefined;
  /** Aborted when the client disconnects or the deadline passes. Created on first access, since most requests need none: read it when the work starts. */
  readonly signal?: AbortSignal | undefined;
}

export const permissions = [
  'projects.create',
  'projects.get',
  'projects.list',
  'projects.delete',
  'notes.create',
  'notes.get',
  'notes.list',
  'notes.update',
  'notes.delete',
  'notes.attachOccurrence',
  'notes.listOccurrences',
  'occurrences.create',
  'occurrences.get',
  'occurrences.list',
  'occurrences.update',
  'occurrences.delete',
  'occurrences.assess',
  'attestors.create',
  'attestors.get',
  'attestors.list',
  'attestors.update',
  'attestors.delete',
  'attestors.verifyImageAttested',
  'policy.get',
  'policy.update',
  'platformPolicies.create',
  'platformPolicies.get',
  'platformPolicies.list',
  'platformPolicies.replace',
  'platformPolicies.delete',
  'platformPolicies.evaluatePolicy',
] as const;

/** Grafeas' own permissions, four for the Projects service, and those of Binary Authorization for attestors and policies. */
export type Permission = (typeof permissions)[number];

/** The target of a permission: a project, or one of its notes. Locations belong to their project. */
export interface Target {
  readonly project: string;
  readonly note?: string;
}

/** The permissions of one caller. Resolved once per request; its methods do no I/O. */
export interface Access {
  /** The name of the caller in logs: issuer and subject, or `anonymous`. */
  readonly principal: string;
  /** An opaque identity from which the access can be resolved again later, with the grants of that time. Absent in open mode. */
  readonly identity?: string | undefined;
  /** @throws PERMISSION_DENIED naming permission and resource (or, in hide mode, the not-found of the resource). */
  require(permission: Permission, target: Target): void;
  /** Whether `require` would pass. */
  allows(permission: Permission, target: Target): boolean;
  /** The projects on which the caller has the permission; undefined for all. */
  projectsWith(permission: Permission): readonly string[] | undefined;
}

/** Open mode: everyone may do everything. */
export const openAccess: Access = {
  principal: 'anonymous',
  require() {},
  allows: () => true,
  projectsWith: () => undefined,
};

/** The principal of an authenticated caller; undefined in open mode, where all callers are one. */
export function identityOf(access: Access): string | undefined {
  return access === openAccess ? undefined : access.principal;
}

/** For whom the work of a request is done. */
export function callerOf({ access, signal }: Pick<RequestContext, 'access' | 'signal'>): Caller {
  return { principal: identityOf(access), signal };
}
