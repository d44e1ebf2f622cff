import type { IncomingMessage, ServerResponse } from 'node:http';
import { originAllowed } from './hosts.js';

const methods = 'GET, POST, PUT, PATCH, DELETE';
const headers = 'Authorization, Content-Type, If-Match, If-None-Match, X-Requested-With';

/**
 * Permits pages of the configured origins to call the API; by default none. Returns true if it has responded to a
 * preflight.
 */
export function createCors(
  allowed: readonly string[],
): (request: IncomingMessage, response: ServerResponse) => boolean {
  if (allowed.length === 0) return () => false;
  return (request, response) => {
    response.setHeader('vary', 'Origin');
    const origin = request.headers.origin;
    const permitted = origin !== undefined && originAllowed(origin, allowed);
    if (permitted) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader(
        'access-control-expose-headers',
        'ETag, Retry-After, WWW-Authenticate, X-Request-Id',
      );
    }
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
      return false;
    if (permitted) {
      response.setHeader('access-control-allow-methods', methods);
      response.setHeader('access-control-allow-headers', headers);
    }
    response.writeHead(200, { 'content-length': '0' });
    response.end();
    return true;
  };
}
