import type { Predicate } from '../domain/filter/predicate.js';
import {
  allProjects,
  isOfAllLocations,
  type OccurrenceKey,
  parseListParent,
  parseNoteName,
  projectOf,
} from '../domain/names.js';
import type { Listed, ListedOccurrence } from '../storage/repository-rows.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { noteNotFound, noteTarget } from './notes.js';
import { formatPage, openWalk, pageSizeOf, partOf, type Walk } from './pages.js';
import { readableProjects } from './readable.js';
import type { ListRequest, NameRequest, ParentRequest } from './requests.js';
import { formatScopedPage, pageOfScopes, type ScopePart } from './scope-pages.js';
import { locationsOf, scopesToSearch } from './scopes.js';
import { textsOf } from './views.js';

/** Lists of occurrences: of one scope, of several scopes, and of a note. */
export function createOccurrenceLists({
  repository,
  view,
  pageTokens,
  filters,
}: Pick<ServiceDeps, 'repository' | 'view' | 'pageTokens' | 'filters'>) {
  /** Occurrences of the projects that the caller may read: by an index over all of them, if one serves the filter. */
  async function pageOfAll(
    projects: readonly string[] | undefined,
    where: Predicate | undefined,
    walk: Walk,
    signal: AbortSignal | undefined,
    ofScope: (part: ScopePart) => Promise<readonly Listed[]>,
  ): Promise<readonly ListedOccurrence[]> {
    const found = await repository.findOccurrences({
      signal,
      form: view.form,
      projects,
      where,
      after: keyOf(walk.after),
      limit: walk.pageSize + 1,
      onStop: (cursor) => {
        walk.stoppedAt = [cursor.scope, cursor.id];
      },
    });
    return found ?? pageOfScopes(await scopesToSearch(repository, projects, where), walk, ofScope);
  }

  return {
    async listOccurrences(request: ListRequest & ParentRequest, context: RequestContext): Promise<string> {
      const scope = parseListParent(request.parent ?? '', 'parent');
      const readable = readableProjects(context.access, 'occurrences.list', scope);
      const pageSize = pageSizeOf(request);
      const where = filters.occurrence(request.filter ?? '');
      const list = `ListOccurrences ${scope}`;
      const { signal } = context;
      if (scope === allProjects || isOfAllLocations(scope)) {
        const walk = openWalk(pageTokens, request, list, pageSize, 2);
        const ofScope = (part: ScopePart) =>
          repository.listOccurrences({ ...part, signal, where, form: view.form });
        const found =
          scope === allProjects
            ? await pageOfAll(readable, where, walk, signal, ofScope)
            : await pageOfScopes(locationsOf(repository, projectOf(scope)), walk, ofScope);
        return formatScopedPage('occurrences', found, view.occurrence, walk);
      }
      const walk = openWalk(pageTokens, request, list, pageSize, 1);
      const found = await repository.listOccurrences({
        signal,
        form: view.form,
        scope,
        where,
        ...partOf(walk),
      });
      return formatPage('occurrences', found, await textsOf(view.occurrence, found), walk, (item) => [
        item.id,
      ]);
    },

    /** Occurrences of a note in all projects. */
    async listNoteOccurrences(request: ListRequest & NameRequest, context: RequestContext): Promise<string> {
      const { access, signal } = context;
      const note = parseNoteName(request.name ?? '', 'name');
      access.require('notes.listOccurrences', noteTarget(note));
      const pageSize = pageSizeOf(request);
      const where = filters.occurrence(request.filter ?? '');
      const walk = openWalk(pageTokens, request, `ListNoteOccurrences ${note.scope}/${note.id}`, pageSize, 2);
      if ((await repository.getNote(note)) === undefined) throw noteNotFound(note);
      const found = await repository.listNoteOccurrences({
        signal,
        form: view.form,
        note,
        where,
        after: keyOf(walk.after),
        limit: pageSize + 1,
        onStop: (cursor) => {
          walk.stoppedAt = [cursor.scope, cursor.id];
        },
      });
      return formatScopedPage('occurrences', found, view.occurrence, walk);
    },
  };
}

function keyOf([scope, id]: readonly string[] = []): OccurrenceKey | undefined {
  return scope === undefined || id === undefined ? undefined : { scope, id };
}
