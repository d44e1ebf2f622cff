import type { RequestListener } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { type ApiVersion, operationsOf } from '../api/version.js';
import { toApiError } from '../domain/errors.js';
import type { EtagOf } from '../domain/etag.js';
import { createConsole } from './console.js';
import { createCors } from './cors.js';
import { answerError } from './dispatcher.js';
import { createDocs } from './docs.js';
import { toHttp2App } from './express-http2.js';
import { createHome } from './home.js';
import { keyPrefix } from './path-key.js';
import type { Probes } from './probes.js';

export interface AppOptions {
  /** Answers the API; see dispatcher.ts. */
  readonly dispatch: (...request: Parameters<RequestListener>) => Promise<void>;
  readonly allowOrigins: readonly string[];
  /** Their documents are made when they are first asked for. */
  readonly versions: readonly ApiVersion[];
  readonly etagOf: EtagOf;
  /** Answers what is for machines that watch the server; see probes.ts. */
  readonly probes: Probes;
  readonly newRequestId: () => string;
}

/** What answers REST, over either version of HTTP. */
export interface RestApp {
  readonly http1: RequestListener;
  readonly http2: RequestListener;
}

/**
 * The API is answered at once: Express would give each request and response another prototype, which costs more than
 * all else about a get (docs/adr/0012). The rest is an Express app.
 */
export function createRestApp(options: AppOptions): RestApp {
  const { dispatch, allowOrigins, versions } = options;
  const paths = operationsOf(versions).flatMap(({ http }) => http.paths);
  const prefixes = [keyPrefix, ...new Set(paths.map((path) => path.slice(0, path.indexOf('/', 1) + 1)))];
  const cors = createCors(allowOrigins);
  const before = (app: Express): RequestListener => {
    const others: RequestListener = app;
    return (request, response) => {
      if (cors(request, response)) return;
      if (prefixes.some((prefix) => request.url?.startsWith(prefix))) void dispatch(request, response);
      else others(request, response);
    };
  };
  return { http1: before(createApp(options)), http2: before(toHttp2App(createApp(options))) };
}

/** The console, what this is, probes and the documentation; everything else is 404 as the API words it. */
function createApp({ dispatch, versions, etagOf, probes, newRequestId }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response, next) => {
    if (!probes(request, response)) next();
  });
  app.use(createConsole(etagOf));
  app.get('/', createHome(versions));
  app.use(createDocs(versions, etagOf));
  app.use((request, response) => void dispatch(request, response));
  // Four parameters make it the handler of errors; Express' own shows stacks.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerError(request, response, toApiError(error), newRequestId()),
  );
  return app;
}
