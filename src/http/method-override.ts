import type { IncomingMessage } from 'node:http';
import { smallMessage } from '../api/operation.js';
import { type OnBody, readBody } from './body.js';
import type { Router } from './router.js';

/**
 * Form posts, for clients behind proxies that let nothing else pass (conformance 1.3): with
 * X-HTTP-Method-Override the method is that; without, where only GET has the path, it is that GET with
 * the form as its query (`isForm`), which is read once the caller is known.
 */
export function effectiveMethod(
  request: IncomingMessage,
  path: string,
  router: Router,
): { readonly method: string; readonly isForm: boolean } {
  const method = request.method ?? 'GET';
  if (method !== 'POST' || request.headers['content-type'] !== 'application/x-www-form-urlencoded')
    return { method, isForm: false };
  const override = request.headers['x-http-method-override'];
  if (typeof override === 'string' && override !== '')
    return { method: override.toUpperCase(), isForm: false };
  if (router.has('POST', path) || !router.has('GET', path)) return { method, isForm: false };
  return { method: 'GET', isForm: true };
}

/** The query with the form behind it. */
export async function withForm(request: IncomingMessage, search: string, onBody: OnBody): Promise<string> {
  const form = (await readBody(request, smallMessage, onBody)).toString('utf8');
  return [search, form].filter((part) => part !== '').join('&');
}
