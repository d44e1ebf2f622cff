import createFetchClient, { type Middleware } from 'openapi-fetch';
import { InvalidNameError, toGrafeasError } from './errors.js';
import type { Filter } from './filter.js';
import * as binaryauthorization from './generated/grafeas.binaryauthorization.v1.js';
import * as v1 from './generated/grafeas.v1.js';
import * as v1beta1 from './generated/grafeas.v1beta1.js';
import { newRequestId } from './request-id.js';
import { defaultRetry, type RetryOptions, retryingFetch } from './retry.js';
import type {
  GrafeasClient,
  History,
  ListOptions,
  Note,
  Occurrence,
  Project,
  SharedPaths,
  Summary,
  Totals,
  TotalsOptions,
  UpdateOptions,
  Version,
} from './versions.js';

export { type FieldProblem, GrafeasError, InvalidNameError } from './errors.js';
export * from './filter.js';

export type {
  CallRequest,
  CallResponse,
  GrafeasClient,
  History,
  ListOptions,
  Note,
  Occurrence,
  OperationId,
  Project,
  Summary,
  Totals,
  TotalsOptions,
  UpdateOptions,
  Version,
} from './versions.js';

export interface ClientOptions<V extends Version = 'v1beta1'> {
  /** Base URL of the server, such as `http://127.0.0.1:8080`. */
  readonly server: string;
  /** Version of the API; default `v1beta1`. It determines the types of notes and occurrences. */
  readonly version?: V;
  /** A bearer token, or a function that returns one for each request. */
  readonly token?: string | (() => string | Promise<string>);
  readonly retry?: Partial<RetryOptions>;
  /**
   * Whether creates carry a request id. With one they can be retried whatever the result of the first attempt was. Default
   * true; set false for a server that does not support request ids, such as other servers of this API.
   */
  readonly requestIds?: boolean;
  /** Used instead of the global fetch. */
  readonly fetch?: typeof fetch;
}

/**
 * Creates a typed client of the REST API, for Node and browsers. Names are full names, such as `projects/P/notes/N`.
 *
 * @throws GrafeasError (asynchronously) if the server returns an error or is not reached; InvalidNameError for a name of
 * another form than the method takes.
 * @example
 * const client = createClient({ server: 'http://127.0.0.1:8080', version: 'v1' });
 * for await (const note of client.notes.list('projects/team', { filter: 'createTime>"2026-01-01"' })) console.log(note.name);
 */
export function createClient<V extends Version = 'v1beta1'>(options: ClientOptions<V>): GrafeasClient<V> {
  // Messages are passed through unchanged, so an implementation with the types of one version serves all.
  return openClient(options) as GrafeasClient<Version> as GrafeasClient<V>;
}

/** HTTP method and path of every operation of each version. */
const routes: Readonly<Record<Version, Readonly<Record<string, readonly [string, string]>>>> = {
  v1beta1: v1beta1.routes,
  v1: { ...binaryauthorization.routes, ...v1.routes },
};

