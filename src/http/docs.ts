import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import { stringify } from 'yaml';
import { type EtagOf, matchesEtag } from '../domain/etag.js';

/** The OpenAPI document and a page to read and try it, all served from here: no other host is asked. */
export function createDocs(document: () => object, etagOf: EtagOf): Router {
  const router = express.Router();
  /** Sends a text, or 304 where the client has it. */
  function answerText(request: Request, response: Response, type: string, text: string): void {
    const etag = etagOf(text);
    response.set({ etag, 'cache-control': 'no-cache' });
    const known = request.get('if-none-match');
    if (known !== undefined && matchesEtag(known, etag)) response.status(304).end();
    else response.type(type).send(text);
  }
  let json: string | undefined;
  let yaml: string | undefined;
  router.get(['/openapi.json', '/openapi/v1beta1.json'], (request, response) => {
    json ??= JSON.stringify(document());
    answerText(request, response, 'application/json', json);
  });
  router.get(['/openapi.yaml', '/openapi/v1beta1.yaml'], (request, response) => {
    yaml ??= stringify(document(), { lineWidth: 0, aliasDuplicateObjects: false });
    answerText(request, response, 'application/yaml', yaml);
  });
  router.use('/docs', pagePolicy());
  router.get('/docs', (request, response) => answerText(request, response, 'html', page));
  router.get('/docs/start.js', (request, response) =>
    answerText(request, response, 'text/javascript', start),
  );
  const files = express.static(swaggerUiFolder(), { index: false, redirect: false, maxAge: '1h' });
  router.use('/docs', (request, response, next) => {
    if (pageFiles.includes(request.path)) files(request, response, next);
    else next();
  });
  return router;
}

/** What the page needs of swagger-ui; the rest of that package is not served. */
const pageFiles: readonly string[] = ['/swagger-ui.css', '/swagger-ui-bundle.js'];

/** Where the page's scripts and styles lie. */
function swaggerUiFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

function pagePolicy() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server may be reached without TLS; who ends TLS before it decides.
    strictTransportSecurity: false,
  });
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>grafeas-ts API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="page"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
});
`;
