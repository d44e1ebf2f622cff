import type { RequestHandler } from 'express';
import type { ApiVersion } from '../api/version.js';

/** The response of `GET /`: a description and links. Paths are relative to the server. */
const homeOf = (versions: readonly ApiVersion[]) => ({
  name: 'grafeas-ts',
  description: 'A Grafeas server: it stores metadata of software artifacts.',
  api: Object.fromEntries(versions.map(({ name, root }) => [name, root])),
  links: {
    documentation: '/docs',
    openapi: '/openapi.json',
    liveness: '/livez',
    readiness: '/readyz',
  },
});

/** Handles `/`. The response is the same for everyone and reveals neither stored data nor the version of the program. */
export function createHome(versions: readonly ApiVersion[]): RequestHandler {
  const text = `${JSON.stringify(homeOf(versions), undefined, 2)}\n`;
  return (_request, response) => {
    response.set({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
    response.type('application/json').send(text);
  };
}