function openClient(options: ClientOptions<Version>): GrafeasClient {
  const send = retryingFetch(options.fetch ?? globalThis.fetch, { ...defaultRetry, ...options.retry });
  const once = (): { requestId?: string } =>
    options.requestIds === false ? {} : { requestId: newRequestId() };
  const server = options.server.replace(/(?<!\/)\/+$/, '');
  const version = options.version ?? 'v1beta1';
  const api = createFetchClient<SharedPaths>({ baseUrl: `${server}/${version}`, fetch: send });
  const whole = createFetchClient<object>({ baseUrl: server, fetch: send });
  const authorize: Middleware = {
    async onRequest({ request }) {
      const token = typeof options.token === 'function' ? await options.token() : options.token;
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    },
  };
  api.use(authorize);
  whole.use(authorize);
  const ask = whole.request as (verb: string, path: string, init: object) => Promise<FetchResult>;

  return {
    async call(id, request) {
      const [verb, path] = routes[version][id] ?? [];
      if (verb === undefined || path === undefined) throw new TypeError(`${version} has no operation ${id}`);
      const { body, ...params } = request as { readonly body?: unknown };
      return done(await ask(verb, path, { params, body })) as never;
    },

    projects: {
      async create(name: string): Promise<Project> {
        return done(await api.POST('/projects', { body: { name } }));
      },
      async get(name: string): Promise<Project> {
        return done(await api.GET('/projects/{project}', { params: { path: projectPath(name) } }));
      },
      async delete(name: string): Promise<void> {
        done(await api.DELETE('/projects/{project}', { params: { path: projectPath(name) } }));
      },
      list(list: ListOptions = {}): AsyncGenerator<Project> {
        return pages(list, async (query) => {
          const page = done(await api.GET('/projects', { params: { query } }));
          return [page.projects, page.nextPageToken];
        });
      },
    },

    notes: {
      async create(parent: string, noteId: string, note: Note): Promise<Note> {
        const params = { path: projectPath(parent), query: { noteId, ...once() } };
        return done(await api.POST('/projects/{project}/notes', { params, body: note }));
      },
      async batchCreate(parent: string, notes: Readonly<Record<string, Note>>): Promise<Note[]> {
        const params = { path: projectPath(parent), query: once() };
        return (
          done(await api.POST('/projects/{project}/notes:batchCreate', { params, body: { notes } })).notes ??
          []
        );
      },
      async get(name: string): Promise<Note> {
        return done(await api.GET('/projects/{project}/notes/{note}', { params: { path: notePath(name) } }));
      },
      async update(name: string, note: Note, update: UpdateOptions = {}): Promise<Note> {
        const params = { path: notePath(name), ...updateParams(update) };
        return done(await api.PATCH('/projects/{project}/notes/{note}', { params, body: note }));
      },
      async delete(name: string): Promise<void> {
        done(await api.DELETE('/projects/{project}/notes/{note}', { params: { path: notePath(name) } }));
      },
      list(parent: string, list: ListOptions = {}): AsyncGenerator<Note> {
        return pages(list, async (query) => {
          const page = done(
            await api.GET('/projects/{project}/notes', {
              params: { path: projectPath(parent), query },
            }),
          );
          return [page.notes, page.nextPageToken];
        });
      },
      /** Occurrences of a note in all projects. */
      occurrences(name: string, list: ListOptions = {}): AsyncGenerator<Occurrence> {
        return pages(list, async (query) => {
          const params = { path: notePath(name), query };
          const page = done(await api.GET('/projects/{project}/notes/{note}/occurrences', { params }));
          return [page.occurrences, page.nextPageToken];
        });
      },
    },

    occurrences: {
      async create(parent: string, occurrence: Occurrence): Promise<Occurrence> {
        const params = { path: projectPath(parent), query: once() };
        return done(await api.POST('/projects/{project}/occurrences', { params, body: occurrence }));
      },
      async batchCreate(parent: string, occurrences: readonly Occurrence[]): Promise<Occurrence[]> {
        const body = { occurrences: [...occurrences] };
        const params = { path: projectPath(parent), query: once() };
        return (
          done(await api.POST('/projects/{project}/occurrences:batchCreate', { params, body })).occurrences ??
          []
        );
      },
      async get(name: string): Promise<Occurrence> {
        return done(
          await api.GET('/projects/{project}/occurrences/{occurrence}', {
            params: { path: occurrencePath(name) },
          }),
        );
      },
      /** The note of an occurrence. */
      async note(name: string): Promise<Note> {
        const located = locatedOccurrencePath(name);
        return done(
          located === undefined
            ? await api.GET('/projects/{project}/occurrences/{occurrence}/notes', {
                params: { path: occurrencePath(name) },
              })
            : await api.GET('/projects/{project}/locations/{location}/occurrences/{occurrence}/notes', {
                params: { path: located },
              }),
        );
      },
      async update(name: string, occurrence: Occurrence, update: UpdateOptions = {}): Promise<Occurrence> {
        const params = { path: occurrencePath(name), ...updateParams(update) };
        return done(
          await api.PATCH('/projects/{project}/occurrences/{occurrence}', {
            params,
            body: occurrence,
          }),
        );
      },
      async delete(name: string): Promise<void> {
        done(
          await api.DELETE('/projects/{project}/occurrences/{occurrence}', {
            params: { path: occurrencePath(name) },
          }),
        );
      },
      /** Occurrences of a project, of one of its locations, or of all locations with `projects/PROJECT/locations/-`. */
      list(parent: string, list: ListOptions = {}): AsyncGenerator<Occurrence> {
        return pages(list, async (query) => {
          const location = locationPath(parent);
          const page = done(
            location === undefined
              ? await api.GET('/projects/{project}/occurrences', {
                  params: { path: projectPath(parent), query },
                })
              : await api.GET('/projects/{project}/locations/{location}/occurrences', {
                  params: { path: location, query },
                }),
          );
          return [page.occurrences, page.nextPageToken];
        });
      },
      async summary(parent: string, filter?: Filter | string): Promise<Summary> {
        const query = filter === undefined ? {} : { filter: String(filter) };
        const location = locationPath(parent);
        return done(
          location === undefined
            ? await api.GET('/projects/{project}/occurrences:vulnerabilitySummary', {
                params: { path: projectPath(parent), query },
              })
            : await api.GET('/projects/{project}/locations/{location}/occurrences:vulnerabilitySummary', {
                params: { path: location, query },
              }),
        );
      },
      totals(parent: string, options: TotalsOptions = {}): AsyncGenerator<Totals> {
        const { pageSize, days = 0, fixes = 0, projects } = options;
        return pages(pageSize === undefined ? {} : { pageSize }, async (query) => {
          const all = {
            ...query,
            ...(days > 0 && { days }),
            ...(fixes > 0 && { fixes }),
            ...(projects !== undefined && { projects: [...projects] }),
          };
          const location = locationPath(parent);
          const page = done(
            location === undefined
              ? await api.GET('/projects/{project}/occurrences:vulnerabilityTotals', {
                  params: { path: projectPath(parent), query: all },
                })
              : await api.GET('/projects/{project}/locations/{location}/occurrences:vulnerabilityTotals', {
                  params: { path: location, query: all },
                }),
          );
          return [page.totals, page.nextPageToken];
        });
      },
      async history(parent: string, days?: number): Promise<History> {
        const query = days === undefined ? {} : { days };
        const location = locationPath(parent);
        return done(
          location === undefined
            ? await api.GET('/projects/{project}/occurrences:vulnerabilityHistory', {
                params: { path: projectPath(parent), query },
              })
            : await api.GET('/projects/{project}/locations/{location}/occurrences:vulnerabilityHistory', {
                params: { path: location, query },
              }),
        );
      },
    },
  };
}

