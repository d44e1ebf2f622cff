import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import type { ApiVersion } from '../api/version.js';
import { type EtagOf, matchesEtag } from '../domain/etag.js';
import { nextTurn, runInSlices } from '../domain/slices.js';
import { type Asset, loadAsset, once, pagePolicy, sendAsset } from './assets.js';
import { yamlSteps } from './yaml.js';

/** The OpenAPI document of each version and a page to read and try it, served without any other host. */
export function createDocs(versions: readonly ApiVersion[], etagOf: EtagOf): Router {
  const router = express.Router();
  /** Sends a text, or 304 if the client has it. */
  function answerText(request: Request, response: Response, type: string, text: string): void {
    const etag = etagOf(text);
    response.set({ etag, 'cache-control': 'no-cache' });
    const known = request.get('if-none-match');
    if (known !== undefined && matchesEtag(known, etag)) response.status(304).end();
    else response.type(type).send(text);
  }
  for (const [index, { name, document }] of versions.entries()) {
    // The first version is also served under the short names.
    const pathsOf = (ending: string): string[] =>
      index === 0 ? [`/openapi.${ending}`, `/openapi/${name}.${ending}`] : [`/openapi/${name}.${ending}`];
    const made = async (): Promise<object> => {
      const whole = document();
      await nextTurn();
      return whole;
    };
    const json = once(async () => JSON.stringify(await made()));
    const yaml = once(async () => runInSlices(yamlSteps(await made())));
    router.get(pathsOf('json'), async (request, response) => {
      answerText(request, response, 'application/json', await json());
    });
    router.get(pathsOf('yaml'), async (request, response) => {
      answerText(request, response, 'application/yaml', await yaml());
    });
  }
  router.use('/docs', pagePolicy({ images: ['data:'] }));
  const page = pageOf(versions);
  router.get('/docs', (request, response) => answerText(request, response, 'html', page));
  const start = startOf(versions);
  router.get('/docs/start.js', (request, response) =>
    answerText(request, response, 'text/javascript', start),
  );
  const assets = once(() => loadAssets(etagOf));
  router.get([...pageFiles.keys()], async (request, response) => {
    const asset = (await assets()).get(request.path);
    if (asset !== undefined) sendAsset(request, response, asset, 'public, max-age=3600');
  });
  return router;
}

/** What the page needs of swagger-ui, by path; the rest of that package is not served. */
const pageFiles: ReadonlyMap<string, string> = new Map([
  ['/docs/swagger-ui.css', 'text/css'],
  ['/docs/swagger-ui-bundle.js', 'text/javascript'],
]);

async function loadAssets(etagOf: EtagOf): Promise<ReadonlyMap<string, Asset>> {
  const load = async ([path, type]: [string, string]): Promise<[string, Asset]> => [
    path,
    await loadAsset(join(swaggerUiFolder(), basename(path)), type, etagOf),
  ];
  return new Map(await Promise.all([...pageFiles].map(load)));
}

/** The folder of the page's scripts and styles: beside the built server, or in their package when run from source. */
function swaggerUiFolder(): string {
  const built = fileURLToPath(new URL('page', import.meta.url));
  if (existsSync(built)) return built;
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

const pageOf = (versions: readonly ApiVersion[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>grafeas-ts API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<nav aria-label="API version">${versions.map(({ name }) => `<a href="/docs?version=${name}">${name}</a>`).join(' ')}</nav>
<main id="page"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/** The links of the page name the version in the query. */
const startOf = (
  versions: readonly ApiVersion[],
): string => `const names = ${JSON.stringify(versions.map(({ name }) => name))};
const asked = new URLSearchParams(location.search).get('version');
const version = names.includes(asked) ? asked : names[0];
SwaggerUIBundle({
  url: '/openapi/' + version + '.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
});
`;
