import { limits } from '../domain/limits.js';
import type { Scope } from '../domain/names.js';
import type { Listed, ListedOccurrence } from '../storage/repository-rows.js';
import { formatPage, type PagePart, type Walk } from './pages.js';
import { behind, type Scopes } from './scopes.js';
import { type ObjectView, textsOf } from './views.js';

/** Scopes that a page reads at most; then it ends, short or empty, and the next page continues. */
export const maxScopesPerPage = 100;
/** Milliseconds after which a page also ends. */
const maxMillis = 5_000;

/** The query of one scope, for the repository. */
export interface ScopePart extends PagePart {
  readonly scope: Scope;
}

/**
 * A page over several scopes, ascending by scope, then id. Each scope is read as a list of its own, by the same indexes. The
 * cursor is a scope and the id of an object in it, empty before the first one.
 */
export async function pageOfScopes(
  scopes: Scopes,
  walk: Walk,
  list: (part: ScopePart) => Promise<readonly Listed[]>,
): Promise<readonly ListedOccurrence[]> {
  const started = performance.now();
  const found: ListedOccurrence[] = [];
  const [from, fromId] = walk.after ?? [];
  let scope = from ?? (await scopes.next());
  let characters = 0;
  for (let visited = 1; scope !== undefined; visited += 1) {
    const here = scope;
    const rows = await list({
      scope: here,
      after: visited === 1 && fromId !== '' ? fromId : undefined,
      limit: walk.pageSize + 1 - found.length,
      onStop: (id) => {
        walk.stoppedAt = [here, id];
      },
    });
    for (const { id, document } of rows) {
      found.push({ scope: here, id, document });
      characters += document.length;
    }
    if (walk.stoppedAt !== undefined || found.length > walk.pageSize) break;
    scope = await scopes.next(behind(here));
    const isEnough = visited >= maxScopesPerPage || characters > limits.pageBytes;
    if (scope !== undefined && (isEnough || performance.now() - started > maxMillis)) {
      walk.stoppedAt = [scope, ''];
      break;
    }
  }
  return found;
}

/** A list response whose objects are of several scopes; see formatPage. */
export async function formatScopedPage(
  member: string,
  found: readonly ListedOccurrence[],
  view: Pick<ObjectView<never>, 'textOf' | 'converts'>,
  walk: Walk,
): Promise<string> {
  return formatPage(member, found, await textsOf(view, found), walk, ({ scope, id }) => [scope, id]);
}
