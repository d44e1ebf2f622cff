import type { IncomingMessage } from 'node:http';
import { bodyLimit, type OnBody, readBody } from './body.js';
import type { Router } from './router.js';

/**
 * Form posts, for clients behind proxies that let nothing else pass (conformance 1.3): with
 * X-HTTP-Method-Override the method is that; without, where only GET has the path, it is that GET with
 * the form as its query.
 */
export async function effectiveMethod(
  request: IncomingMessage,
  path: string,
  search: string,
  router: Router,
  onBody: OnBody,
): Promise<{ method: string; search: string }> {
  const method = request.method ?? 'GET';
  if (method !== 'POST' || request.headers['content-type'] !== 'application/x-www-form-urlencoded')
    return { method, search };
  const override = request.headers['x-http-method-override'];
  if (typeof override === 'string' && override !== '') return { method: override.toUpperCase(), search };
  if (router.has('POST', path) || !router.has('GET', path)) return { method, search };
  const form = (await readBody(request, bodyLimit, onBody)).toString('utf8');
  return { method: 'GET', search: [search, form].filter((part) => part !== '').join('&') };
}
