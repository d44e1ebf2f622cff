import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import helmet from 'helmet';
import { type EtagOf, matchesEtag } from '../domain/etag.js';
import { takesGzip } from './compress.js';

/** A file of a page, kept in memory as it is and compressed. */
export interface Asset {
  readonly type: string;
  readonly content: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
  readonly packedEtag: string;
}

/** Reads and compresses a file. No request opens a file of its own, so none can leave one open. */
export async function loadAsset(file: string, type: string, etagOf: EtagOf): Promise<Asset> {
  const content = await readFile(file);
  const packed = await promisify(gzip)(content, { level: 9 });
  return { type, content, packed, etag: etagOf(content), packedEtag: etagOf(packed) };
}

/** Sends an asset in the encoding that the client accepts, or 304 if the client has it. */
export function sendAsset(request: Request, response: Response, asset: Asset, cacheControl: string): void {
  const packed = takesGzip(request.get('accept-encoding'));
  response.set({ etag: packed ? asset.packedEtag : asset.etag, 'cache-control': cacheControl });
  response.vary('Accept-Encoding');
  const known = request.get('if-none-match');
  if (known !== undefined && [asset.etag, asset.packedEtag].some((etag) => matchesEtag(known, etag)))
    response.status(304).end();
  else {
    if (packed) response.set('content-encoding', 'gzip');
    response.type(asset.type).send(packed ? asset.packed : asset.content);
  }
}

/** The value of a load that runs once. After a failure, the next call loads again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

/**
 * Headers of a page: its own scripts and styles only, no framing, no other host. `images` are further sources of images,
 * `connect` further origins that its script may send requests to.
 */
export function pagePolicy({
  images = [],
  connect = [],
}: Partial<Record<'images' | 'connect', string[]>> = {}) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", ...images],
        connectSrc: ["'self'", ...connect],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // The server may be reached without TLS; who ends TLS before it decides.
    strictTransportSecurity: false,
  });
}
