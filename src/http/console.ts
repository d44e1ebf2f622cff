import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import type { EtagOf } from '../domain/etag.js';
import { type Asset, loadAsset, once, pagePolicy, sendAsset } from './assets.js';
import { maxChoice } from './compress.js';

/** What the build of the console consists of; nothing else of its folder is served. */
const types: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.svg', 'image/svg+xml'],
]);

/** What the console needs to sign users in, as the browser receives it. Its page requests tokens from `tokenEndpoint`. */
export type SignInSettings = () => Promise<{ readonly tokenEndpoint: string } | undefined>;

/** Where an issuer sends browsers back to; clients are registered there with this path. */
const signedInPath = '/console/signed-in';

/**
 * The console: `/` for a client that prefers HTML to JSON, and its files at `/console/`. The names of these files have a
 * hash of the content, so a browser may keep them. Where the console is not built, `/` goes on to the next handler.
 */
export function createConsole(etagOf: EtagOf, signIn: SignInSettings): Router {
  const router = express.Router();
  const assets = once(() => loadConsole(etagOf));
  const policy = pagePolicy();
  router.get('/', async (request, response, next) => {
    response.vary('Accept');
    // A client that accepts anything, such as curl, gets JSON.
    const isShort = (request.get('accept') ?? '').length <= maxChoice;
    if (!isShort || request.accepts(['json', 'html']) !== 'html') return next();
    const page = (await assets()).get('/index.html');
    if (page === undefined) return next();
    policy(request, response, () => sendAsset(request, response, page, 'no-cache'));
  });
  router.get('/console/sign-in.json', async (_request, response) => {
    const settings = (await signIn()) ?? {};
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    response.type('application/json').send(JSON.stringify(settings));
  });
  // The same page. Only here may it also send requests to the issuer.
  router.get(signedInPath, async (request, response, next) => {
    const page = (await assets()).get('/index.html');
    if (page === undefined) return next();
    const settings = await signIn().catch(() => undefined);
    const issuer = settings === undefined ? [] : [new URL(settings.tokenEndpoint).origin];
    pagePolicy({ connect: issuer })(request, response, () => sendAsset(request, response, page, 'no-store'));
  });
  router.get('/console/:file', async (request, response, next) => {
    const asset = (await assets()).get(request.path);
    if (asset === undefined) return next();
    policy(request, response, () =>
      sendAsset(request, response, asset, 'public, max-age=31536000, immutable'),
    );
  });
  return router;
}

async function loadConsole(etagOf: EtagOf): Promise<ReadonlyMap<string, Asset>> {
  const root = consoleFolder();
  if (root === undefined) return new Map();
  const files = (await readdir(root, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
  const load = async (file: string): Promise<[string, Asset][]> => {
    const type = types.get(extname(file));
    return type === undefined ? [] : [[`/${file}`, await loadAsset(join(root, file), type, etagOf)]];
  };
  return new Map((await Promise.all(files.map(load))).flat());
}

/** Beside the built server; where the server runs from source, in the build of the same clone. */
function consoleFolder(): string | undefined {
  const places = ['console', '../../dist/http/console'];
  return places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
}
