import type { Predicate } from '../domain/filter/predicate.js';
import { limits } from '../domain/limits.js';
import type { ListedOccurrence } from '../storage/repository.js';
import type { ServiceDeps } from './deps.js';
import { formatPage, type Walk } from './pages.js';
import { textsOf } from './views.js';

/** Locations that a page looks into; then it ends, short or empty, and the next page goes on. */
export const locationsOfPage = 100;
/** Milliseconds after which a page ends, too. */
const mostMillis = 5_000;

/**
 * A page of the occurrences in all locations of a project, ascending by location, then id; as JSON text. Each location
 * is read as a list of its own, by the same indexes. The cursor is a location and the id of an occurrence in it, empty
 * before the first one.
 */
export async function pageOfLocations(
  { repository, view }: Pick<ServiceDeps, 'repository' | 'view'>,
  project: string,
  where: Predicate | undefined,
  walk: Walk,
  signal: AbortSignal | undefined,
): Promise<string> {
  const started = performance.now();
  const found: ListedOccurrence[] = [];
  const [from, fromId] = walk.after ?? [];
  let location = from ?? (await repository.nextLocation(project));
  let characters = 0;
  for (let visited = 1; location !== undefined; visited += 1) {
    const scope = location;
    const rows = await repository.listOccurrences({
      signal,
      scope,
      where,
      after: visited === 1 && fromId !== '' ? fromId : undefined,
      limit: walk.pageSize + 1 - found.length,
      onStop: (id) => {
        walk.stoppedAt = [scope, id];
      },
    });
    for (const { id, document } of rows) {
      found.push({ scope, id, document });
      characters += document.length;
    }
    if (walk.stoppedAt !== undefined || found.length > walk.pageSize) break;
    location = await repository.nextLocation(project, scope);
    const isEnough = visited >= locationsOfPage || characters > limits.pageBytes;
    if (location !== undefined && (isEnough || performance.now() - started > mostMillis)) {
      walk.stoppedAt = [location, ''];
      break;
    }
  }
  return formatPage('occurrences', found, await textsOf(view.occurrence, found), walk, (item) => [
    item.scope,
    item.id,
  ]);
}
