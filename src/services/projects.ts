import { ApiError } from '../domain/errors.js';
import { checkPageSize, limits } from '../domain/limits.js';
import { parseProjectName } from '../domain/names.js';
import type { RequestContext } from './context.js';
import type { ServiceDeps } from './deps.js';
import { formatPage, openWalk, partOf } from './pages.js';
import type { ListRequest, NameRequest } from './requests.js';

/** The Projects service; each method is the steps of the contract in their order. */
export type ProjectService = ReturnType<typeof createProjectService>;

export function createProjectService({
  repository,
  pageTokens,
  filters,
}: Pick<ServiceDeps, 'repository' | 'pageTokens' | 'filters'>) {
  return {
    async createProject(
      request: { project?: NameRequest | undefined },
      context: RequestContext,
    ): Promise<string> {
      if (request.project === undefined) throw missing('project');
      const name = request.project.name ?? '';
      if (name === '') throw missing('project.name');
      const project = parseProjectName(name, 'project.name');
      context.access.require('projects.create', { project });
      await repository.createProject(project);
      return formatProject(project);
    },

    async getProject(request: NameRequest, context: RequestContext): Promise<string> {
      const project = parseProjectName(request.name ?? '', 'name');
      context.access.require('projects.get', { project });
      if (!(await repository.hasProject(project))) throw projectNotFound(project);
      return formatProject(project);
    },

    async deleteProject(request: NameRequest, context: RequestContext): Promise<string> {
      const project = parseProjectName(request.name ?? '', 'name');
      context.access.require('projects.delete', { project });
      if (!(await repository.deleteProject(project))) throw projectNotFound(project);
      return '{}';
    },

    /** Lists only projects that the caller may list; the restriction is part of the query. */
    async listProjects(request: ListRequest, context: RequestContext): Promise<string> {
      const visible = context.access.projectsWith('projects.list');
      const pageSize = checkPageSize(request.pageSize, limits.projectPageSize);
      const where = filters.project(request.filter ?? '');
      const walk = openWalk(pageTokens, request, 'ListProjects', pageSize, 1);
      const ids = await repository.listProjects({
        where,
        visible,
        ...partOf(walk),
      });
      return formatPage('projects', ids, ids.map(formatProject), walk, (id) => [id]);
    },
  };
}

function formatProject(id: string): string {
  return JSON.stringify({ name: `projects/${id}` });
}

function missing(field: string): ApiError {
  return new ApiError('INVALID_FIELD', `${field} must be specified`, {
    violations: [{ field, description: 'must be specified' }],
  });
}

function projectNotFound(project: string): ApiError {
  return new ApiError('PROJECT_NOT_FOUND', `project "projects/${project}" not found`);
}
