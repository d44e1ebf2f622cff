/** What a request carries beside its message. Made by the transports, the same for all of them. */
export interface RequestContext {
  readonly access: Access;
  /** Finds the request in the log. */
  readonly requestId: string;
  /** If-Match: the change happens only if the object still has one of these entity tags. */
  readonly ifMatch?: string | undefined;
  /** Aborted when the caller is gone or the deadline has passed. Asked for at the start of the work: most needs none, and it is made then. */
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

/** What a permission is asked on: a project, or one note of it. Locations belong to their project. */
export interface Target {
  readonly project: string;
  readonly note?: string;
}

/** What one caller may do. Resolved once a request; the answers cost no I/O. */
export interface Access {
  /** The caller as logs name it: issuer and subject, or `anonymous`. */
  readonly principal: string;
  /** What the same access is made of again later, by the grants of then; opaque. Absent where everyone may do everything. */
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

/** The principal of a caller who has shown who he is; undefined in open mode, where all callers are one. */
export function identityOf(access: Access): string | undefined {
  return access === openAccess ? undefined : access.principal;
}
