import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import express, { type Express } from 'express';

/** Adapts an app to HTTP/2, whose request and response classes Express does not extend. */
export function toHttp2App(app: Express): Express {
  rebase(app, 'request', Http2ServerRequest.prototype, express.request);
  rebase(app, 'response', Http2ServerResponse.prototype, express.response);
  return app;
}

function rebase(app: Express, name: 'request' | 'response', base: object, methods: object): void {
  const own = Object.getOwnPropertyDescriptors(app[name]);
  const value: unknown = Object.create(Object.create(base, Object.getOwnPropertyDescriptors(methods)), own);
  Object.defineProperty(app, name, { value, configurable: true, enumerable: true, writable: true });
}