interface FetchResult<T = unknown> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful response. @throws GrafeasError for any other response. */
function done<T>(result: FetchResult<T>): T {
  if (result.data !== undefined) return result.data;
  throw toGrafeasError(result.response.status, result.error);
}

interface PageQuery {
  filter?: string;
  pageSize?: number;
  pageToken?: string;
}

async function* pages<T>(
  { filter, pageSize }: ListOptions,
  ask: (query: PageQuery) => Promise<[T[] | undefined, string | undefined]>,
): AsyncGenerator<T> {
  const query: PageQuery = {
    ...(filter === undefined ? {} : { filter: String(filter) }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
  for (;;) {
    const [items = [], next = ''] = await ask(query);
    yield* items;
    if (next === '') return;
    query.pageToken = next;
  }
}

function updateParams({ mask, ifMatch }: UpdateOptions): {
  query: { updateMask?: string };
  header: { 'If-Match'?: string };
} {
  return {
    query: mask === undefined ? {} : { updateMask: mask.join(',') },
    header: ifMatch === undefined ? {} : { 'If-Match': ifMatch },
  };
}

function projectPath(name: string): { project: string } {
  return { project: parts(name, /^projects\/([^/]+)$/, 'projects/PROJECT')[0] };
}

function locationPath(name: string): { project: string; location: string } | undefined {
  const [, project, location] = /^projects\/([^/]+)\/locations\/([^/]+)$/.exec(name) ?? [];
  return project === undefined || location === undefined ? undefined : { project, location };
}

function locatedOccurrencePath(
  name: string,
): { project: string; location: string; occurrence: string } | undefined {
  const [, parent = '', occurrence = ''] = /^(.*)\/occurrences\/([^/]+)$/.exec(name) ?? [];
  const path = locationPath(parent);
  return path === undefined ? undefined : { ...path, occurrence };
}

function notePath(name: string): { project: string; note: string } {
  const [project, note] = parts(name, /^projects\/([^/]+)\/notes\/([^/]+)$/, 'projects/PROJECT/notes/NOTE');
  return { project, note };
}

function occurrencePath(name: string): { project: string; occurrence: string } {
  const [project, occurrence] = parts(
    name,
    /^projects\/([^/]+)\/occurrences\/([^/]+)$/,
    'projects/PROJECT/occurrences/OCCURRENCE',
  );
  return { project, occurrence };
}

function parts(name: string, pattern: RegExp, form: string): [string, string] {
  const match = pattern.exec(name);
  if (match === null) throw new InvalidNameError(`${JSON.stringify(name)} must have the form ${form}`);
  return [match[1] ?? '', match[2] ?? ''];
}
