import type { Predicate } from '../domain/filter/predicate.js';
import { resourceRange } from '../domain/filter/resource-range.js';
import { compareText } from '../domain/filter/text-order.js';
import { projectOf, type Scope } from '../domain/names.js';
import type { Repository } from '../storage/repository.js';
import type { ScopeQuery } from '../storage/repository-rows.js';

/**
 * Scopes that are read one after the other, ascending. `next` returns the first one from a scope on. Each step costs one or
 * two reads, for any number of scopes.
 *
 * @example
 * const scopes = readableScopes(repository, 'occurrences', ['shop', 'team']);
 * await scopes.next(); // 'shop'
 * await scopes.next(behind('shop')); // 'shop/locations/eu'
 */
export interface Scopes {
  next(from?: Scope): Promise<Scope | undefined>;
}

/** The least scope that sorts after the given one; no name contains NUL. */
export function behind(scope: Scope): Scope {
  return `${scope}\u0001`;
}

/** All locations of a project. */
export function locationsOf(repository: Repository, project: string): Scopes {
  const { from: first, before } = locationRange(project);
  return { next: (from = first) => repository.nextScope({ of: 'occurrences', from, before }) };
}

/** Resources, in all their scopes, up to which scopes without them are skipped. */
const maxResources = 1_000;

/** The scopes that may have occurrences which match a filter, of some projects or of all; see readableScopes. */
export async function scopesToSearch(
  repository: Repository,
  projects: readonly string[] | undefined,
  where: Predicate | undefined,
): Promise<Scopes> {
  const resources = resourceRange(where);
  const holding = resources && (await repository.scopesOfResources({ resources, limit: maxResources }));
  if (holding === undefined) return readableScopes(repository, 'occurrences', projects);
  const readable = projects && new Set(projects);
  const scopes = holding.filter((scope) => readable?.has(projectOf(scope)) !== false);
  let place = 0;
  return {
    async next(from = '') {
      for (let scope = scopes[place]; scope !== undefined; scope = scopes[++place])
        if (compareText(scope, from) >= 0) return scope;
      return undefined;
    },
  };
}

/** The scopes of some projects, including their locations; of all projects if `projects` is undefined. */
export function readableScopes(
  repository: Repository,
  of: ScopeQuery['of'],
  projects: readonly string[] | undefined,
): Scopes {
  if (projects === undefined) return { next: (from = '') => repository.nextScope({ of, from }) };
  const readable = new Set(projects);
  const firstReadable = orderOf(projects, readable);
  return {
    async next(from = '') {
      // Alternates between the first readable scope and the first stored one until both are the same.
      for (let at = firstReadable(from); at !== undefined; ) {
        const scope = await repository.nextScope({ of, from: at });
        if (scope === undefined || readable.has(projectOf(scope))) return scope;
        at = firstReadable(scope);
      }
      return undefined;
    },
  };
}

/** Finds the first scope that projects may have, from one on. They are sorted once: a caller may read thousands, in as many steps. */
function orderOf(
  projects: readonly string[],
  readable: ReadonlySet<string>,
): (from: Scope) => Scope | undefined {
  const own = [...projects].sort(compareText);
  const located = own.map((project) => locationRange(project).from).sort(compareText);
  return (from) => {
    const project = projectOf(from);
    if (readable.has(project) && from.startsWith(locationRange(project).from)) return from;
    const [first, other] = [atOrAfter(own, from), atOrAfter(located, from)];
    if (first === undefined || other === undefined) return first ?? other;
    return compareText(first, other) < 0 ? first : other;
  };
}

/** The first of sorted texts that is not before `from`. */
function atOrAfter(sorted: readonly string[], from: string): string | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] ?? '', from) < 0) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

/** The range ends before `0`, the character after the slash. */
function locationRange(project: string): { readonly from: Scope; readonly before: Scope } {
  return { from: `${project}/locations/`, before: `${project}/locations0` };
}
