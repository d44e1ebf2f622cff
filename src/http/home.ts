import type { RequestHandler } from 'express';

/** What `GET /` says: what this server is and where its parts are. Paths are relative to the server. */
const home = {
  name: 'grafeas-ts',
  description: 'A Grafeas server: it keeps what is known about software artifacts.',
  api: { v1beta1: '/v1beta1/projects' },
  links: {
    documentation: '/docs',
    openapi: '/openapi.json',
    liveness: '/livez',
    readiness: '/readyz',
  },
} as const;

const text = `${JSON.stringify(home, undefined, 2)}\n`;

/** Answers `/`. It is the same for everyone: it tells nothing of what is stored, nor the version of the program. */
export const answerHome: RequestHandler = (_request, response) => {
  response.set({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
  response.type('application/json').send(text);
};
