import type { Repository } from './repository.js';

/** Methods of every repository. A store that has a stamp has `stamp` too. */
type Method = Exclude<keyof Repository, 'stamp'>;

/**
 * Every method of a repository. The compiler reports one that is missing here.
 *
 * - `read`: returns what requests read. A read replica serves it.
 * - `write`: changes what requests read. `withStamps` counts it by its topics; the compiler asks for them there.
 * - `other`: neither, such as bookkeeping that requests do not read. The primary serves it.
 */
const methods = {
  createProject: 'write',
  hasProject: 'read',
  deleteProject: 'write',
  listProjects: 'read',
  createNotes: 'write',
  getNote: 'read',
  getNotes: 'read',
  replaceNote: 'write',
  listPendingNotes: 'other',
  listDerived: 'other',
  carryOver: 'write',
  publishNote: 'write',
  listAssessments: 'other',
  reviseNotes: 'other',
  deleteNote: 'write',
  listNotes: 'read',
  createOccurrences: 'write',
  getOccurrence: 'read',
  replaceOccurrence: 'write',
  deleteOccurrence: 'write',
  listOccurrences: 'read',
  nextScope: 'read',
  scopesOfResources: 'read',
  findOccurrences: 'read',
  indexPackages: 'other',
  listNoteOccurrences: 'read',
  createAttestor: 'write',
  getDemands: 'read',
  getAttestor: 'read',
  replaceAttestor: 'write',
  deleteAttestor: 'write',
  listAttestors: 'read',
  createPolicy: 'write',
  getPolicy: 'read',
  replacePolicy: 'write',
  deletePolicy: 'write',
  listPolicies: 'read',
  summarize: 'read',
  keepDay: 'other',
  listDays: 'read',
  removeDays: 'other',
  importInto: 'write',
  secret: 'other',
  ping: 'other',
  close: 'other',
} as const satisfies Readonly<Record<Method, 'read' | 'write' | 'other'>>;

type Methods = typeof methods;
type Sort = Methods[Method];

/** Names of the methods of a sort: `MethodOf<'write'>`. */
export type MethodOf<S extends Sort> = { [M in Method]: Methods[M] extends S ? M : never }[Method];

export const methodNames = Object.keys(methods) as readonly Method[];

/**
 * Methods of some sorts that call the repository which `call` chooses.
 *
 * @example
 * // Reads go to the replica, everything else to the primary.
 * { ...forward(['read'], (call) => call(replica)), ...forward(['write', 'other'], (call) => call(primary)) }
 */
export function forward<S extends Sort>(
  sorts: readonly S[],
  choose: (call: (repository: Repository) => Promise<unknown>) => Promise<unknown>,
): Pick<Repository, MethodOf<S>> {
  const names = methodNames.filter((name) => (sorts as readonly Sort[]).includes(methods[name]));
  const entries = names.map((name) => [
    name,
    (...args: unknown[]) =>
      choose((repository) =>
        (repository[name] as (...args: unknown[]) => Promise<unknown>).apply(repository, args),
      ),
  ]);
  return Object.fromEntries(entries) as Pick<Repository, MethodOf<S>>;
}
