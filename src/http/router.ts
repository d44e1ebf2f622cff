import type { Operation } from '../api/operation.js';
import { matchPath, type PathTemplate, parsePathTemplate } from '../api/path-template.js';
import { ApiError } from '../domain/errors.js';

/** Finds the operation of a method and path (conformance 1.2, 1.3). */
export interface Router {
  /** @throws ROUTE_NOT_FOUND, or METHOD_NOT_ALLOWED where only another method has the path. */
  route(method: string, path: string): Routed;
  /** Whether an operation has the path under this method. */
  has(method: string, path: string): boolean;
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
  const byLength = new Map<number, Route[]>();
  for (const operation of operations) {
    for (const path of operation.http.paths) {
      const template = parsePathTemplate(path);
      const routes = byLength.get(template.segments.length) ?? [];
      routes.push({ operation, template });
      byLength.set(template.segments.length, routes);
    }
  }
  const verbs = new Set([...byLength.values()].flat().flatMap(({ template }) => template.verb ?? []));

  function find(method: string, segments: readonly string[]): Routed | 'other method' | undefined {
    let other = false;
    for (const { operation, template } of byLength.get(segments.length) ?? []) {
      const value = matchPath(template, segments);
      if (value === undefined) continue;
      if (operation.http.verb === method) return { operation, field: template.field, value };
      other = true;
    }
    return other ? 'other method' : undefined;
  }

  return {
    route(method, path) {
      const segments = splitPath(path);
      const found = find(method, segments);
      if (found !== undefined && found !== 'other method') return found;
      const last = segments.at(-1) ?? '';
      const bareVerb = last.startsWith(':') && verbs.has(last.slice(1));
      if (found === undefined || bareVerb) throw new ApiError('ROUTE_NOT_FOUND', 'Not Found');
      throw new ApiError('METHOD_NOT_ALLOWED', 'Method Not Allowed');
    },
    has(method, path) {
      const found = find(method, splitPath(path));
      return found !== undefined && found !== 'other method';
    },
  };
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

/** The cleaned path to redirect to where a path holds empty, `.` or `..` segments; undefined where it is clean. */
export function cleanPath(path: string): string | undefined {
  if (!path.includes('//') && !path.includes('/.')) return undefined;
  const trailing = path.endsWith('/') || path.endsWith('/.') || path.endsWith('/..');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  const cleaned = `/${kept.join('/')}${trailing && kept.length > 0 ? '/' : ''}`;
  // Browsers take a backslash for a slash: two of them would begin the name of another host.
  return cleaned === path ? undefined : cleaned.replaceAll('\\', '%5C');
}
