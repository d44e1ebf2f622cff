import type { RequestListener } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { type ApiVersion, operationsOf } from '../api/version.js';
import { toApiError } from '../domain/errors.js';
import type { EtagOf } from '../domain/etag.js';
import { createConsole, type SignInSettings } from './console.js';
import { createCors } from './cors.js';
import { answerError } from './dispatcher.js';
import { createDocs } from './docs.js';
import { toHttp2App } from './express-http2.js';
import { createHome } from './home.js';
import { keyPrefix } from './path-key.js';
import type { Probes } from './probes.js';

export interface AppOptions {
  /** Handles API requests; see dispatcher.ts. */
  readonly dispatch: (...request: Parameters<RequestListener>) => Promise<void>;
  readonly allowOrigins: readonly string[];
  /** Their documents are created at the first request. */
  readonly versions: readonly ApiVersion[];
  readonly etagOf: EtagOf;
  /** Handles probes and metrics; see probes.ts. */
  readonly probes: Probes;
  readonly newRequestId: () => string;
  readonly signIn: SignInSettings;
}

/** The REST handlers of HTTP/1 and HTTP/2. */
export interface RestApp {
  readonly http1: RequestListener;
  readonly http2: RequestListener;
}

/**
 * API requests bypass Express, which changes the prototype of each request and response; that costs more than the rest of
 * a get (docs/adr/0012). All other paths use an Express app.
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
function createApp({ dispatch, versions, etagOf, probes, newRequestId, signIn }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response, next) => {
    if (!probes(request, response)) next();
  });
  app.use(createConsole(etagOf, signIn));
  app.get('/', createHome(versions));
  app.use(createDocs(versions, etagOf));
  app.use((request, response) => void dispatch(request, response));
  // Express recognises an error handler by its four parameters. The default one shows stacks.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerError(request, response, toApiError(error), newRequestId()),
  );
  return app;
}
