import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/api/operation.js';
import { ApiError } from '../../../src/domain/errors.js';
import { cleanPath, createRouter } from '../../../src/http/router.js';
import { message } from '../../../src/schema/message.js';

const Nothing = message('toy.Nothing', 'Nothing.', {});

function operation(id: string, verb: Operation['http']['verb'], ...paths: string[]): Operation {
  return {
    id,
    service: 'toy.Service',
    http: { verb, paths, query: [] },
    request: Nothing,
    response: Nothing,
    summary: id,
    description: id,
    permissions: [],
    handle: async () => '{}',
  };
}

const router = createRouter([
  operation('List', 'GET', '/v1/{parent=shelves/*}/books', '/v1/{parent=shelves/*/rows/*}/books'),
  operation('Create', 'POST', '/v1/{parent=shelves/*}/books'),
  operation('Batch', 'POST', '/v1/{parent=shelves/*}/books:batch'),
  operation('Get', 'GET', '/v1/{name=shelves/*/books/*}'),
  operation('Count', 'GET', '/v1/{parent=shelves/*}/books:count'),
  operation('Shelves', 'GET', '/v1/shelves'),
  operation('Pages', 'GET', '/v1/{name=shelves/*/books/*}/pages'),
]);

function route(method: string, path: string): unknown {
  try {
    const { operation: found, field, value } = router.route(method, path);
    return [found.id, field, value];
  } catch (error) {
    if (error instanceof ApiError) return error.reason;
    throw error;
  }
}

