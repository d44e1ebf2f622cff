import { methods, type Repository } from './repository.js';

type Methods = typeof methods;
type Method = keyof Methods;
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
