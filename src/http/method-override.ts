import type { IncomingMessage } from 'node:http';
import { smallMessage } from '../api/operation.js';
import { ApiError } from '../domain/errors.js';
import { type OnBody, readBody } from './body.js';
import type { Router } from './router.js';

/**
 * The effective method of a request. HEAD is GET without a body. A form post with X-HTTP-Method-Override, for clients
 * behind restrictive proxies, is that method. A form post without it, to a path that only has GET, is a GET with the form
 * as its query (`isForm`), which is read after authentication.
 */
export function effectiveMethod(
  request: IncomingMessage,
  path: string,
  router: Router,
): { readonly method: string; readonly isForm: boolean } {
  const method = request.method ?? 'GET';
  if (method === 'HEAD') return { method: 'GET', isForm: false };
  if (method !== 'POST' || request.headers['content-type'] !== 'application/x-www-form-urlencoded')
    return { method, isForm: false };
  const override = request.headers['x-http-method-override'];
  if (typeof override === 'string' && override !== '')
    return { method: override.toUpperCase(), isForm: false };
  if (router.methodsOf(path).join() !== 'GET') return { method, isForm: false };
  return { method: 'GET', isForm: true };
}

/**
 * The query with the form appended. Refuses JSON: `curl -d` declares every body as a form, and its sender intends a write.
 * @throws METHOD_NOT_ALLOWED
 */
export async function withForm(request: IncomingMessage, search: string, onBody: OnBody): Promise<string> {
  const form = (await readBody(request, smallMessage, onBody)).toString('utf8');
  if (/^\s*[[{]/.test(form))
    throw new ApiError('METHOD_NOT_ALLOWED', 'Method Not Allowed: this path takes GET, not a POST of JSON');
  return [search, form].filter((part) => part !== '').join('&');
}