describe('router', () => {
  it('finds operations and binds their field', () => {
    for (const [method, path, id, field, value] of [
      ['GET', '/v1/shelves', 'Shelves', undefined, ''],
      ['GET', '/v1/shelves/s/books', 'List', 'parent', 'shelves/s'],
      ['GET', '/v1/shelves/s/rows/r/books', 'List', 'parent', 'shelves/s/rows/r'],
      ['POST', '/v1/shelves/s/books', 'Create', 'parent', 'shelves/s'],
      ['POST', '/v1/shelves/s/books:batch', 'Batch', 'parent', 'shelves/s'],
      ['GET', '/v1/shelves/s/books:count', 'Count', 'parent', 'shelves/s'],
      ['GET', '/v1/shelves/s/books/b', 'Get', 'name', 'shelves/s/books/b'],
      ['GET', '/v1/shelves/s/books/b/pages', 'Pages', 'name', 'shelves/s/books/b'],
    ])
      expect(route(method ?? '', path ?? '')).toEqual([id, field, value]);
  });

  it('treats a verb as part of an id if the pattern has no verb', () => {
    expect(route('GET', '/v1/shelves/s/books/b:batch')).toEqual(['Get', 'name', 'shelves/s/books/b:batch']);
    expect(route('GET', '/v1/shelves/a:b/books')).toEqual(['List', 'parent', 'shelves/a:b']);
    expect(route('POST', '/v1/shelves/s/books/b:batch')).toBe('METHOD_NOT_ALLOWED');
  });

  it('distinguishes a wrong method from an unknown path', () => {
    for (const [method, path, reason] of [
      ['POST', '/v1/shelves', 'METHOD_NOT_ALLOWED'],
      ['GET', '/v1/shelves/s/books:batch', 'METHOD_NOT_ALLOWED'],
      ['get', '/v1/shelves', 'METHOD_NOT_ALLOWED'],
      ['GET', '/v1', 'ROUTE_NOT_FOUND'],
      ['GET', '/', 'ROUTE_NOT_FOUND'],
      ['GET', '/v1/Shelves', 'ROUTE_NOT_FOUND'],
      ['GET', '/v1/shelves/s/books/b/pages/p', 'ROUTE_NOT_FOUND'],
      ['POST', '/v1/shelves/s/:batch', 'ROUTE_NOT_FOUND'],
      ['POST', '/v1/shelves/s/books/:batch', 'ROUTE_NOT_FOUND'],
    ])
      expect([path, route(method ?? '', path ?? '')]).toEqual([path, reason]);
  });

  it('decodes once, before splitting', () => {
    expect(route('GET', '/v1/shelves/s%2Fbooks')).toEqual(['List', 'parent', 'shelves/s']);
    expect(route('GET', '/v1/shelves/s/books/a%252Fb')).toEqual(['Get', 'name', 'shelves/s/books/a%2Fb']);
    expect(route('GET', '/v1/shelves/s/books/%3A%20%C3%BC')).toEqual(['Get', 'name', 'shelves/s/books/: ü']);
    for (const bad of ['%', '%z1', '%ff', '%ed%a0%80'])
      expect(route('GET', `/v1/shelves/${bad}`)).toBe('INVALID_NAME');
  });

  it('ignores a slash after a collection, and reads it as an empty id elsewhere', () => {
    for (const [method, path, ...found] of [
      ['GET', '/v1/shelves/', 'Shelves', undefined, ''],
      ['GET', '/v1/shelves/s/books/', 'List', 'parent', 'shelves/s'],
      ['POST', '/v1/shelves/s/rows/r/books/', undefined],
      ['POST', '/v1/shelves/s/books/', 'Create', 'parent', 'shelves/s'],
      ['POST', '/v1/shelves/s/books:batch/', 'Batch', 'parent', 'shelves/s'],
      ['GET', '/v1/shelves/s/books/b/pages/', 'Pages', 'name', 'shelves/s/books/b'],
    ] as const)
      expect(route(method, path)).toEqual(found[0] === undefined ? 'ROUTE_NOT_FOUND' : found);
    expect(route('DELETE', '/v1/shelves/s/books/')).toBe('METHOD_NOT_ALLOWED');
    expect(route('GET', '/v1/shelves/s/books/b/')).toBe('ROUTE_NOT_FOUND');
    expect(route('GET', '/v1/shelves//books')).toEqual(['List', 'parent', 'shelves/']);
  });

  it('names the methods of a path, and the served versions', () => {
    const told = (method: string, path: string): string => {
      try {
        return router.route(method, path).operation.id;
      } catch (error) {
        return (error as ApiError).message;
      }
    };
    expect(told('PUT', '/v1/shelves/s/books')).toBe('Method Not Allowed: this path takes GET, POST');
    expect(told('GET', '/v2/shelves')).toBe(
      'Not Found: v2 is not served; this server serves Grafeas v1 under /v1/',
    );
    expect(told('GET', '/v1/nothing')).toBe('Not Found');
    for (const verb of ['setIamPolicy', 'getIamPolicy'])
      expect(told('POST', `/v1/shelves/s/books/b:${verb}`)).toContain('policy file');
    expect(route('POST', '/v1/shelves/s/books/:setIamPolicy')).toBe('METHOD_NOT_ALLOWED');
  });

  it('reports whether a method has a path', () => {
    expect(router.methodsOf('/v1/shelves')).toEqual(['GET']);
    expect(router.methodsOf('/nothing')).toEqual([]);
  });
});

describe('cleanPath', () => {
  it('cleans like path.Clean, and keeps a trailing slash', () => {
    for (const [path, cleaned] of [
      ['//', '/'],
      ['/a//b', '/a/b'],
      ['/a/./b', '/a/b'],
      ['/a/../b', '/b'],
      ['/a/b/..', '/a/'],
      ['/../a', '/a'],
      ['/a/.', '/a/'],
      ['//host/path', '/host/path'],
      ['/a//', '/a/'],
    ])
      expect(cleanPath(path ?? '')).toBe(cleaned);
  });

  it('does not change clean paths', () => {
    for (const path of ['/', '/a', '/a/', '/a/..b', '/a/.b', '/a/b..', '/a/...', '/a%2F%2Fb', '/%2e%2e/a'])
      expect(cleanPath(path)).toBeUndefined();
  });
});
