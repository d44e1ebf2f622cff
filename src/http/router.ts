import { isUpdate, type Operation } from '../api/operation.js';
import { matchPath, type PathTemplate, parsePathTemplate } from '../api/path-template.js';
import { unservedMethod } from '../api/unserved.js';
import { ApiError } from '../domain/errors.js';

/** Finds the operation of a method and path. */
export interface Router {
  /**
   * @throws ROUTE_NOT_FOUND; METHOD_NOT_ALLOWED, naming the methods of the path; UNIMPLEMENTED for methods of Grafeas
   * that this server does not serve.
   */
  route(method: string, path: string): Routed;
  /** The methods of the path, in the order of the table. @throws INVALID_NAME */
  methodsOf(path: string): readonly string[];
}

export interface Routed {
  readonly operation: Operation;
  /** The request field that the path binds, with its value. */
  readonly field: string | undefined;
  readonly value: string;
}

interface Route {
  readonly operation: Operation;
  readonly template: PathTemplate;
}

export function createRouter(operations: readonly Operation[]): Router {
  const routes = operations.flatMap((operation) =>
    operation.http.paths.map((path): Route => ({ operation, template: parsePathTemplate(path) })),
  );
  const byStart = Map.groupBy(routes, ({ template }) => startOf(template.segments.length, firstOf(template)));
  const versions = new Set(routes.map(({ template }) => firstOf(template)));
  const verbs = new Set(routes.flatMap(({ template }) => template.verb ?? []));

  function matches(segments: readonly string[]): readonly Match[] {
    const found: Match[] = [];
    for (const { operation, template } of byStart.get(startOf(segments.length, segments[0])) ?? []) {
      const value = matchPath(template, segments);
      if (value !== undefined) found.push({ operation, template, value });
    }
    // Where a path ends with a verb, an id that is any text would take the verb for a part of itself.
    return found.sort(
      (a, b) => Number(b.template.verb !== undefined) - Number(a.template.verb !== undefined),
    );
  }

  return {
    route(method, path) {
      const segments = splitPath(path);
      const untrailed = segments.at(-1) === '' ? matches(segments.slice(0, -1)) : [];
      const asCollection = untrailed.find((match) => isOf(match, method) && isCollection(match.template));
      const found = asCollection ?? matches(segments).find((match) => isOf(match, method));
      if (found !== undefined)
        return { operation: found.operation, field: found.template.field, value: found.value };
      const [version = ''] = segments;
      if (!versions.has(version) && versionName.test(version)) throw otherVersion(version, versions);
      throw noRoute(method, segments, matches(segments), verbs);
    },
    methodsOf: (path) => [...new Set(matches(splitPath(path)).map(({ operation }) => operation.http.verb))],
  };
}

/** The word that every path of a template begins with. @throws Error, as templates are part of the program */
function firstOf({ segments }: PathTemplate): string {
  const first = segments[0]?.literal;
  if (first === undefined) throw new Error('a path template must begin with a word');
  return first;
}

/** Routes with the same start may have the same paths. */
function startOf(length: number, first: string | undefined): string {
  return `${length} ${first}`;
}

interface Match extends Route {
  readonly value: string;
}

function isOf({ operation }: Route, method: string): boolean {
  return operation.http.verb === method;
}

/** Only the path of a collection may end with a slash. After others, the slash begins an empty id. */
function isCollection({ segments }: PathTemplate): boolean {
  return segments.at(-1)?.literal !== undefined;
}

/** First segments of paths that name a version of an API, such as `v1beta1`. */
const versionName = /^v\d+[a-z0-9]*$/;

function otherVersion(version: string, served: ReadonlySet<string>): ApiError {
  const names = [...served].filter((name) => versionName.test(name));
  return new ApiError(
    'ROUTE_NOT_FOUND',
    `Not Found: ${version} is not served; this server serves Grafeas ${names.join(' and ')} under ${names.map((name) => `/${name}/`).join(' and ')}`,
  );
}

/** Names the served alternative, if known. */
function noRoute(
  method: string,
  segments: readonly string[],
  others: readonly Match[],
  verbs: ReadonlySet<string>,
): ApiError {
  const last = segments.at(-1) ?? '';
  const verb = last.slice(last.lastIndexOf(':') + 1);
  const unserved = method === 'POST' && last.length > verb.length + 1 ? unservedMethod(verb) : undefined;
  if (unserved !== undefined) return unserved;
  const isBareVerb = last.startsWith(':') && verbs.has(last.slice(1));
  if (others.length === 0 || isBareVerb) return new ApiError('ROUTE_NOT_FOUND', 'Not Found');
  const methods = [...new Set(others.map(({ operation }) => operation.http.verb))];
  const change = methods.find(isUpdate);
  const advice = change === undefined ? '' : `; send ${change} to change it, as with curl -X ${change}`;
  return new ApiError(
    'METHOD_NOT_ALLOWED',
    `Method Not Allowed: this path takes ${methods.join(', ')}${advice}`,
  );
}

/** Decoded once before it is split, so an encoded slash is a slash. @throws INVALID_NAME */
function splitPath(path: string): readonly string[] {
  let decoded = path;
  if (path.includes('%')) {
    try {
      decoded = decodeURIComponent(path);
    } catch {
      throw new ApiError('INVALID_NAME', 'the path holds a bad percent-encoding');
    }
  }
  return decoded.slice(1).split('/');
}

/** The path to redirect to if a path holds empty, `.` or `..` segments; undefined if it is clean. */
export function cleanPath(path: string): string | undefined {
  if (!path.includes('//') && !path.includes('/.')) return undefined;
  const trailing = path.endsWith('/') || path.endsWith('/.') || path.endsWith('/..');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  const cleaned = `/${kept.join('/')}${trailing && kept.length > 0 ? '/' : ''}`;
  // Browsers treat a backslash as a slash: two of them would begin a host name.
  return cleaned === path ? undefined : cleaned.replaceAll('\\', '%5C');
}
