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
  return {
    async next(from = '') {
      // Alternates between the first readable scope and the first stored one until both are the same.
      for (let at = firstReadable(projects, from); at !== undefined; ) {
        const scope = await repository.nextScope({ of, from: at });
        if (scope === undefined || readable.has(projectOf(scope))) return scope;
        at = firstReadable(projects, scope);
      }
      return undefined;
    },
  };
}

function firstReadable(projects: readonly string[], from: Scope): Scope | undefined {
  let first: Scope | undefined;
  for (const project of projects) {
    const candidate = firstOf(project, from);
    if (candidate !== undefined && (first === undefined || compareText(candidate, first) < 0))
      first = candidate;
  }
  return first;
}

/** The first scope that a project may have, from one on. */
function firstOf(project: string, from: Scope): Scope | undefined {
  if (compareText(project, from) >= 0) return project;
  const locations = locationRange(project);
  if (compareText(locations.from, from) >= 0) return locations.from;
  return compareText(from, locations.before) < 0 ? from : undefined;
}

/** The range ends before `0`, the character after the slash. */
function locationRange(project: string): { readonly from: Scope; readonly before: Scope } {
  return { from: `${project}/locations/`, before: `${project}/locations0` };
}
