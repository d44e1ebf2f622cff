import type { RequestListener } from 'node:http';
import express, { type Express } from 'express';
import { createCors } from './cors.js';
import { createDocs } from './docs.js';
import type { Probes } from './probes.js';

export interface AppOptions {
  /** Answers the API; see dispatcher.ts. */
  readonly dispatch: (...request: Parameters<RequestListener>) => Promise<void>;
  readonly allowOrigins: readonly string[];
  /** The OpenAPI document, made when it is first asked for. */
  readonly document: () => object;
  /** Answers what is for machines that watch the server; see probes.ts. */
  readonly probes: Probes;
}

/** The express app: the API first, as it is what is asked for; then probes and the documentation; everything else is 404 as the API words it. */
export function createApp({ dispatch, allowOrigins, document, probes }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const cors = createCors(allowOrigins);
  app.use((request, response, next) => {
    if (cors(request, response)) return;
    if (request.url.startsWith('/v1beta1/')) void dispatch(request, response);
    else next();
  });
  app.use((request, response, next) => {
    if (!probes(request, response)) next();
  });
  app.use(createDocs(document));
  app.use((request, response) => void dispatch(request, response));
  return app;
}
