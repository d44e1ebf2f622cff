import { IncomingMessage, ServerResponse } from 'node:http';
import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import express, { type Express } from 'express';

/**
 * Express gives each request and response the app's prototypes, which costs most of its time. Objects that
 * are made with these prototypes are left as they are (docs/architecture.md, performance rules).
 */
export function http1Classes(app: Express): {
  IncomingMessage: typeof IncomingMessage;
  ServerResponse: typeof ServerResponse;
} {
  return {
    IncomingMessage: withPrototype(IncomingMessage, app.request),
    ServerResponse: withPrototype(ServerResponse, app.response),
  };
}

/**
 * The same constructor, whose objects have another prototype from the start. It is called on the new object:
 * Reflect.construct with another target would be several times slower.
 */
function withPrototype<C extends abstract new (...args: never[]) => object>(base: C, prototype: object): C {
  function construct(this: object, first: unknown, second: unknown): void {
    (base as unknown as (...args: unknown[]) => void).call(this, first, second);
  }
  construct.prototype = prototype;
  return construct as unknown as C;
}

/** Makes an app answer requests of HTTP/2, whose objects are of other classes than those Express extends. */
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
